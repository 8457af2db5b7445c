package org.mailmend.knowledge.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A place that holds data files in the layout described in {@code data/README.md}. */
public sealed interface DataFolder {

    /** The text of a file, null when there is none. */
    String read(String path);

    /** Ids of the files in a folder, in order: {@code clients/base/outlook.md} in {@code clients} is {@code base/outlook}. */
    List<String> ids(String folder);

    /** How a person finds the file. */
    String describe(String path);

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
    }
}
