package org.mailmend.tickets.ui.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.mailmend.check.Redactor;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.TicketDraft;

/** Makes tickets of drafts. */
public final class Drafted {
    private static final int SUBJECT = 120;

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
            TicketChange change = change(draft, Language.locale());
            Contact person = person(store, draft, requester, who);
            if (person != null) {
                change = change.requester(person);
            }
            if (mine) {
                change = change.assignee(who);
            }
            return store.create(change, entries(draft, who), who).number();
        });
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
        return change;
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
        String first = symptom.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
        return first.isEmpty() ? Messages.Draft_subject : shorten(first);
    }

    private static String shorten(String text) {
        if (text.codePointCount(0, text.length()) <= SUBJECT) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, SUBJECT - 1)).strip() + "…";
    }

    private static List<Entry> entries(TicketDraft draft, String who) {
        List<Entry> entries = new ArrayList<>();
        for (TicketDraft.Evidence evidence : draft.evidence()) {
            entries.add(Entry.of(Entry.Kind.fromId(evidence.kind()), Instant.now(), who, evidence.title(), evidence.text())
                    .withData(Map.copyOf(evidence.data())));
        }
        return entries;
    }
}
