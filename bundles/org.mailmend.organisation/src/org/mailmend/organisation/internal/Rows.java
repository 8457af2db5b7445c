package org.mailmend.organisation.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.mailmend.organisation.Change;
import org.mailmend.organisation.Field;
import org.mailmend.organisation.Inventory.Check;
import org.mailmend.organisation.Item;
import org.mailmend.organisation.ItemEvent;
import org.mailmend.organisation.Kind;
import org.mailmend.organisation.Link;

/** Rows of the tables of the organisation. */
public final class Rows {
    private static final int AT_ONCE = 500;
    private static final int FETCH = 2000;
    private static final Field[] FIELDS = Field.values();
    private static final String COLUMNS = Stream.of(FIELDS).map(Rows::column).collect(Collectors.joining(", "));

    private Rows() {
    }

    private static String column(Field field) {
        return "f_" + field.name().toLowerCase(Locale.ROOT);
    }

    /** The items for which a condition holds, in the order of their numbers. */
    public static List<Item> items(Handle handle, String where) {
        Map<String, String> same = new HashMap<>();
        return handle.createQuery("select id, version, kind, " + COLUMNS + ", merged, removed, changed from org_item " + where
                + " order by id").setFetchSize(FETCH).map((row, context) -> item(row, same)).list();
    }

    /** An item by its number. */
    public static Optional<Item> item(Handle handle, long id) {
        return items(handle, "where id = " + id).stream().findFirst();
    }

    private static Item item(ResultSet row, Map<String, String> same) throws SQLException {
        EnumMap<Field, String> values = new EnumMap<>(Field.class);
        int at = 4;
        for (Field field : FIELDS) {
            String value = row.getString(at++);
            if (!value.isEmpty()) {
                // many have the same site, client and so on: each is kept once
                boolean shared = field != Field.NAME && field != Field.MAIL && field != Field.NOTE && field != Field.OTHER
                        && field != Field.SERIAL && field != Field.HOST;
                values.put(field, shared ? same.computeIfAbsent(value, key -> key) : value);
            }
        }
        return new Item(row.getLong(1), row.getLong(2), Kind.fromId(row.getString(3)).orElseThrow(), values, row.getLong(at),
                row.getLong(at + 1) != 0, Instant.ofEpochMilli(row.getLong(at + 2)));
    }

