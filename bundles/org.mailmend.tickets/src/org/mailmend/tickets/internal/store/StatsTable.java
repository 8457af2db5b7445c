package org.mailmend.tickets.internal.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jdbi.v3.core.Handle;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStats;

/** Figures about tickets. Each of its questions is answered by one index. */
public final class StatsTable {
    private static final long DAY = 86_400_000L;
    private static final int FETCH = 5000;

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

    /** How many tickets of a filter have each value of a field; most first. */
    public static Map<String, Long> count(Handle handle, TicketFilter filter, Field field) {
        return new StatsTable(handle, filter).by(field);
    }

    private TicketStats all() {
        Map<String, Long> statuses = by(Field.STATUS);
        long total = statuses.values().stream().mapToLong(Long::longValue).sum();
        long done = statuses.getOrDefault("solved", 0L) + statuses.getOrDefault("closed", 0L);
        Times times = times();
        return new TicketStats(total, total - done, TicketTable.count(handle, filter.withOverdue(Instant.now())), statuses,
                by(Field.CAUSE), by(Field.CLIENT), by(Field.ROUTE), organisations(), by(Field.ASSIGNEE), times.created,
                times.solved,
                times.toAnswer.median(), times.toSolution.median(), Duration.ofSeconds(times.worked));
    }

    private Map<String, Long> by(Field field) {
        TicketTable.Where where = new TicketTable.Where(filter);
        String column = "t." + field.name().toLowerCase(Locale.ROOT);
        Map<String, Long> counts = new LinkedHashMap<>();
        where.bind(handle.createQuery("select " + column + ", count(*) as amount from ticket t " + where.sql() + " group by "
                + column + " order by amount desc, 1"))
                .map((row, context) -> counts.put(row.getString(1), row.getLong(2))).list();
        return counts;
    }

    private Map<String, Long> organisations() {
        TicketTable.Where where = new TicketTable.Where(filter);
        Map<String, Long> counts = new LinkedHashMap<>();
        where.bind(handle
                .createQuery("select coalesce(o.name, ''), sum(amount) from (select t.requester as who, count(*) as amount from "
                        + "ticket t " + where.sql()
                        + " group by t.requester) g left join contact d on d.id = "
                        + "g.who left join organisation o on o.id = d.organisation group by 1 order by 2 desc, 1"))
                .map((row, context) -> counts.put(row.getString(1), row.getLong(2))).list();
        return counts;
    }

    /** What is counted in one go through all tickets: a database has no medians, and would sort them for each day. */
    private Times times() {
        TicketTable.Where where = new TicketTable.Where(filter);
        Times times = new Times();
        where.bind(handle.createQuery("select t.created, t.answered, t.solved, t.worked from ticket t " + where.sql())
                .setFetchSize(FETCH)).scanResultSet((rows, context) -> {
                    try (java.sql.ResultSet row = rows.get()) {
                        while (row.next()) {
                            // no time is 0
                            times.add(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
                        }
                    }
                    return times;
                });
        return times;
    }

    /** Sums of times. */
    private static final class Times {
        private final Map<LocalDate, Long> created = new TreeMap<>();
        private final Map<LocalDate, Long> solved = new TreeMap<>();
        private final Spans toAnswer = new Spans();
        private final Spans toSolution = new Spans();
        private long worked;

        void add(long made, long answer, long solution, long seconds) {
            created.merge(LocalDate.ofEpochDay(made / DAY), 1L, Long::sum);
            worked += seconds;
            if (answer != 0) {
                toAnswer.add(answer - made);
            }
            if (solution != 0) {
                toSolution.add(solution - made);
                solved.merge(LocalDate.ofEpochDay(solution / DAY), 1L, Long::sum);
            }
        }
    }

    /** Lengths of time in milliseconds. */
    private static final class Spans {
        private long[] millis = new long[1024];
        private int size;

        void add(long span) {
            if (size == millis.length) {
                millis = Arrays.copyOf(millis, size * 2);
            }
            millis[size++] = span;
        }

        /** The lower one of the two in the middle; null when there is none. */
        Duration median() {
            if (size == 0) {
                return null;
            }
            Arrays.sort(millis, 0, size);
            return Duration.ofMillis(millis[(size - 1) / 2]);
        }
    }
}
