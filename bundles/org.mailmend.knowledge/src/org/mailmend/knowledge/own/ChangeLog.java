package org.mailmend.knowledge.own;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.mailmend.knowledge.Problem;

/**
 * Changes files of a folder so that each change happens as a whole or not at all, even when the computer stops in the middle,
 * and can be taken back.
 * <p>
 * A change is first written into a folder of its own in the backup: {@code new} with the texts to come, {@code old} with those
 * that are there, {@code list} with one path a line. When its name ends with {@value #READY} all of it is on disk, and it is
 * carried out; when it ends with {@value #DONE} it has been. Whoever comes next finishes what is only ready.
 */
public final class ChangeLog {
    private static final String READY = ".ready";
    private static final String DONE = ".done";
    private static final String OPEN = ".open";
    /** More than anybody takes back; older changes are removed. */
    private static final int KEPT = 100;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);
    /** One at a time in this process; the lock file keeps other processes out. */
    private static final Object GUARD = new Object();

    private final Path folder;
    private final Path backup;

    /**
     * Changes of a folder.
     *
     * @param folder it need not exist: it is made by the first change
     * @param backup beside it, where changes and earlier texts are kept
     */
    public ChangeLog(Path folder, Path backup) {
        this.folder = folder;
        this.backup = backup;
    }

    Path backup() {
        return backup;
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T locked(Work<T> work) throws IOException {
        synchronized (GUARD) {
            Files.createDirectories(backup);
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(backup.resolve(".lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("no lock on " + backup);
                }
                finish();
                return work.run();
            }
        }
    }

    /**
     * Carries out a change.
     *
     * @param title what it is, for people who look into the backup
     * @param texts the new text of each file by its path below the folder, which the caller has checked; null for one that is to go
     * @throws IOException when that cannot be done; then nothing has changed
     */
    public void apply(String title, Map<String, String> texts) throws IOException {
        locked(() -> {
            Path change = prepare(title, texts);
            carryOut(change);
            prune();
            return null;
        });
    }

    /** Paths of the last change that can be taken back. */
    public List<String> last() throws IOException {
        if (!Files.isDirectory(backup)) {
            return List.of();
        }
        List<Path> done = changes(DONE);
        return done.isEmpty() ? List.of() : List.copyOf(paths(done.getLast()).keySet());
    }

    /** Takes the last change back; paths of its files, empty when there was nothing to take back. */
    public List<String> undo() throws IOException {
        if (!Files.isDirectory(backup)) {
            return List.of();
        }
        return locked(() -> {
            List<Path> done = changes(DONE);
            if (done.isEmpty()) {
                return List.of();
            }
            Path change = done.getLast();
            Map<String, String> texts = new LinkedHashMap<>();
            for (String path : paths(change).keySet()) {
                Path old = change.resolve("old").resolve(path);
                texts.put(path, Files.exists(old) ? Files.readString(old) : null);
            }
            // what stands there now may have been changed by hand: it is kept for the time being
            Path back = prepare("undo", texts);
            carryOut(back);
            remove(change);
            Files.move(back.resolveSibling(name(back) + DONE), back.resolveSibling(name(back) + ".undone"));
            prune();
            return List.copyOf(texts.keySet());
        });
    }

    private Path prepare(String title, Map<String, String> texts) throws IOException {
        String name = TIME.format(Clock.systemUTC().instant());
        Path open = backup.resolve(name + OPEN);
        for (int i = 1; exists(name); i++) {
            name = TIME.format(Clock.systemUTC().instant()) + "-" + i;
            open = backup.resolve(name + OPEN);
        }
        try {
            StringBuilder list = new StringBuilder("# ").append(title).append('\n');
            for (Map.Entry<String, String> entry : new TreeMap<>(texts).entrySet()) {
                Path now = folder.resolve(entry.getKey());
                refuseLinks(now);
                if (Files.exists(now)) {
                    write(open.resolve("old").resolve(entry.getKey()), ByteBuffer.wrap(Files.readAllBytes(now)));
                }
                if (entry.getValue() != null) {
                    ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(entry.getValue()));
                    write(open.resolve("new").resolve(entry.getKey()), bytes);
                }
                list.append(entry.getValue() == null ? "- " : "+ ").append(entry.getKey()).append('\n');
            }
            write(open.resolve("list"), ByteBuffer.wrap(list.toString().getBytes(StandardCharsets.UTF_8)));
            Path ready = backup.resolve(name + READY);
            Files.move(open, ready, StandardCopyOption.ATOMIC_MOVE);
            return ready;
        } catch (IOException | RuntimeException e) {
            remove(open);
            throw e;
        }
    }

    private boolean exists(String name) {
        return Stream.of(OPEN, READY, DONE, ".undone").anyMatch(end -> Files.exists(backup.resolve(name + end)));
    }

    /** Does what a change that is ready says; may be repeated. When that fails, all is put back as it was. */
    private void carryOut(Path change) throws IOException {
        try {
            for (Map.Entry<String, Boolean> entry : paths(change).entrySet()) {
                Path file = folder.resolve(entry.getKey());
                refuseLinks(file);
                if (entry.getValue()) {
                    put(change.resolve("new").resolve(entry.getKey()), file);
                } else {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            putBack(change, e);
            throw e;
        }
        Files.move(change, change.resolveSibling(name(change) + DONE), StandardCopyOption.ATOMIC_MOVE);
    }

    private void putBack(Path change, IOException reason) {
        try {
            for (String path : paths(change).keySet()) {
                Path old = change.resolve("old").resolve(path);
                if (Files.exists(old)) {
                    put(old, folder.resolve(path));
                } else {
                    Files.deleteIfExists(folder.resolve(path));
                }
            }
            remove(change);
        } catch (IOException e) {
            // the change stays ready, and the next one finishes it
            reason.addSuppressed(e);
        }
    }

    /** Finishes what was only ready when a process ended, and removes what was not even that. */
    private void finish() throws IOException {
        for (Path open : changes(OPEN)) {
            remove(open);
        }
        for (Path ready : changes(READY)) {
            carryOut(ready);
        }
    }

    private static void put(Path from, Path to) throws IOException {
        if (Files.isRegularFile(to) && Files.mismatch(from, to) == -1) {
            return;
        }
        Files.createDirectories(to.getParent());
        Path fresh = to.resolveSibling("." + to.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        write(fresh, ByteBuffer.wrap(Files.readAllBytes(from)));
        try {
            Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, to, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(Path file, ByteBuffer bytes) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Nothing is written through a link: it could lead anywhere. */
    private void refuseLinks(Path file) throws IOException {
        for (Path part = file; !part.equals(folder); part = part.getParent()) {
            if (Files.isSymbolicLink(part)) {
                throw new OwnKnowledgeException(Problem.at(part.toString(), 0, "file-link"));
            }
            if (!part.equals(file) && Files.exists(part, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(part)) {
                throw new OwnKnowledgeException(Problem.at(part.toString(), 0, "file-in-the-way"));
            }
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new OwnKnowledgeException(Problem.at(file.toString(), 0, "file-folder"));
        }
    }

    /** Paths of a change, with whether there is a new text or the file goes. */
    private static Map<String, Boolean> paths(Path change) throws IOException {
        Map<String, Boolean> paths = new LinkedHashMap<>();
        for (String line : Files.readAllLines(change.resolve("list"))) {
            if (line.startsWith("+ ") || line.startsWith("- ")) {
                paths.put(line.substring(2), line.charAt(0) == '+');
            }
        }
        return paths;
    }

    /** Changes in this state, the oldest first. */
    private List<Path> changes(String end) throws IOException {
        try (Stream<Path> entries = Files.list(backup)) {
            return entries.filter(entry -> entry.getFileName().toString().endsWith(end)).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private void prune() throws IOException {
        List<Path> all = new ArrayList<>(changes(DONE));
        all.addAll(changes(".undone"));
        all.sort(Comparator.comparing(Path::toString));
        for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
            remove(old);
        }
    }

    private static String name(Path change) {
        String name = change.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static void remove(Path change) throws IOException {
        if (!Files.isDirectory(change, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> entries;
        try (Stream<Path> all = Files.walk(change)) {
            entries = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : entries) {
            Files.deleteIfExists(entry);
        }
    }
}