    /** Adds items that have their numbers. */
    public static void insert(Handle handle, List<Item> items) {
        String marks = "?" + ", ?".repeat(FIELDS.length + 5);
        PreparedBatch batch = handle.prepareBatch(
                "insert into org_item (id, version, kind, " + COLUMNS + ", merged, removed, changed) values (" + marks + ")");
        for (Item item : items) {
            int at = 0;
            batch.bind(at++, item.id()).bind(at++, item.version()).bind(at++, item.kind().id());
            for (Field field : FIELDS) {
                batch.bind(at++, item.get(field));
            }
            batch.bind(at++, item.merged()).bind(at++, item.removed() ? 1L : 0L).bind(at, item.changed().toEpochMilli()).add();
            if (batch.size() >= AT_ONCE) {
                batch.execute();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** Writes an item anew. */
    public static void update(Handle handle, Item item) {
        String set = Stream.of(FIELDS).map(field -> column(field) + " = ?").collect(Collectors.joining(", "));
        Update update = handle.createUpdate("update org_item set version = ?, kind = ?, " + set
                + ", merged = ?, removed = ?, changed = ? where id = ?");
        int at = 0;
        update.bind(at++, item.version()).bind(at++, item.kind().id());
        for (Field field : FIELDS) {
            update.bind(at++, item.get(field));
        }
        update.bind(at++, item.merged()).bind(at++, item.removed() ? 1L : 0L).bind(at++, item.changed().toEpochMilli())
                .bind(at, item.id()).execute();
    }

    /** Sets one of the columns {@code merged} and {@code removed}. */
    public static void flag(Handle handle, long id, String column, long value, Instant at) {
        handle.createUpdate("update org_item set " + column + " = :value, version = version + 1, changed = :at where id = :id")
                .bind("value", value).bind("at", at.toEpochMilli()).bind("id", id).execute();
    }

    /** All keys with their items. */
    public static Map<String, Long> keys(Handle handle) {
        Map<String, Long> keys = new HashMap<>();
        handle.createQuery("select name, item from org_key").setFetchSize(FETCH)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(each -> keys.put(each.getKey(), each.getValue()));
        return keys;
    }

    /** Adds keys that are not there yet. */
    public static void addKeys(Handle handle, Map<String, Long> keys) {
        PreparedBatch batch = handle.prepareBatch("insert into org_key (name, item) values (?, ?) on conflict (name) do nothing");
        keys.forEach((key, id) -> {
            batch.bind(0, key).bind(1, id).add();
            if (batch.size() >= AT_ONCE) {
                batch.execute();
            }
        });
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** Adds keys of one item that are not there yet. */
    public static void addKeys(Handle handle, long id, Collection<String> keys) {
        addKeys(handle, keys.stream().distinct().collect(Collectors.toMap(key -> key, key -> id)));
    }

    /** The links of an item, and of those that became a part of it; all links for 0. */
    public static List<Link> links(Handle handle, long id) {
        String of = id == 0 ? ""
                : " where a in (select id from org_item where id = " + id + " or merged = " + id
                        + ") or b in (select id from org_item where id = " + id + " or merged = " + id + ")";
        return handle.createQuery("select a, b, kind from org_link" + of + " order by a, b, kind").setFetchSize(FETCH)
                .map((row, context) -> new Link(row.getLong(1), row.getLong(2),
                        Link.Type.valueOf(row.getString(3).toUpperCase(Locale.ROOT).replace('-', '_'))))
                .list();
    }

    /** Adds links that are not there. */
    public static void insertLinks(Handle handle, List<Link> links) {
        PreparedBatch batch = handle
                .prepareBatch("insert into org_link (a, b, kind) values (?, ?, ?) on conflict (a, b, kind) do nothing");
        for (Link link : links) {
            batch.bind(0, link.from()).bind(1, link.to()).bind(2, link.type().id()).add();
            if (batch.size() >= AT_ONCE) {
                batch.execute();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** Takes a link away; whether it was there. */
    public static boolean deleteLink(Handle handle, Link link) {
        return handle.execute("delete from org_link where a = ? and b = ? and kind = ?", link.from(), link.to(),
                link.type().id()) > 0;
    }

    /** Events for which a condition with {@code :id} holds, the oldest first. */
    public static List<ItemEvent> events(Handle handle, String where, long id) {
        return handle.createQuery("select id, change, item, at, who, source, kind, field, before, after from org_event where "
                + where + " order by id").bind("id", id)
                .map((row, context) -> new ItemEvent(row.getLong(1), row.getLong(2), row.getLong(3),
                        Instant.ofEpochMilli(row.getLong(4)), row.getString(5), row.getString(6), row.getString(7),
                        row.getString(8), row.getString(9), row.getString(10)))
                .list();
    }

    /** What was done together, the newest first. */
    public static List<Change> changes(Handle handle, int limit) {
        return handle.createQuery("select change, min(at), min(who), min(source), "
                + "sum(case when kind = 'created' then 1 else 0 end), count(distinct item) from org_event "
                + "group by change order by change desc limit " + limit)
                .map((row, context) -> new Change(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3),
                        row.getString(4), row.getLong(5), row.getLong(6) - row.getLong(5)))
                .list();
    }

    /** Adds what the tester found. */
    public static void insertCheck(Handle handle, long id, Check check) {
        handle.execute("insert into org_check (id, item, at, target, verdict, cause, detail) values (?, ?, ?, ?, ?, ?, ?)", id,
                check.item(), check.at().toEpochMilli(), check.target(), check.verdict(), check.cause(), check.detail());
    }

    /** What the tester found. */
    public static List<Check> checks(Handle handle, String where) {
        return handle.createQuery("select item, at, target, verdict, cause, detail from org_check " + where)
                .map((row, context) -> new Check(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3),
                        row.getString(4), row.getString(5), row.getString(6)))
                .list();
    }
}
