package org.mailmend.tickets.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;

/** Makes the tables, and brings those of an older Mailmend up to date. */
final class Schema {
    /** The number of the newest of the scripts {@code schema-1.sql} and so on. */
    static final int VERSION = 3;
    /** All tables in an order in which each comes after those that it refers to. */
    static final List<String> TABLES = List.of("meta", "counter", "organisation", "contact", "ticket", "entry", "blob",
            "attachment", "link", "event", "received", "intake", "seen", "setting");
    /** Keeps several Mailmends from making the tables of one PostgreSQL at the same time. */
    static final long LOCK = 0x4D61696C6D656E64L;

    private final Database database;
    private final int version;

    Schema(Database database) {
        this(database, VERSION);
    }

    /** @param version the version to bring it to */
    Schema(Database database, int version) {
        this.database = database;
        this.version = version;
    }

    /**
     * Brings the database up to date.
     *
     * @throws TicketException when it is from a newer Mailmend, or no database of Mailmend
     */
    void update() {
        int found = database.read(this::version);
        if (found == version) {
            return;
        }
        refuseNewer(found);
        if (found > 0 && database.isEmbedded()) {
            backUp(database, String.valueOf(found));
        }
        database.transaction(handle -> {
            if (database.isPostgres()) {
                handle.execute("select pg_advisory_xact_lock(?)", LOCK);
            }
            // another may have been quicker
            int now = version(handle);
            refuseNewer(now);
            for (int next = now + 1; next <= version; next++) {
                for (String statement : statements(text(Schema.class, next))) {
                    handle.execute(statement);
                }
            }
            if (now == 0) {
                handle.execute("insert into meta (name, value) values ('id', ?)", UUID.randomUUID().toString());
                handle.execute("insert into meta (name, value) values ('schema', ?)", String.valueOf(version));
            } else if (now < version) {
                handle.execute("update meta set value = ? where name = 'schema'", String.valueOf(version));
            }
            return null;
        });
    }

    /**
     * Whether there are tables of Mailmend; changes nothing.
     *
     * @throws TicketException when it is from a newer Mailmend, or no database of Mailmend
     */
    boolean isThere() {
        int found = database.read(this::version);
        refuseNewer(found);
        return found > 0;
    }

    private void refuseNewer(int found) {
        if (found > version) {
            throw new TicketException(Reason.STORE, "store.newer", database.location().shown());
        }
    }

    /** 0 for an empty database. */
    private int version(Handle handle) {
        List<String> tables = handle.createQuery(database.isEmbedded() ? "select name from sqlite_master where type = 'table'"
                : "select table_name from information_schema.tables where table_schema = current_schema()").mapTo(String.class)
                .list();
        if (tables.contains("meta") && tables.contains("ticket")) {
            return Integer.parseInt(handle.createQuery("select value from meta where name = 'schema'").mapTo(String.class).one());
        }
        if (TABLES.stream().anyMatch(tables::contains) || database.isEmbedded() && !tables.isEmpty()) {
            throw new TicketException(Reason.STORE, "store.foreign", database.location().shown());
        }
        return 0;
    }

    /** Keeps a copy of an embedded database beside it. */
    static void backUp(Database database, String found) {
        Path file = database.location().file().toAbsolutePath();
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(Instant.now().atOffset(ZoneOffset.UTC));
        Path copy = file.resolveSibling(file.getFileName() + "." + found + "-" + time + ".backup");
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new TicketException(Reason.STORE, "store.denied", copy).causedBy(e);
        }
        database.read(handle -> handle.execute("vacuum into ?", copy.toString()));
    }

    /** A script beside a class. */
    static String text(Class<?> owner, int number) {
        try (InputStream in = owner.getResourceAsStream("schema-" + number + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The statements of a script. */
    static List<String> statements(String script) {
        String text = script.replaceAll("(?m)--.*$", "");
        return List.of(text.split(";")).stream().map(String::strip).filter(statement -> !statement.isEmpty()).toList();
    }
}
