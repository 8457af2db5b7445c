package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.List;

import org.mailmend.check.report.Columns;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketSearch;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.exchange.TicketJson;

/** {@code mailmend ticket search}: looks for words in all texts of tickets. */
final class TicketSearchCommand extends TicketAction {
    private static final int MOST = 1000;
    private static final int USUAL = 50;

    TicketSearchCommand() {
        super("ticket search");
    }

    @Override
    String operands() {
        return "QUERY";
    }

    @Override
    List<Option> own() {
        return List.of(Option.value("--limit", "N", "option.ticket.search.limit"));
    }

    @Override
    int work(Arguments arguments, Context context) throws UsageException, IOException {
        String query = String.join(" ", arguments.operands()).strip();
        if (query.isEmpty()) {
            throw new UsageException("usage.ticket.query");
        }
        int limit = arguments.has("--limit") ? Numbers.parse("--limit", arguments.get("--limit"), 1, MOST) : USUAL;
        try (TicketStore store = open(arguments, context);
                TicketSearch search = TicketSearch.open(store, index(store, context))) {
            search.catchUp(number -> {
            });
            List<TicketSearch.Hit> hits = search.find(query, limit);
            for (TicketSearch.Hit hit : hits) {
                Ticket ticket = store.ticket(hit.number()).orElseThrow();
                if (arguments.has(Option.JSON)) {
                    context.json(TicketJson.of(ticket, hit.score(), hit.excerpt(), arguments.has(Option.PRETTY)));
                } else {
                    context.out().println(line(ticket, context));
                    if (!hit.excerpt().isEmpty()) {
                        context.out().println("  " + Columns.wrap(visible(hit.excerpt()), context.style().columns(), "  "));
                    }
                }
            }
            if (hits.isEmpty()) {
                context.err().println(context.messages().get("ticket.nothing", query));
            }
            context.out().flush();
        }
        return 0;
    }
}
