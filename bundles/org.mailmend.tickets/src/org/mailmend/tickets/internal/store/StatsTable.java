package org.mailmend.tickets.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.jdbi.v3.core.Handle;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStats;

/** Figures about tickets. */
public final class StatsTable {
    private static final String CONTACT = " left join contact c on c.id = t.requester ";
    private static final long DAY = 86_400_000L;

    private final Handle handle;
    private final TicketFilter filter;

    private StatsTable(Handle handle, TicketFilter filter) {
        this.handle = handle;
        this.filter = filter;
    }

    /** The figures of the tickets of a filter. */
    public static TicketStats of(Handle handle, TicketFilter filter) {
        return new StatsTable(handle, filter).all();
    }

    private String from() {
        return " from ticket t " + (new TicketTable.Where(filter).asksContact ? CONTACT : "");
    }

    private TicketStats all() {
        Instant now = Instant.now();
        return new TicketStats(number("count(*)", ""), number("count(*)", " and t.status not in ('solved', 'closed')"),
                TicketTable.count(handle, filter.withOverdue(now)), by("t.status"), by("t.cause"), by("t.client"), by("t.route"),
                organisations(), by("t.assignee"), days("t.created"), days("t.solved"),
                median("t.answered"), median("t.solved"), Duration.ofSeconds(worked()));
    }

    private long number(String what, String more) {
        TicketTable.Where where = new TicketTable.Where(filter);
        return where.bind(handle.createQuery("select " + what + from() + where.sql() + more)).mapTo(Long.class).one();
    }

    private long worked() {
        TicketTable.Where where = new TicketTable.Where(filter);
        return where
                .bind(handle
                        .createQuery("select coalesce(sum(e.seconds), 0)" + from() + "join entry e on e.ticket = t.number and "
                                + "e.removed = 0 " + where.sql()))
                .mapTo(Long.class).one();
    }

    private Map<String, Long> by(String column) {
        TicketTable.Where where = new TicketTable.Where(filter);
        Map<String, Long> counts = new LinkedHashMap<>();
        where.bind(handle.createQuery("select " + column + ", count(*) as amount" + from() + where.sql() + " group by " + column
                + " order by amount desc, 1")).map((row, context) -> counts.put(row.getString(1), row.getLong(2))).list();
        return counts;
    }

    private Map<String, Long> organisations() {
        TicketTable.Where where = new TicketTable.Where(filter);
        Map<String, Long> counts = new LinkedHashMap<>();
        where.bind(handle
                .createQuery("select coalesce(o.name, ''), sum(amount) from (select t.requester as who, count(*) as amount from "
                        + "ticket t " + (where.asksContact ? CONTACT : "") + where.sql()
                        + " group by t.requester) g left join contact d on d.id = "
                        + "g.who left join organisation o on o.id = d.organisation group by 1 order by 2 desc, 1"))
                .map((row, context) -> counts.put(row.getString(1), row.getLong(2))).list();
        return counts;
    }

    private Map<LocalDate, Long> days(String column) {
        TicketTable.Where where = new TicketTable.Where(filter);
        Map<LocalDate, Long> counts = new TreeMap<>();
        where.bind(handle.createQuery("select " + column + " / " + DAY + ", count(*)" + from() + where.sql() + " and " + column
                + " is not null group by " + column + " / " + DAY))
                .map((row, context) -> counts.put(LocalDate.ofEpochDay(row.getLong(1)), row.getLong(2))).list();
        return counts;
    }

    /** The middle of the times from the making of each ticket. */
    private Duration median(String column) {
        long count = number("count(" + column + ")", "");
        if (count == 0) {
            return null;
        }
        TicketTable.Where where = new TicketTable.Where(filter);
        long millis = where.bind(handle.createQuery("select " + column + " - t.created" + from() + where.sql() + " and " + column
                + " is not null order by 1 limit 1 offset :middle")).bind("middle", (count - 1) / 2).mapTo(Long.class).one();
        return Duration.ofMillis(millis);
    }
}
