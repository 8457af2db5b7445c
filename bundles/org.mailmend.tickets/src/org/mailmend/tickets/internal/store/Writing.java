package org.mailmend.tickets.internal.store;

import java.time.Instant;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.mailmend.tickets.Event;
import org.mailmend.tickets.Event.Kind;
import org.mailmend.tickets.Event.Subject;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;
import org.mailmend.tickets.internal.Values;

/** One change in the making: everything that is done in one transaction by one person, with its events. */
public final class Writing {
    private static final int WHO = 100;

    private final Handle handle;
    private final boolean postgres;
    private final String who;
    private final Instant at;
    private final long change;
    private final PreparedBatch events;
    private long last;

    private Writing(Handle handle, boolean postgres, String who, Instant at) {
        this.handle = handle;
        this.postgres = postgres;
        this.who = who;
        this.at = at;
        // on PostgreSQL this row is locked until the end: changes come one after the other, and so do their events
        this.change = next("event");
        this.last = change - 1;
        this.events = handle.prepareBatch("insert into event (id, change, subject, number, at, who, kind, field, before, after) "
                + "values (:id, :change, :subject, :number, :at, :who, :kind, :field, :before, :after)");
    }

    /** What is done within one change. */
    @FunctionalInterface
    public interface Work<R> {
        R run(Writing writing);
    }

    /**
     * Does something, and keeps it with its events.
     *
     * @param who the technician
     */
    public static <R> R run(Database database, String who, Work<R> work) {
        String name = Values.line(who);
        if (name.isEmpty() || name.length() > WHO) {
            throw new TicketException(Reason.INPUT, "error.who", WHO);
        }
        return database.transaction(handle -> {
            Writing writing = new Writing(handle, database.isPostgres(), name, Instant.now());
            R result = work.run(writing);
            writing.finish();
            return result;
        });
    }

    Handle handle() {
        return handle;
    }

    String who() {
        return who;
    }

    Instant at() {
        return at;
    }

    /** The id of the change. */
    public long change() {
        return change;
    }

    /** The id of the last event so far. */
    long last() {
        return last;
    }

    boolean isEmpty() {
        return last < change;
    }

    /** The next number of a kind. */
    long next(String counter) {
        return handle.createQuery("update counter set value = value + 1 where name = :name returning value").bind("name", counter)
                .mapTo(Long.class).one();
    }

    /** Something happened. */
    void event(Subject subject, long number, Kind kind, String field, String before, String after) {
        last++;
        events.bind("id", last).bind("change", change).bind("subject", subject.id()).bind("number", number)
                .bind("at", at.toEpochMilli()).bind("who", who).bind("kind", kind.id()).bind("field", field)
                .bind("before", before).bind("after", after).add();
    }

    private void finish() {
        if (isEmpty()) {
            // nothing happened: the number is given back
            handle.createUpdate("update counter set value = :last where name = 'event'").bind("last", last).execute();
            return;
        }
        events.execute();
        handle.createUpdate("update counter set value = :last where name = 'event'").bind("last", last).execute();
        if (postgres) {
            handle.createQuery("select pg_notify('mailmend', :last)").bind("last", String.valueOf(last)).mapTo(String.class)
                    .list();
        }
    }

    static Event map(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Event(row.getLong("id"), row.getLong("change"), Subject.valueOf(row.getString("subject").toUpperCase()),
                row.getLong("number"), Instant.ofEpochMilli(row.getLong("at")), row.getString("who"),
                Kind.valueOf(row.getString("kind").toUpperCase().replace('-', '_')), row.getString("field"),
                row.getString("before"), row.getString("after"));
    }
}
