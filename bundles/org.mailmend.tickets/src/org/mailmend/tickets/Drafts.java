package org.mailmend.tickets;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.mailmend.check.Redactor;
import org.mailmend.tickets.internal.FlatJson;

/**
 * What somebody is writing and has not saved, in files of the user's own: after a crash it is there again, but for what was typed within
 * the last second. Each draft is a file that is replaced as a whole, after its bytes are on the disk. Methods return at once, except
 * {@link #open}, {@link #flush} and {@link #close}. Safe for every thread.
 */
public final class Drafts implements Closeable {
    private static final System.Logger LOG = System.getLogger(Drafts.class.getName());
    /** After this, what was typed is being written; the fsync comes on top. */
    private static final long PAUSE_MILLIS = 700;
    private static final long PAUSE_AFTER_TROUBLE_MILLIS = 5_000;
    private static final long BIGGEST_FILE = 64L * 1024 * 1024;
    private static final Pattern FILE = Pattern.compile("(\\d{1,18})-([a-z0-9-]{1,60})\\.json");
    private static final Pattern KIND = Pattern.compile("[a-z0-9-]{1,60}");
    private static final String AT = ".at";

    private final Path folder;
    private final Consumer<IOException> trouble;
    private final Map<Key, Draft> drafts = new HashMap<>();
    private final Set<Key> unwritten = new HashSet<>();
    private final ScheduledExecutorService writer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("mailmend-drafts").factory());
    private final Object disk = new Object();
    private boolean planned;
    private boolean closed;

    private record Key(long ticket, String kind) {
        String file() {
            return ticket + "-" + kind + ".json";
        }
    }

    /**
     * Something that is being written.
     *
     * @param ticket number of the ticket; 0 for one that is not there yet
     * @param kind   what it is: small letters, figures and hyphens, for example {@code reply}, or {@code new-1} where there are several
     * @param values the texts by name, for example {@code to} and {@code text}
     * @param at     when it was written last
     */
    public record Draft(long ticket, String kind, Map<String, String> values, Instant at) {
        public Draft {
            values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
            Objects.requireNonNull(at);
        }

        /** The text with this name; empty for none. */
        public String value(String name) {
            return values.getOrDefault(name, "");
        }
    }

    private Drafts(Path folder, Consumer<IOException> trouble) {
        this.folder = folder;
        this.trouble = trouble;
    }

    /**
     * Reads the drafts of a folder, which is made when it is first needed. A file that cannot be read is left where it is.
     *
     * @param folder  of this user and of one store, see {@link #folder}
     * @param trouble told in a thread of its own when drafts cannot be written, for example because the disk is full; they are kept in
     *                memory, and it is tried again
     */
    public static Drafts open(Path folder, Consumer<IOException> trouble) {
        Drafts drafts = new Drafts(Objects.requireNonNull(folder), Objects.requireNonNull(trouble));
        drafts.readAll();
        return drafts;
    }

    /** The folder of the drafts for a store, by its {@link TicketStore#id}. */
    public static Path folder(Path home, String store) {
        return home.resolve("drafts").resolve(store.replaceAll("[^A-Za-z0-9-]", "_"));
    }

    private void readAll() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    read(file, new Key(Long.parseLong(name.group(1)), name.group(2)));
                }
            });
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "Drafts in " + folder + " cannot be read", e);
        }
    }

    private void read(Path file, Key key) {
        try {
            if (Files.size(file) > BIGGEST_FILE) {
                throw new IOException("too big");
            }
            Map<String, String> values = FlatJson.read(Files.readString(file, StandardCharsets.UTF_8));
            String at = values.remove(AT);
            if (at != null && !values.isEmpty()) {
                drafts.put(key, new Draft(key.ticket, key.kind, values, Instant.ofEpochMilli(Long.parseLong(at))));
            }
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            LOG.log(System.Logger.Level.WARNING, "The draft " + file + " cannot be read", e);
        }
    }

    /**
     * Keeps what stands there now in place of what was kept before; texts that are all empty mean that there is no draft. To be called
     * with each change: the disk sees only the last of those that follow each other quickly.
     *
     * @throws IllegalArgumentException for a kind that is none
     */
    public void keep(long ticket, String kind, Map<String, String> values) {
        if (!KIND.matcher(kind).matches() || ticket < 0) {
            throw new IllegalArgumentException(ticket + " " + kind);
        }
        Key key = new Key(ticket, kind);
        Map<String, String> clean = new TreeMap<>();
        values.forEach((name, value) -> {
            if (value != null && !value.isEmpty() && !name.equals(AT)) {
                clean.put(name, value);
            }
        });
        synchronized (drafts) {
            Draft old = clean.isEmpty() ? drafts.remove(key) : drafts.get(key);
            if (clean.isEmpty() ? old == null : old != null && old.values().equals(clean)) {
                return;
            }
            if (!clean.isEmpty()) {
                drafts.put(key, new Draft(ticket, kind, clean, Instant.now()));
            }
            unwritten.add(key);
            plan(PAUSE_MILLIS);
        }
    }

    /** Forgets a draft, because it was saved, sent or thrown away. */
    public void discard(long ticket, String kind) {
        keep(ticket, kind, Map.of());
    }

    /** The draft of a ticket; empty for none. */
    public Optional<Draft> find(long ticket, String kind) {
        synchronized (drafts) {
            return Optional.ofNullable(drafts.get(new Key(ticket, kind)));
        }
    }

    /** All drafts, the newest first. */
    public List<Draft> all() {
        synchronized (drafts) {
            return drafts.values().stream().sorted(Comparator.comparing(Draft::at).reversed()).toList();
        }
    }

    private void plan(long millis) {
        if (!planned && !closed) {
            planned = true;
            writer.schedule(this::writeDue, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void writeDue() {
        synchronized (drafts) {
            planned = false;
        }
        try {
            flush();
        } catch (IOException e) {
            trouble.accept(e);
            synchronized (drafts) {
                plan(PAUSE_AFTER_TROUBLE_MILLIS);
            }
        }
    }

    /**
     * Brings all that was kept to the disk now.
     *
     * @throws IOException when that fails; it is still kept in memory
     */
    public void flush() throws IOException {
        // whoever comes second waits until what the first has taken is on the disk
        synchronized (disk) {
            List<Key> keys;
            synchronized (drafts) {
                keys = new ArrayList<>(unwritten);
                unwritten.clear();
            }
            IOException failed = null;
            for (Key key : keys) {
                try {
                    write(key);
                } catch (IOException e) {
                    failed = e;
                    synchronized (drafts) {
                        unwritten.add(key);
                    }
                }
            }
            if (failed != null) {
                throw failed;
            }
        }
    }

    private void write(Key key) throws IOException {
        Draft draft = find(key.ticket, key.kind).orElse(null);
        Path file = folder.resolve(key.file());
        if (draft == null) {
            Files.deleteIfExists(file);
            return;
        }
        Map<String, String> values = new HashMap<>();
        draft.values().forEach((name, value) -> values.put(name, Redactor.GENERAL.redactPasted(value)));
        values.put(AT, String.valueOf(draft.at().toEpochMilli()));
        Files.createDirectories(folder);
        Path next = folder.resolve(key.file() + ".new");
        ByteBuffer bytes = ByteBuffer.wrap(FlatJson.write(values).getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder();
    }

    /** The new name is on the disk too; Windows takes care of that itself and opens no folders. */
    private void forceFolder() {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "Folders are not flushed here", e);
        }
    }

    /** Writes what is left and ends. */
    @Override
    public void close() throws IOException {
        synchronized (drafts) {
            closed = true;
        }
        writer.shutdown();
        flush();
    }
}
