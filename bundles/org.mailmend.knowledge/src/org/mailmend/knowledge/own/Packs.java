package org.mailmend.knowledge.own;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.mailmend.knowledge.Problem;
import org.mailmend.knowledge.internal.data.DataFolder;
import org.mailmend.knowledge.internal.data.Layout;

/** Reads and writes packs: zip files with the files of a folder of knowledge, or of courses. */
public final class Packs {
    private static final int MOST_FILES = 2000;
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    /** Entries begin with the earliest time that a zip file can tell, so that the same files make the same pack. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Packs() {
    }

    /**
     * Writes a pack: the same files make the same pack.
     *
     * @throws IOException when it cannot be written; then no pack is left behind
     */
    public static void write(Path pack, Map<String, String> texts) throws IOException {
        Path whole = pack.toAbsolutePath();
        Path fresh = Files.createTempFile(whole.getParent(), ".pack-", ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(fresh); ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, String> entry : new TreeMap<>(texts).entrySet()) {
                    ZipEntry file = new ZipEntry(entry.getKey());
                    file.setTimeLocal(TIME);
                    zip.putNextEntry(file);
                    zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
            Files.move(fresh, whole, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * The texts of a pack by their paths. All of them are refused when one could do harm.
     *
     * @param known whether a path is one of a file that may be in it
     * @throws IOException when it is no pack or a dangerous one
     */
    public static Map<String, String> read(Path pack, Predicate<String> known) throws IOException {
        String name = pack.toString();
        if (!Files.isRegularFile(pack) || Files.size(pack) > MOST_BYTES) {
            throw new OwnKnowledgeException(Problem.at(name, 0, Files.isRegularFile(pack) ? "pack-big" : "pack-missing"));
        }
        try (ZipFile zip = new ZipFile(pack.toFile(), StandardCharsets.UTF_8)) {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            if (entries.size() > MOST_FILES) {
                throw new OwnKnowledgeException(Problem.at(name, 0, "pack-big"));
            }
            Map<String, String> texts = new TreeMap<>();
            Set<String> seen = new HashSet<>();
            long total = 0;
            for (ZipEntry entry : entries) {
                if (entry.isDirectory() && known.test(entry.getName() + "a.md")) {
                    continue;
                }
                String path = checked(name, entry, seen, known);
                if (path == null) {
                    continue;
                }
                byte[] content = content(name, zip, entry);
                total += content.length;
                if (total > MOST_BYTES) {
                    throw new OwnKnowledgeException(Problem.at(name, 0, "pack-big"));
                }
                texts.put(path, text(name, path, content));
            }
            if (texts.isEmpty()) {
                throw new OwnKnowledgeException(Problem.at(name, 0, "pack-empty"));
            }
            return texts;
        } catch (ZipException | IllegalArgumentException e) {
            // IllegalArgumentException: a name that is no UTF-8
            throw new OwnKnowledgeException(Problem.at(name, 0, "pack-format"));
        }
    }

    /** The entry's path; null for what people put beside; a path that leads elsewhere is refused with the whole pack. */
    private static String checked(String pack, ZipEntry entry, Set<String> seen, Predicate<String> known)
            throws OwnKnowledgeException {
        String path = entry.getName();
        boolean plain = path.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '\\' && c != ':');
        boolean inside = !path.startsWith("/") && !List.of(path.split("/")).contains("..");
        if (!plain || !inside) {
            throw new OwnKnowledgeException(Problem.at(pack, 0, "pack-path", shown(path)));
        }
        if (entry.isDirectory() || Layout.isBeside(path)) {
            return null;
        }
        if (!known.test(path)) {
            throw new OwnKnowledgeException(Problem.at(pack, 0, "pack-file", shown(path)));
        }
        // on some platforms two names that differ in case are one file
        if (!seen.add(path.toLowerCase(Locale.ROOT))) {
            throw new OwnKnowledgeException(Problem.at(pack, 0, "pack-twice", path));
        }
        return path;
    }

    /** Never more than a file may have, whatever the entry says of its size. */
    private static byte[] content(String pack, ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(DataFolder.OnDisk.MOST_BYTES + 1);
            if (content.length > DataFolder.OnDisk.MOST_BYTES) {
                throw new OwnKnowledgeException(Problem.at(pack, 0, "pack-file-big", entry.getName(),
                        DataFolder.OnDisk.MOST_BYTES / 1024));
            }
            return content;
        }
    }

    private static String text(String pack, String path, byte[] content) throws OwnKnowledgeException {
        try {
            return DataFolder.OnDisk.decode(content);
        } catch (CharacterCodingException e) {
            throw new OwnKnowledgeException(Problem.at(pack, 0, "pack-encoding", path));
        }
    }

    /** A hostile name as it can be shown. */
    private static String shown(String path) {
        StringBuilder shown = new StringBuilder();
        path.codePoints().limit(80).forEach(c -> {
            boolean safe = c > 0x1F && c < 0x7F || Character.isLetterOrDigit(c);
            shown.append(safe ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c));
        });
        return shown.toString();
    }
}
