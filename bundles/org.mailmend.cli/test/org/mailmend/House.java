package org.mailmend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The source tree, as the tests of its own rules look at it. */
final class House {

    /** A bundle in the source tree: its name without <code>org.mailmend.</code>, its folder, the headers of its manifest. */
    record Bundle(String name, Path folder, Manifest manifest) {

        /** The names in a header, each with the text of its attributes and directives. */
        Map<String, String> header(String header) {
            Map<String, String> names = new LinkedHashMap<>();
            String value = manifest.getMainAttributes().getValue(header);
            if (value != null) {
                for (String clause : value.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
                    String[] parts = clause.strip().split(";", 2);
                    names.put(parts[0].strip(), parts.length > 1 ? parts[1].strip() : "");
                }
            }
            return names;
        }

        /** The packages of its sources. */
        List<String> packages() {
            Path sources = folder.resolve("src");
            return files(sources, ".java").stream()
                    .map(file -> sources.relativize(file.getParent()).toString().replace('\\', '/'))
                    .map(path -> path.replace('/', '.')).distinct().sorted().toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Unit tests run in the folder of their bundle. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private static final Pattern BUILT = Pattern.compile("(^|[/\\\\])(target|bin|bin_test)[/\\\\]");

    private House() {
    }

    /** All bundles but those with translations of the platform, which have no code. */
    static List<Bundle> bundles() throws IOException {
        List<Bundle> bundles = new ArrayList<>();
        try (Stream<Path> folders = Files.list(ROOT.resolve("bundles"))) {
            for (Path folder : (Iterable<Path>) folders.sorted()::iterator) {
                Path file = folder.resolve("META-INF/MANIFEST.MF");
                if (Files.isRegularFile(file) && !folder.getFileName().toString().startsWith("org.mailmend.nl.")) {
                    try (InputStream in = Files.newInputStream(file)) {
                        bundles.add(new Bundle(folder.getFileName().toString().replaceFirst("^org\\.mailmend\\.", ""), folder,
                                new Manifest(in)));
                    }
                }
            }
        }
        return bundles;
    }

    /** All files below a folder with this end of their name, none if there is no such folder; what a build made is left out. */
    static List<Path> files(Path folder, String end) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(end) && Files.isRegularFile(file))
                    .filter(file -> !BUILT.matcher(folder.relativize(file).toString()).find()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
