package org.mailmend.knowledge.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.Checksum;

/** A place that holds data files in the layout described in {@code data/README.md}. */
public sealed interface DataFolder {

    /** The text of a file, null when there is none or it cannot be read; what is wrong with it is noted. */
    String read(String path, Problems problems);

    /** Ids of the files in a folder, in order: {@code clients/base/outlook.md} in {@code clients} is {@code base/outlook}. */
    List<String> ids(String folder);

    /** Paths of the tables of rules for replies, in order. */
    default List<String> replies() {
        return List.of();
    }

    /** Paths of files that are none of a folder of knowledge, in order. */
    default List<String> unexpected() {
        return List.of();
    }

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
        public String read(String path, Problems problems) {
            return read(path);
        }

        private static String read(String path) {
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
        private static final int DEPTH = 6;

        /** No article or table that people write is bigger. */
        public static final int MOST_BYTES = 1024 * 1024;

        @Override
        public String read(String path, Problems problems) {
            Path file = root.resolve(path).normalize();
            if (!file.startsWith(root.normalize()) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return null;
            }
            try {
                if (isLinked(file)) {
                    problems.add(describe(path), 0, "file-link");
                } else if (!Files.isRegularFile(file)) {
                    problems.add(describe(path), 0, "file-folder");
                } else if (Files.size(file) > MOST_BYTES) {
                    problems.add(describe(path), 0, "file-big", MOST_BYTES / 1024);
                } else {
                    return decode(Files.readAllBytes(file));
                }
            } catch (CharacterCodingException e) {
                problems.add(describe(path), 0, "file-encoding");
            } catch (IOException e) {
                problems.add(describe(path), 0, "file-unreadable");
            }
            return null;
        }

        /** What comes from others may hold a link that leads out of the folder. */
        private boolean isLinked(Path file) {
            for (Path part = file; !part.equals(root.normalize()); part = part.getParent()) {
                if (Files.isSymbolicLink(part)) {
                    return true;
                }
            }
            return false;
        }

        /** Strictly UTF-8: a wrong character would otherwise be shown and searched. */
        public static String decode(byte[] bytes) throws CharacterCodingException {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        }

        @Override
        public List<String> ids(String folder) {
            Path start = root.resolve(folder);
            if (!Files.isDirectory(start)) {
                return List.of();
            }
            try (Stream<Path> files = Files.walk(start, DEPTH)) {
                return files.filter(file -> file.toString().endsWith(".md"))
                        .map(file -> start.relativize(file).toString().replace('\\', '/'))
                        .map(name -> name.substring(0, name.length() - 3)).sorted().toList();
            } catch (IOException | UncheckedIOException e) {
                // what cannot be listed is named where all files are gone through
                return List.of();
            }
        }

        @Override
        public List<String> replies() {
            return paths().stream().filter(path -> path.startsWith("replies/") && Layout.isKnown(path)).toList();
        }

        @Override
        public List<String> unexpected() {
            return paths().stream().filter(path -> !Layout.isKnown(path) && !Layout.isBeside(path)).toList();
        }

        /** Paths of all files, with slashes. */
        public List<String> paths() {
            return files(root).stream().map(file -> root.relativize(file).toString().replace('\\', '/')).toList();
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
            for (Path file : files(root)) {
                try {
                    add(sum, root.relativize(file) + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis());
                } catch (IOException e) {
                    // gone in between: the next look sees it
                    add(sum, root.relativize(file) + " gone");
                }
            }
        }

        /** All files below a folder, in order, but for those whose name or folder begins with a dot, such as those of Git. */
        static List<Path> files(Path root) {
            List<Path> found = new ArrayList<>();
            collect(root, DEPTH, found);
            return found;
        }

        private static void collect(Path folder, int depth, List<Path> found) {
            List<Path> entries;
            try (Stream<Path> list = Files.list(folder)) {
                entries = list.filter(entry -> !entry.getFileName().toString().startsWith(".")).sorted().toList();
            } catch (IOException | UncheckedIOException e) {
                return;
            }
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && depth > 1) {
                    collect(entry, depth - 1, found);
                } else if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(entry);
                }
            }
        }
    }

    /**
     * A folder with one file as it would be: for checking what has not been saved.
     *
     * @param folder the folder
     * @param path   the file
     * @param text   its text; null as if it were not there
     */
    record Changed(DataFolder folder, String path, String text) implements DataFolder {

        @Override
        public String read(String file, Problems problems) {
            return file.equals(path) ? text : folder.read(file, problems);
        }

        @Override
        public List<String> ids(String place) {
            Set<String> ids = new TreeSet<>(folder.ids(place));
            if (path.startsWith(place + "/") && path.endsWith(".md")) {
                String id = path.substring(place.length() + 1, path.length() - 3);
                if (text == null) {
                    ids.remove(id);
                } else {
                    ids.add(id);
                }
            }
            return List.copyOf(ids);
        }

        @Override
        public List<String> replies() {
            Set<String> paths = new TreeSet<>(folder.replies());
            if (path.startsWith("replies/")) {
                paths.add(path);
            }
            return List.copyOf(paths);
        }

        @Override
        public String describe(String file) {
            return folder.describe(file);
        }

        @Override
        public void stamp(Checksum sum) {
            folder.stamp(sum);
            add(sum, path + text);
        }
    }
}
