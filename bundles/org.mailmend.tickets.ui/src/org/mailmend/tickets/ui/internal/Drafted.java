package org.mailmend.tickets.ui.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import org.mailmend.check.Redactor;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Hints;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Route;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.TicketDraft;

/** Makes tickets of drafts. */
public final class Drafted {
    private static final int SUBJECT = 120;
    /** As much of a text as is read for its cause, in characters. */
    private static final int READ = 20_000;

    private Drafted() {
    }

    /**
     * Saves a draft as a ticket, in the background.
     *
     * @param requester who asks for help, to be saved where it is new; null for the one with the address that the draft names
     * @param mine      whether it is the technician's own
     * @return its number
     */
    public static CompletableFuture<Long> save(Desk desk, TicketDraft draft, Contact requester, boolean mine) {
        return desk.change(Messages.Done_create, (store, who) -> {
            TicketChange change = change(explained(draft), Language.locale());
            Contact person = person(store, draft, requester, who);
            if (person != null) {
                change = change.requester(person);
            }
            if (mine) {
                change = change.assignee(who);
            }
            long number = store.create(change, plain(draft, who), who).number();
            addFiles(store, number, draft, who);
            return number;
        });
    }

    /**
     * Adds a draft to a ticket, in the background: the evidence, and whatever the ticket does not know yet. Other words of what is wrong
     * come in as a note.
     *
     * @return the number of the ticket
     */
    public static CompletableFuture<Long> attach(Desk desk, TicketDraft draft, long number) {
        return desk.change(Messages.Done_attach, (store, who) -> {
            Ticket ticket = store.ticket(number)
                    .orElseThrow(() -> new TicketException(TicketException.Reason.NOT_FOUND, "error.no-ticket", number));
            TicketChange all = change(explained(draft), Language.locale());
            Contact person = ticket.requester() != null ? null : person(store, draft, null, who);
            TicketChange change = missing(person == null ? all : all.requester(person), ticket);
            if (!change.isEmpty()) {
                store.change(ticket, change, who);
            }
            String symptom = all.values().getOrDefault(Field.SYMPTOM, "");
            if (!symptom.isBlank() && !ticket.symptom().isBlank() && !ticket.symptom().equals(symptom)) {
                store.add(number, Entry.of(Entry.Kind.NOTE, Instant.now(), who, Messages.Draft_said, symptom), List.of(), who);
            }
            for (Entry entry : plain(draft, who)) {
                store.add(number, entry, List.of(), who);
            }
            addFiles(store, number, draft, who);
            return number;
        });
    }

    /** What a ticket does not know yet. Cause and certainty, and way, steps and articles, come together or not at all. */
    private static TicketChange missing(TicketChange all, Ticket ticket) {
        TicketChange change = all.without(Field.SUBJECT);
        boolean known = ticket.cause() != null && ticket.cause() != CauseId.UNKNOWN;
        boolean decided = ticket.route().isPresent() || !ticket.steps().isEmpty();
        for (Field field : all.values().keySet()) {
            boolean keep = switch (field) {
                case CAUSE, CERTAINTY -> known;
                case ROUTE, STEPS, DONE -> decided;
                default -> ticket.get(field) != null && !ticket.get(field).isEmpty();
            };
            if (keep || all.values().get(field).isEmpty()) {
                change = change.without(field);
            }
        }
        return change;
    }

    /** The draft with the cause that its words point to, where nobody has looked yet. */
    private static TicketDraft explained(TicketDraft draft) {
        if (draft.cause() != null || draft.symptom().isBlank()) {
            return draft;
        }
        String text = draft.symptom().length() > READ ? draft.symptom().substring(0, READ) : draft.symptom();
        Diagnosis diagnosis = Explainer.get().explain(text, new Hints(null, null, draft.client(), draft.provider()));
        TicketDraft named = draft.provider() == null ? draft.withProvider(diagnosis.symptom().provider()) : draft;
        return diagnosis.cause() == CauseId.UNKNOWN ? named : named.withCause(diagnosis.cause().name(), diagnosis.confidence());
    }

