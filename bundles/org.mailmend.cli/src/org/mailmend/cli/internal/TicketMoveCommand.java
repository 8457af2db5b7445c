package org.mailmend.cli.internal;

import java.util.List;
import java.util.Map;

import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketStore;

/** {@code mailmend ticket move}: copies all tickets to another database and compares both. */
final class TicketMoveCommand extends TicketAction {
    TicketMoveCommand() {
        super("ticket move");
    }

    @Override
    String operands() {
        return "URL";
    }

    @Override
    List<Option> own() {
        return List.of();
    }

    @Override
    int work(Arguments arguments, Context context) throws UsageException {
        if (arguments.operands().size() != 1) {
            throw new UsageException("usage.ticket.move");
        }
        StoreLocation to = location(arguments.operands().getFirst(), context);
        try (TicketStore from = open(arguments, context); TicketStore store = TicketStore.open(to)) {
            Progress progress = new Progress(context);
            Map<String, Long> counts = from.copyTo(store, table -> progress.show("ticket.move.progress", table));
            progress.clear();
            context.err()
                    .println(context.messages().get("ticket.moved", counts.get("ticket"), from.location().shown(), to.shown()));
            context.err().flush();
        }
        return 0;
    }
}
