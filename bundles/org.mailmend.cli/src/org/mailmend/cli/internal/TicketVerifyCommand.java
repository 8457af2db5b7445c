package org.mailmend.cli.internal;

import java.util.List;

import org.mailmend.tickets.TicketStore;

/** {@code mailmend ticket verify}: looks for damage. */
final class TicketVerifyCommand extends TicketAction {
    TicketVerifyCommand() {
        super("ticket verify");
    }

    @Override
    List<Option> own() {
        return List.of();
    }

    @Override
    int work(Arguments arguments, Context context) {
        try (TicketStore store = open(arguments, context)) {
            List<String> found = store.check();
            found.forEach(line -> context.out().println(visible(line)));
            context.out().flush();
            context.err()
                    .println(context.messages().get(found.isEmpty() ? "ticket.verify.ok" : "ticket.verify.bad", found.size()));
            context.err().flush();
            return found.isEmpty() ? 0 : 1;
        }
    }
}
