package org.mailmend.tickets.internal.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;

/** Copies whole stores: backups, and moves from one database to another. */
public final class Copier {
    private static final int AT_ONCE = 200;
    private static final int FETCH = 500;
    /** Tables whose rows are big: few are held at the same time. */
    private static final int BIG_AT_ONCE = 4;

    private Copier() {
    }

    /** Makes the tables or brings them up to date. */
    public static void prepare(Database database) {
        new Schema(database).update();
        Spread.tell(database);
    }

    /** How many tickets there are; -1 where there is no table yet. Changes nothing. */
    public static long look(Database database) {
        return new Schema(database).isThere()
                ? database
                        .read(handle -> handle.createQuery("select count(*) from ticket where shown = 1").mapTo(Long.class).one())
                : -1;
    }

    /** Writes a copy to a file that must not be there. */
    public static void backUp(Database database, Path file) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path part = folder.resolve(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            if (database.isEmbedded()) {
                database.read(handle -> handle.execute("vacuum into ?", part.toString()));
            } else {
                try (Database copy = new Database(StoreLocation.embedded(part))) {
                    prepare(copy);
                    copy(database, copy, table -> {
                    });
                    // all of it into the one file
                    copy.read(handle -> handle.createQuery("pragma journal_mode = delete").mapTo(String.class).one());
                }
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Copies everything to an empty database and compares. */
    public static Map<String, Long> copy(Database from, Database to, Consumer<String> progress) {
        return from.snapshot(source -> to.transaction(target -> {
            boolean empty = target.createQuery("select (select count(*) from event) + (select count(*) from setting)")
                    .mapTo(Long.class).one() == 0;
            if (!empty) {
                throw new TicketException(Reason.INPUT, "store.not-empty", to.location().shown());
            }
            Map<String, Long> counts = new LinkedHashMap<>();
            PartSchema.make(source, target, to.location().shown());
            List<String> tables = new ArrayList<>(Schema.TABLES);
            PartSchema.tables(source).values().forEach(tables::addAll);
            for (List<String> part : PartSchema.tables(target).values()) {
                refuseRows(target, part, to.location().shown());
            }
            for (String table : tables.reversed()) {
                target.execute("delete from " + table);
            }
            for (String table : tables) {
                counts.put(table, copyTable(source, target, table));
                progress.accept(table);
            }
            for (String table : tables) {
                if (!checksum(source, table).equals(checksum(target, table))) {
                    throw new TicketException(Reason.STORE, "store.copy-differs", table);
                }
            }
            return counts;
        }));
    }

    private static void refuseRows(Handle target, List<String> tables, String shown) {
        for (String table : tables) {
            // counters have rows from the beginning
            boolean counter = table.endsWith("_counter");
            if (!counter && target.createQuery("select count(*) from " + table).mapTo(Long.class).one() > 0) {
                throw new TicketException(Reason.INPUT, "store.not-empty", shown);
            }
        }
    }

    private static long copyTable(Handle source, Handle target, String table) {
        List<String> columns = columns(source, table);
        String insert = "insert into " + table + " (" + String.join(", ", columns) + ") values ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
        int most = "blob".equals(table) ? BIG_AT_ONCE : AT_ONCE;
        PreparedBatch batch = target.prepareBatch(insert);
        long[] count = new long[1];
        source.createQuery("select * from " + table + " order by 1, 2").setFetchSize("blob".equals(table) ? BIG_AT_ONCE : FETCH)
                .map((row, context) -> values(row, columns)).forEach(values -> {
                    for (int i = 0; i < values.size(); i++) {
                        batch.bind(i, values.get(i));
                    }
                    batch.add();
                    count[0]++;
                    if (batch.size() >= most) {
                        batch.execute();
                    }
                });
        if (batch.size() > 0) {
            batch.execute();
        }
        return count[0];
    }

    private static List<String> columns(Handle handle, String table) {
        return handle.createQuery("select * from " + table + " where 1 = 0").scanResultSet((rows, context) -> {
            try (ResultSet result = rows.get()) {
                ResultSetMetaData meta = result.getMetaData();
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    columns.add(meta.getColumnName(i).toLowerCase());
                }
                return columns;
            }
        });
    }

    private static List<Object> values(ResultSet row, List<String> columns) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (String column : columns) {
            Object value = "content".equals(column) ? row.getBytes(column) : row.getObject(column);
            values.add(value instanceof Integer number ? (Long) number.longValue() : value);
        }
        return values;
    }

    /** Of all rows with all their values, in an order that is the same in every database. */
    static String checksum(Handle handle, String table) {
        List<String> columns = columns(handle, table).stream().sorted().toList();
        MessageDigest digest = Hashes.sha256();
        boolean numbers = List.of("organisation", "contact", "ticket", "entry", "attachment", "link", "event").contains(table);
        if (numbers) {
            handle.createQuery("select * from " + table + " order by " + ("ticket".equals(table) ? "number" : "id"))
                    .setFetchSize(FETCH)
                    .map((row, context) -> row(row, columns)).forEach(bytes -> digest.update(bytes));
        } else {
            // databases put texts in different orders: these are few, or their hashes are
            handle.createQuery("select * from " + table).setFetchSize(BIG_AT_ONCE)
                    .map((row, context) -> Hashes.sha256(row(row, columns))).list().stream().sorted()
                    .forEach(hash -> digest.update(hash.getBytes(StandardCharsets.US_ASCII)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] row(ResultSet row, List<String> columns) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (String column : columns) {
            if ("content".equals(column)) {
                text.append(Hashes.sha256(row.getBytes(column)));
            } else {
                String value = row.getString(column);
                text.append(value == null ? "-" : value.length() + ":" + value);
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
