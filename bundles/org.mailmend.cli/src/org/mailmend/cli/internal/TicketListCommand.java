package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.exchange.TicketJson;

/** {@code mailmend ticket list}: tickets, one a line. */
final class TicketListCommand extends TicketAction {
    private static final int MOST = 100_000_000;

    TicketListCommand() {
        super("ticket list");
    }

    @Override
    List<Option> own() {
        List<Option> options = new ArrayList<>(TicketFilters.options());
        options.add(TicketFilters.sort());
        options.add(Option.flag("--descending", "option.ticket.descending"));
        options.add(Option.value("--limit", "N", "option.ticket.limit"));
        return options;
    }

    @Override
    int work(Arguments arguments, Context context) throws UsageException, IOException {
        int most = arguments.has("--limit") ? Numbers.parse("--limit", arguments.get("--limit"), 1, MOST) : MOST;
        var filter = TicketFilters.filter(arguments);
        try (TicketStore store = open(arguments, context)) {
            boolean json = arguments.has(Option.JSON);
            long count = TicketFilters.each(store, filter, TicketFilters.sort(arguments), !arguments.has("--descending"), most,
                    ticket -> {
                        if (json) {
                            context.json(TicketJson.of(ticket, arguments.has(Option.PRETTY)));
                        } else {
                            context.out().println(line(ticket, context));
                        }
                    });
            if (count == 0) {
                context.err().println(context.messages().get("ticket.none"));
            }
            context.out().flush();
        }
        return 0;
    }
}
