package org.mailmend.organisation.internal;

import java.time.Instant;
import java.util.function.Function;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.mailmend.organisation.OrganisationException;
import org.mailmend.tickets.store.SharedDatabase;

/** One change in the making: everything that is done in one transaction by one person, with its events. */
public final class Writing {
    private static final int WHO = 100;
    private static final int AT_ONCE = 1000;

    private final Handle handle;
    private final String who;
    private final String source;
    private final Instant at = Instant.ofEpochMilli(System.currentTimeMillis());
    private final long change;
    private final PreparedBatch events;
    private long last;

    private Writing(Handle handle, String who, String source) {
        this.handle = handle;
        this.who = who;
        this.source = source;
        // on PostgreSQL this row is locked until the end: changes come one after the other, and so do their events
        this.change = number(handle, "event");
        this.last = change - 1;
        this.events = handle.prepareBatch("insert into org_event (id, change, item, at, who, source, kind, field, before, after) "
                + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /** Does something, and keeps it with its events. */
    public static <R> R run(SharedDatabase database, String who, String source, Function<Writing, R> work) {
        String name = who == null ? "" : who.strip();
        if (name.isEmpty() || name.length() > WHO) {
            throw new OrganisationException("error.who", WHO);
        }
        return database.transaction(handle -> {
            Writing writing = new Writing(handle, name, source);
            R result = work.apply(writing);
            writing.finish();
            return result;
        });
    }

    public Handle handle() {
        return handle;
    }

    public String who() {
        return who;
    }

    public Instant at() {
        return at;
    }

    /** The number of the change. */
    public long change() {
        return change;
    }

    /** Whether nothing has happened yet. */
    public boolean isEmpty() {
        return last < change;
    }

    /** The next number of a kind. */
    public static long number(Handle handle, String counter) {
        return handle.createQuery("update org_counter set value = value + 1 where name = :name returning value")
                .bind("name", counter).mapTo(Long.class).one();
    }

    /** The first of so many numbers of a kind. */
    public long numbers(String counter, int count) {
        return handle.createQuery("update org_counter set value = value + :count where name = :name returning value")
                .bind("name", counter).bind("count", (long) count).mapTo(Long.class).one() - count + 1;
    }

    /** Something happened. */
    public void event(long item, String kind, String field, String before, String after) {
        last++;
        events.bind(0, last).bind(1, change).bind(2, item).bind(3, at.toEpochMilli()).bind(4, who).bind(5, source).bind(6, kind)
                .bind(7, field).bind(8, before).bind(9, after).add();
        if (events.size() >= AT_ONCE) {
            events.execute();
        }
    }

    private void finish() {
        if (events.size() > 0) {
            events.execute();
        }
        handle.createUpdate("update org_counter set value = :last where name = 'event'").bind("last", last).execute();
    }
}
