package org.mailmend.tickets.exchange;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.render.Page;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Organisation;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStats;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.internal.Messages;
import org.mailmend.tickets.internal.exchange.Csv;

/**
 * Figures about tickets in words: as a table for spreadsheets, and as a page to print. Names in it are those of people and servers, so
 * neither form lets them be more than text.
 *
 * @param title  what it is about, for example the period
 * @param stats  the figures
 * @param base   names clients
 * @param locale English or Japanese
 */
public record StatsReport(String title, TicketStats stats, KnowledgeBase base, Locale locale) {
    private static final int MOST_LINES = 40;

    /** By what tickets are counted. */
    public enum Group {
        STATUS, CAUSE, CLIENT, ROUTE, ORGANISATION, ASSIGNEE;

        /** The heading in English or Japanese. */
        public String text(Locale locale) {
            return this == ORGANISATION ? Messages.text(locale, "named.organisation") : Field.valueOf(name()).text(locale);
        }

        /** How many there are of each; an empty text stands for none. */
        public Map<String, Long> counts(TicketStats stats) {
            return switch (this) {
                case STATUS -> stats.byStatus();
                case CAUSE -> stats.byCause();
                case CLIENT -> stats.byClient();
                case ROUTE -> stats.byRoute();
                case ORGANISATION -> stats.byOrganisation();
                case ASSIGNEE -> stats.byAssignee();
            };
        }

        /**
         * Those of a filter that are counted under a name; empty when no filter can say so, as for tickets without a cause or an
         * organisation.
         */
        public Optional<TicketFilter> narrow(TicketFilter filter, String id, TicketStore store) {
            return switch (this) {
                case STATUS -> Status.fromId(id).map(status -> filter.withStatuses(List.of(status)));
                case CAUSE -> cause(id).map(cause -> filter.withCauses(List.of(cause)));
                case CLIENT -> Optional.of(filter.withClient(id));
                case ROUTE -> Optional.of(filter.withRoute(id));
                case ORGANISATION -> store.organisation(id).map(Organisation::id).map(filter::withOrganisation);
                case ASSIGNEE -> Optional.of(filter.withAssignee(id));
            };
        }
    }

    private static Optional<CauseId> cause(String id) {
        for (CauseId cause : CauseId.values()) {
            if (cause.name().equals(id)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    /** What something is called that tickets are counted by. */
    public String name(Group group, String id) {
        if (id.isEmpty()) {
            return Messages.text(locale, "report.none");
        }
        return switch (group) {
            case STATUS -> Status.fromId(id).map(status -> status.text(locale)).orElse(id);
            case CAUSE -> cause(id).map(cause -> Catalogue.get().text(cause, locale).title()).orElse(id);
            case CLIENT -> base.client(id).map(client -> client.name().in(locale)).orElse(id);
            case ROUTE -> Route.fromId(id).map(route -> route.text(locale)).orElse(id);
            case ORGANISATION, ASSIGNEE -> id;
        };
    }

    /** A time in hours and minutes; a dash for none. */
    public static String time(Duration time) {
        return time == null ? "–" : String.format(Locale.ROOT, "%d:%02d", time.toHours(), time.toMinutesPart());
    }

    /** The figures of the whole, each with its heading. */
    public List<Map.Entry<String, String>> whole() {
        return List.of(entry("report.total", String.valueOf(stats.total())), entry("report.open", String.valueOf(stats.open())),
                entry("report.overdue", String.valueOf(stats.overdue())), entry("report.answer", time(stats.firstAnswer())),
                entry("report.solution", time(stats.solution())), entry("report.worked", time(stats.worked())));
    }

    private Map.Entry<String, String> entry(String key, String value) {
        return Map.entry(Messages.text(locale, key), value);
    }

    /** Rows of comma-separated values: by what, name and count; days are written as 2026-12-01. */
    public String csv() {
        StringBuilder rows = new StringBuilder(TicketCsv.BEGINNING);
        row(rows, Messages.text(locale, "report.by"), Messages.text(locale, "named.name"), Messages.text(locale, "report.count"));
        whole().forEach(each -> row(rows, title, each.getKey(), each.getValue()));
        for (Group group : Group.values()) {
            group.counts(stats).forEach((id, count) -> row(rows, group.text(locale), name(group, id), String.valueOf(count)));
        }
        stats.created().forEach((day, count) -> row(rows, Column.CREATED.text(locale), day.toString(), String.valueOf(count)));
        stats.solved().forEach((day, count) -> row(rows, Column.SOLVED.text(locale), day.toString(), String.valueOf(count)));
        return rows.toString();
    }

    private static void row(StringBuilder rows, String... cells) {
        String row = Csv.write(List.of(cells));
        rows.append(row).append(row.endsWith("\n") ? "" : "\r\n");
    }

    /** A page to print, in CommonMark. */
    public Page page() {
        StringBuilder body = new StringBuilder();
        whole().forEach(each -> line(body, each.getKey(), each.getValue()));
        for (Group group : Group.values()) {
            List<Map.Entry<String, Long>> counts = new ArrayList<>(group.counts(stats).entrySet());
            if (counts.isEmpty() || counts.size() == 1 && counts.getFirst().getKey().isEmpty()) {
                continue;
            }
            body.append("\n## ").append(plain(group.text(locale))).append("\n\n");
            counts.stream().limit(MOST_LINES)
                    .forEach(each -> line(body, name(group, each.getKey()), String.valueOf(each.getValue())));
            if (counts.size() > MOST_LINES) {
                line(body, Messages.text(locale, "report.others"), String
                        .valueOf(counts.stream().skip(MOST_LINES).mapToLong(Map.Entry::getValue).sum()));
            }
        }
        return new Page(SearchHit.Kind.ARTICLE, "tickets", locale, Messages.text(locale, "report.title"), title, body.toString(),
                List.of(), LocalDate.now(), true);
    }

    private static void line(StringBuilder body, String name, String value) {
        body.append("- ").append(plain(name)).append(": **").append(plain(value)).append("**\n");
    }

    /** A text in which CommonMark finds nothing to do. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ").replaceAll("([\\\\`*_{}\\[\\]()#+!|<>~&-])", "\\\\$1");
    }
}
