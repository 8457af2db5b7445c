package org.mailmend.tickets.store;

import java.io.Closeable;
import java.util.function.Function;

import org.jdbi.v3.core.Handle;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.internal.store.Copier;
import org.mailmend.tickets.internal.store.Database;
import org.mailmend.tickets.internal.store.PartSchema;

/**
 * The database of tickets as another part of Mailmend uses it: SQLite or PostgreSQL, with the same durability, pool of connections and
 * sentences for what goes wrong as tickets have. Backups and moves of the tickets take the tables of parts along. Safe for every
 * thread; no method may be called on a thread that must not wait.
 * <p>
 * All methods throw {@link org.mailmend.tickets.TicketException} for a database that cannot be used.
 */
public final class SharedDatabase implements Closeable {
    private final Database database;

    private SharedDatabase(Database database) {
        this.database = database;
    }

    /**
     * Opens a place, makes the tables of tickets and of the part when there are none, and brings old ones up to date. An embedded
     * database is backed up before that.
     *
     * @throws org.mailmend.tickets.TicketException when it cannot be opened, was made by a newer Mailmend, or is something else
     */
    public static SharedDatabase open(StoreLocation location, Part part) {
        Database database = new Database(location);
        try {
            Copier.prepare(database);
            new PartSchema(database, part).update();
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return new SharedDatabase(database);
    }

    /** Where it is. */
    public StoreLocation location() {
        return database.location();
    }

    /** Whether it is a file of this computer. */
    public boolean isEmbedded() {
        return database.isEmbedded();
    }

    /** Reads. Each statement sees what was saved before it began. */
    public <R> R read(Function<Handle, R> work) {
        return database.read(work);
    }

    /** Reads with several statements that all see the same. */
    public <R> R snapshot(Function<Handle, R> work) {
        return database.snapshot(work);
    }

    /** Writes: all of it or nothing; when it returns it is on the disk. What the work throws undoes it. */
    public <R> R transaction(Function<Handle, R> work) {
        return database.transaction(work);
    }

    /** Makes what was deleted unreadable in the files too. */
    public void forgetDeleted() {
        database.forgetDeleted();
    }

    @Override
    public void close() {
        database.close();
    }
}
