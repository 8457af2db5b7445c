package org.mailmend.cli.internal;

import java.util.List;

import org.mailmend.tickets.Contact;
import org.mailmend.tickets.TicketStore;

/** {@code mailmend ticket forget}: deletes the personal data of a requester. */
final class TicketForgetCommand extends TicketAction {
    TicketForgetCommand() {
        super("ticket forget");
    }

    @Override
    String operands() {
        return "ADDRESS";
    }

    @Override
    List<Option> own() {
        return List.of(Option.flag("--yes", "option.ticket.yes"));
    }

    @Override
    int work(Arguments arguments, Context context) throws UsageException {
        if (arguments.operands().size() != 1) {
            throw new UsageException("usage.ticket.forget");
        }
        String address = arguments.operands().getFirst();
        try (TicketStore store = open(arguments, context)) {
            Contact contact = store.contactByMail(address).orElse(null);
            if (contact == null) {
                throw new UsageException("usage.ticket.no-contact", address);
            }
            if (!arguments.has("--yes")) {
                throw new UsageException("usage.ticket.yes", contact.shown());
            }
            int tickets = store.anonymise(contact.id(), who());
            context.err().println(context.messages().get("ticket.forgotten", address, tickets));
            context.err().flush();
        }
        return 0;
    }
}
