package org.mailmend.tickets.ui.internal.dashboard;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStats;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.exchange.StatsReport;

/**
 * What the dashboard shows: the figures of one period, counted in the background.
 *
 * @param period     the period
 * @param filter     the tickets that are counted
 * @param report     the figures in words
 * @param overTime   bars over time
 * @param groups     bars of each group
 * @param assignees  all technicians who have tickets
 */
record Figures(Period period, TicketFilter filter, StatsReport report, List<Bar> overTime,
        Map<StatsReport.Group, List<Bar>> groups, List<String> assignees) {

    /**
     * Counts.
     *
     * @param assignee whose tickets; an empty text for nobody's, null for all
     */
    static Figures of(TicketStore store, KnowledgeBase base, Period period, String assignee, Locale locale) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        TicketFilter all = period.filter(TicketFilter.all(), today);
        TicketFilter filter = all.withAssignee(assignee);
        TicketStats stats = store.stats(filter);
        StatsReport report = new StatsReport(period.text(), stats, base, locale);
        Map<StatsReport.Group, List<Bar>> groups = new java.util.EnumMap<>(StatsReport.Group.class);
        for (StatsReport.Group group : StatsReport.Group.values()) {
            groups.put(group, bars(report, group, filter));
        }
        List<String> assignees = (assignee == null ? stats : store.stats(all)).byAssignee().keySet().stream()
                .filter(name -> !name.isEmpty()).sorted().toList();
        return new Figures(period, filter, report, overTime(period, stats, filter, today), groups, assignees);
    }

    private static List<Bar> bars(StatsReport report, StatsReport.Group group, TicketFilter filter) {
        List<Bar> bars = new ArrayList<>();
        group.counts(report.stats()).forEach((id, count) -> {
            boolean nothing = id.isEmpty() && (group == StatsReport.Group.CAUSE || group == StatsReport.Group.ORGANISATION);
            // no filter asks for tickets without a cause; they are in the report
            if (!nothing) {
                bars.add(new Bar(report.name(group, id), count, -1,
                        store -> group.narrow(filter, id, store).orElse(filter.withNumbers(List.of()))));
            }
        });
        return bars;
    }

    private static List<Bar> overTime(Period period, TicketStats stats, TicketFilter filter, LocalDate today) {
        List<Bar> bars = new ArrayList<>();
        DateTimeFormatter day = DateTimeFormatter.ofPattern("M/d", Locale.ROOT);
        for (Period.Span span : period.spans(stats.created(), stats.solved(), today)) {
            LocalDate last = span.end().minusDays(1);
            String name = span.first().equals(last) ? day.format(last) : day.format(span.first()) + "–" + day.format(last);
            bars.add(new Bar(name, span.created(), span.solved(), store -> filter.withPeriod(span.from(), span.to())));
        }
        return bars;
    }

    /** Those that are open after their time. */
    TicketFilter overdue() {
        return filter.withOverdue(Instant.now());
    }
}
