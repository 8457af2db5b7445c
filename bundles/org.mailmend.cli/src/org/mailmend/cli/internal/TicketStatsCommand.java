package org.mailmend.cli.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.Route;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStats;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.exchange.TicketJson;

/** {@code mailmend ticket stats}: figures about tickets. */
final class TicketStatsCommand extends TicketAction {
    private static final int MOST = 10;

    TicketStatsCommand() {
        super("ticket stats");
    }

    @Override
    List<Option> own() {
        return TicketFilters.options();
    }

    @Override
    int work(Arguments arguments, Context context) throws UsageException {
        TicketFilter filter = TicketFilters.filter(arguments);
        try (TicketStore store = open(arguments, context)) {
            TicketStats stats = store.stats(filter);
            if (arguments.has(Option.JSON)) {
                context.json(TicketJson.of(stats, arguments.has(Option.PRETTY)));
            } else {
                context.out().print(visible(text(stats, context)));
                context.out().flush();
            }
        }
        return 0;
    }

    private static String text(TicketStats stats, Context context) {
        Messages messages = context.messages();
        Locale locale = context.locale();
        StringBuilder text = new StringBuilder(messages.get("ticket.stats.total", stats.total(), stats.open(), stats.overdue()))
                .append('\n');
        group(text, messages, "status", stats.byStatus(), id -> Status.fromId(id).map(status -> status.text(locale)).orElse(id));
        group(text, messages, "cause", stats.byCause(), id -> {
            CauseId cause = Choices.find(CauseId.values(), CauseId::name, id);
            return cause == null ? id : Catalogue.get().text(cause, locale).title();
        });
        group(text, messages, "client", stats.byClient(), UnaryOperator.identity());
        group(text, messages, "route", stats.byRoute(), id -> Route.fromId(id).map(route -> route.text(locale)).orElse(id));
        group(text, messages, "organisation", stats.byOrganisation(), UnaryOperator.identity());
        group(text, messages, "assignee", stats.byAssignee(), UnaryOperator.identity());
        text.append('\n');
        if (stats.firstAnswer() != null) {
            text.append(messages.get("ticket.stats.answer", hours(stats.firstAnswer()))).append('\n');
        }
        if (stats.solution() != null) {
            text.append(messages.get("ticket.stats.solution", hours(stats.solution()))).append('\n');
        }
        return text.append(messages.get("ticket.stats.worked", hours(stats.worked()))).append('\n').toString();
    }

    private static void group(StringBuilder text, Messages messages, String key, Map<String, Long> counts,
            UnaryOperator<String> name) {
        if (counts.isEmpty() || counts.size() == 1 && counts.containsKey("")) {
            return;
        }
        text.append('\n').append(messages.get("ticket.stats." + key)).append('\n');
        counts.entrySet().stream().limit(MOST).forEach(each -> text.append(String.format("%8d  ", each.getValue()))
                .append(each.getKey().isEmpty() ? messages.get("ticket.stats.none") : name.apply(each.getKey())).append('\n'));
    }

    private static String hours(Duration duration) {
        return String.format("%d:%02d", duration.toHours(), duration.toMinutesPart());
    }
}
