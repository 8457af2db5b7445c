package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.check.Redactor;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Hints;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Priority;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.exchange.TicketJson;

/** {@code mailmend ticket new}: makes a ticket, and looks for the cause of what is told. */
final class TicketNewCommand extends TicketAction {
    private static final int LIMIT = 100_000;
    private static final Pattern NAMED = Pattern.compile("\\s*\"?([^<>\"]{0,200})\"?\\s*<([^<>]{1,320})>\\s*");

    TicketNewCommand() {
        super("ticket new");
    }

    @Override
    List<Option> own() {
        return List.of(Option.value("--subject", "TEXT", "option.ticket.subject"),
                Option.value("--requester", "WHO", "option.ticket.requester"),
                Option.value("--symptom", "TEXT", "option.ticket.symptom"),
                Option.value("--client", "ID", "option.ticket.client"),
                Option.value("--client-version", "TEXT", "option.ticket.client-version"),
                Option.choice("--account", "option.ticket.account", Choices.ids(AccountKind.values(), AccountKind::id)),
                Option.value("--provider", "ID", "option.ticket.provider"),
                Option.choice("--priority", "option.ticket.priority", Choices.ids(Priority.values(), Priority::id)),
                Option.value("--assignee", "NAME", "option.ticket.assignee"), Option.value("--due", "TIME", "option.ticket.due"),
                Option.values("--tag", "TAG", "option.ticket.tag"));
    }

    @Override
    int work(Arguments arguments, Context context) throws UsageException, IOException {
        if (!arguments.has("--subject")) {
            throw new UsageException("usage.ticket.subject");
        }
        String told = arguments.get("--symptom");
        String symptom = Inputs.STANDARD_INPUT.equals(told) ? Inputs.text(Inputs.read(told, LIMIT * 4, context))
                : told == null ? "" : told;
        TicketChange change = change(arguments, Redactor.GENERAL.redactPasted(symptom), context);
        Contact requester = arguments.has("--requester") ? contact(arguments.get("--requester")) : null;
        try (TicketStore store = open(arguments, context)) {
            if (requester != null) {
                change = change.requester(saved(store, requester));
            }
            Ticket ticket = store.create(change, who());
            if (arguments.has(Option.JSON)) {
                context.json(TicketJson.of(ticket, arguments.has(Option.PRETTY)));
            } else {
                context.out().println(line(ticket, context));
                context.out().flush();
            }
        }
        return 0;
    }

    private static TicketChange change(Arguments arguments, String symptom, Context context) {
        String subject = Redactor.GENERAL.redact(arguments.get("--subject"));
        TicketChange change = TicketChange.none().subject(subject).symptom(symptom)
                .language(Fold.isJapanese(subject + symptom) ? "ja" : "en");
        for (Field field : List.of(Field.CLIENT, Field.CLIENT_VERSION, Field.ACCOUNT, Field.PROVIDER, Field.PRIORITY,
                Field.ASSIGNEE,
                Field.DUE)) {
            if (arguments.has("--" + field.id())) {
                change = change.with(field, arguments.get("--" + field.id()));
            }
        }
        if (!arguments.all("--tag").isEmpty()) {
            change = change.tags(arguments.all("--tag"));
        }
        Hints hints = new Hints(null, null, arguments.get("--client"), arguments.get("--provider"));
        Diagnosis diagnosis = KbCommand.knowledge(context).explainer().explain(symptom.isBlank() ? subject : symptom, hints);
        boolean found = diagnosis.cause() != CauseId.UNKNOWN && diagnosis.cause() != CauseId.OK;
        if (found) {
            change = change.diagnosis(diagnosis);
        } else if (!symptom.isBlank()) {
            change = change.cause(CauseId.UNKNOWN);
        }
        return change;
    }

    /** Somebody by a mail address, a name, or both as mails have them. */
    private static Contact contact(String told) {
        Matcher named = NAMED.matcher(told);
        if (named.matches()) {
            return Contact.of(named.group(1).strip(), named.group(2).strip());
        }
        return told.contains("@") ? Contact.of("", told.strip()) : Contact.of(told, null);
    }

    private static Contact saved(TicketStore store, Contact contact) {
        Optional<Contact> known = contact.mail() == null ? store.contacts(contact.name(), 10).stream()
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(contact.name().toLowerCase(Locale.ROOT))).findFirst()
                : store.contactByMail(contact.mail());
        return known.orElseGet(() -> store.save(contact, who()));
    }
}
