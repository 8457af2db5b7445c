package org.mailmend.knowledge.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Checksum;

/** A place that holds data files in the layout described in {@code data/README.md}. */
public sealed interface DataFolder {

    /** The text of a file, null when there is none. */
    String read(String path);

    /** Ids of the files in a folder, in order: {@code clients/base/outlook.md} in {@code clients} is {@code base/outlook}. */
    List<String> ids(String folder);

    /** How a person finds the file. */
    String describe(String path);

    /** Adds to a sum what differs whenever a file differs; reads as little as possible. */
    void stamp(Checksum sum);

    private static void add(Checksum sum, String text) {
        sum.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The data that comes with Mailmend. A class path cannot be listed, so each folder has an index. */
    record Bundled() implements DataFolder {
        private static final String ROOT = "/org/mailmend/knowledge/data/";

        @Override
        public String read(String path) {
            try (InputStream in = Bundled.class.getResourceAsStream(ROOT + path)) {
                return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<String> ids(String folder) {
            String top = folder.startsWith("articles/") ? "articles" : folder;
            String index = read(top + "/index.txt");
            return index == null ? List.of() : index.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        }

        @Override
        public String describe(String path) {
            return path;
        }

        /** Packed in one file, size and time of that file will do. */
        @Override
        public void stamp(Checksum sum) {
            Path file = file();
            try {
                if (file != null && Files.isRegularFile(file)) {
                    add(sum, Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis());
                    return;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (String place : List.of("articles/en", "articles/ja", "clients")) {
                ids(place).forEach(id -> add(sum, id + read(place + "/" + id + ".md")));
            }
            add(sum, String.valueOf(read("synonyms.txt")));
        }

        /** The file that holds the classes and the data; null when it cannot be told. */
        private static Path file() {
            CodeSource source = Bundled.class.getProtectionDomain().getCodeSource();
            URL place = source == null ? null : source.getLocation();
            try {
                return place == null || !"file".equals(place.getProtocol()) ? null : Path.of(place.toURI());
            } catch (URISyntaxException | IllegalArgumentException e) {
                return null;
            }
        }
    }

    /**
     * A folder on disk.
     *
     * @param root the folder
     */
    record OnDisk(Path root) implements DataFolder {

        @Override
        public String read(String path) {
            Path file = root.resolve(path).normalize();
            if (!file.startsWith(root.normalize()) || !Files.isRegularFile(file)) {
                return null;
            }
            try {
                return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<String> ids(String folder) {
            Path start = root.resolve(folder);
            if (!Files.isDirectory(start)) {
                return List.of();
            }
            try (Stream<Path> files = Files.walk(start)) {
                return files.filter(file -> file.toString().endsWith(".md") && Files.isRegularFile(file))
                        .map(file -> start.relativize(file).toString().replace('\\', '/'))
                        .map(name -> name.substring(0, name.length() - 3)).sorted().toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String describe(String path) {
            return root.resolve(path).toString();
        }

        @Override
        public void stamp(Checksum sum) {
            if (!Files.isDirectory(root)) {
                return;
            }
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    add(sum, root.relativize(file) + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
