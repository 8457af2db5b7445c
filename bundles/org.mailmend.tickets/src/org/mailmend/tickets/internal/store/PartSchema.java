package org.mailmend.tickets.internal.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jdbi.v3.core.Handle;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;
import org.mailmend.tickets.store.Part;

/**
 * Makes the tables of a part, and brings old ones up to date. Its scripts are kept in the database with the names of its tables, so
 * that whoever copies the database can do so without the part.
 */
public final class PartSchema {
    private static final String VERSION = "part.version.";
    private static final String TABLES = "part.tables.";
    private static final String SCRIPT = "part.script.";

    private final Database database;
    private final Part part;

    public PartSchema(Database database, Part part) {
        this.database = database;
        this.part = part;
    }

    /**
     * Brings its tables up to date.
     *
     * @throws TicketException when they are from a newer Mailmend
     */
    public void update() {
        int found = database.read(handle -> version(handle, part.name()));
        if (found == part.version()) {
            return;
        }
        refuseNewer(found);
        if (found > 0 && database.isEmbedded()) {
            Schema.backUp(database, part.name() + found);
        }
        database.transaction(handle -> {
            if (database.isPostgres()) {
                handle.execute("select pg_advisory_xact_lock(?)", Schema.LOCK);
            }
            // another may have been quicker
            int now = version(handle, part.name());
            refuseNewer(now);
            for (int next = now + 1; next <= part.version(); next++) {
                String script = Schema.text(part.owner(), next);
                run(handle, script);
                put(handle, SCRIPT + part.name() + "." + next, script);
            }
            put(handle, TABLES + part.name(), String.join("\n", part.tables()));
            put(handle, VERSION + part.name(), String.valueOf(part.version()));
            return null;
        });
    }

    private void refuseNewer(int found) {
        if (found > part.version()) {
            throw new TicketException(Reason.STORE, "store.newer", database.location().shown());
        }
    }

    private static void run(Handle handle, String script) {
        Schema.statements(script).forEach(handle::execute);
    }

    private static int version(Handle handle, String name) {
        return Integer.parseInt(get(handle, VERSION + name, "0"));
    }

    private static String get(Handle handle, String name, String missing) {
        return handle.createQuery("select value from meta where name = :name").bind("name", name).mapTo(String.class).findOne()
                .orElse(missing);
    }

    private static void put(Handle handle, String name, String value) {
        handle.createUpdate("delete from meta where name = :name").bind("name", name).execute();
        handle.createUpdate("insert into meta (name, value) values (:name, :value)").bind("name", name).bind("value", value)
                .execute();
    }

    /** The tables of all parts that a database has, by part. */
    static Map<String, List<String>> tables(Handle handle) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        handle.createQuery("select name from meta where name like :prefix order by name").bind("prefix", TABLES + "%")
                .mapTo(String.class).list()
                .forEach(name -> all.put(name.substring(TABLES.length()), get(handle, name, "").lines().toList()));
        return all;
    }

    /**
     * Gives the target the tables that the parts have in the source.
     *
     * @throws TicketException when the target has newer ones
     */
    static void make(Handle source, Handle target, String shown) {
        for (String name : tables(source).keySet()) {
            int version = version(source, name);
            int there = version(target, name);
            if (there > version) {
                throw new TicketException(Reason.STORE, "store.newer", shown);
            }
            for (int next = there + 1; next <= version; next++) {
                run(target, get(source, SCRIPT + name + "." + next, ""));
            }
        }
    }
}
