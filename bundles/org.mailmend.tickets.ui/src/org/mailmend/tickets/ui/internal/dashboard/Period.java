package org.mailmend.tickets.ui.internal.dashboard;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.mailmend.tickets.TicketFilter;

/** Of what time the dashboard tells. Days are those of the store (UTC). */
enum Period {
    WEEK(7, 1), MONTH(30, 1), QUARTER(91, 7), YEAR(365, 30), ALL(0, 0);

    private static final int MOST_BARS = 40;

    private final int days;
    private final int step;

    Period(int days, int step) {
        this.days = days;
        this.step = step;
    }

    /**
     * Some days.
     *
     * @param first   the first of them
     * @param end     the day after the last
     * @param created how many tickets were made then
     * @param solved  how many were solved then
     */
    record Span(LocalDate first, LocalDate end, long created, long solved) {
        Instant from() {
            return first.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        Instant to() {
            return end.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /** The name for people. */
    String text() {
        return switch (this) {
            case WEEK -> Messages.Period_week;
            case MONTH -> Messages.Period_month;
            case QUARTER -> Messages.Period_quarter;
            case YEAR -> Messages.Period_year;
            case ALL -> Messages.Period_all;
        };
    }

    /** The filter with this period, which ends today. */
    TicketFilter filter(TicketFilter filter, LocalDate today) {
        return this == ALL ? filter
                : filter.withPeriod(first(today).atStartOfDay(ZoneOffset.UTC).toInstant(),
                        today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private LocalDate first(LocalDate today) {
        return today.minusDays(days - 1L);
    }

    /** The period in parts of the same length, the oldest first; the last ends today. */
    List<Span> spans(Map<LocalDate, Long> created, Map<LocalDate, Long> solved, LocalDate today) {
        LocalDate first = this == ALL ? earliest(created, today) : first(today);
        long length = java.time.temporal.ChronoUnit.DAYS.between(first, today) + 1;
        long each = this == ALL ? Math.max(1, (length + MOST_BARS - 1) / MOST_BARS) : step;
        List<Span> spans = new ArrayList<>();
        for (LocalDate end = today.plusDays(1); end.isAfter(first); end = end.minusDays(each)) {
            LocalDate start = end.minusDays(each).isBefore(first) ? first : end.minusDays(each);
            spans.addFirst(new Span(start, end, sum(created, start, end), sum(solved, start, end)));
        }
        return spans;
    }

    private static LocalDate earliest(Map<LocalDate, Long> days, LocalDate today) {
        return days.keySet().stream().min(LocalDate::compareTo).filter(day -> day.isBefore(today)).orElse(today.minusDays(6));
    }

    private static long sum(Map<LocalDate, Long> days, LocalDate start, LocalDate end) {
        return days.entrySet().stream().filter(day -> !day.getKey().isBefore(start) && day.getKey().isBefore(end))
                .mapToLong(Map.Entry::getValue).sum();
    }
}