    private static Contact person(TicketStore store, TicketDraft draft, Contact requester, String who) {
        Contact wanted = requester;
        if (wanted == null && draft.requester() != null && !draft.requester().isBlank()) {
            wanted = Contact.of("", draft.requester());
        }
        if (wanted == null || wanted.id() != 0 || wanted.shown().isEmpty()) {
            return wanted == null || wanted.shown().isEmpty() ? null : wanted;
        }
        Contact known = wanted.mail() == null ? null : store.contactByMail(wanted.mail()).orElse(null);
        return known == null ? store.save(wanted, who) : known;
    }

    /** The values of a ticket. */
    public static TicketChange change(TicketDraft draft, Locale locale) {
        String symptom = Redactor.GENERAL.redactPasted(draft.symptom());
        TicketChange change = TicketChange.none().subject(subject(symptom, draft, locale)).symptom(cut(symptom, Field.SYMPTOM))
                .client(draft.client()).clientVersion(draft.clientVersion());
        CauseId cause = cause(draft.cause());
        if (cause != null) {
            change = change.cause(cause).with(Field.CERTAINTY, String.valueOf(Math.round(draft.certainty() * 100) / 100.0));
        }
        if (draft.provider() != null) {
            change = change.provider(draft.provider());
        }
        return draft.way() == null ? change : way(change, draft.way());
    }

    private static TicketChange way(TicketChange before, TicketDraft.Way way) {
        TicketChange change = before.account(way.account() == null ? null : AccountKind.fromId(way.account()).orElse(null))
                .route(way.route() == null ? null : Route.fromId(way.route()).orElse(null));
        List<Ticket.Step> steps = new ArrayList<>();
        for (String step : way.steps()) {
            steps.add(new Ticket.Step((way.route() == null ? "step" : way.route()) + "-" + (steps.size() + 1), step, false));
        }
        return change.steps(steps).articles(way.articles());
    }

    private static String cut(String text, Field field) {
        return text.length() <= field.limit() ? text : text.substring(0, field.limit());
    }

    /** The cause with this id; null for none, and for one that is not known here. */
    public static CauseId cause(String id) {
        for (CauseId cause : CauseId.values()) {
            if (cause.name().equals(id)) {
                return cause;
            }
        }
        return null;
    }

    /** The subject of a new ticket: the cause where it is known, else how the text begins. */
    public static String subject(String symptom, TicketDraft draft, Locale locale) {
        CauseId cause = cause(draft.cause());
        if (cause != null && cause != CauseId.UNKNOWN) {
            return shorten(org.mailmend.diagnosis.Catalogue.get().text(cause, locale).summary());
        }
        if (symptom.isBlank() && !draft.evidence().isEmpty()) {
            return shorten(draft.evidence().getFirst().title());
        }
        String first = symptom.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
        return first.isEmpty() ? Messages.Draft_subject : shorten(first);
    }

    private static String shorten(String text) {
        if (text.codePointCount(0, text.length()) <= SUBJECT) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, SUBJECT - 1)).strip() + "…";
    }

    private static Entry entry(TicketDraft.Evidence evidence, String who) {
        return Entry.of(Entry.Kind.fromId(evidence.kind()), Instant.now(), who, evidence.title(), evidence.text())
                .withData(evidence.data());
    }

    /** The evidence that has no files. */
    private static List<Entry> plain(TicketDraft draft, String who) {
        return draft.evidence().stream().filter(evidence -> evidence.files().isEmpty()).map(evidence -> entry(evidence, who))
                .toList();
    }

    private static void addFiles(TicketStore store, long number, TicketDraft draft, String who) {
        for (TicketDraft.Evidence evidence : draft.evidence()) {
            if (!evidence.files().isEmpty()) {
                store.add(number, entry(evidence, who), files(evidence), who);
            }
        }
    }

    /** The files of a piece of evidence, as a ticket keeps them. */
    public static List<Attachment.Content> files(TicketDraft.Evidence evidence) {
        return evidence.files().stream().map(file -> new Attachment.Content(file.name(), file.type(), file.content())).toList();
    }
}
