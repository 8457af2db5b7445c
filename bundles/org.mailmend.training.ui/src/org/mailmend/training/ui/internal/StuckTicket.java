package org.mailmend.training.ui.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.eclipse.osgi.util.NLS;
import org.mailmend.check.Redactor;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.training.Attendee;
import org.mailmend.training.Note;
import org.mailmend.training.Session;
import org.mailmend.training.practice.Standing;

/** Makes a ticket of what somebody did not get on with, with all that the session knows of it. */
final class StuckTicket {
    private static final int SUBJECT = 120;

    private StuckTicket() {
    }

    /**
     * Makes the ticket, and links the note with it.
     *
     * @param part     title of the part in which it came up; empty for none
     * @param standing how far they came on the practice server
     * @return its number
     */
    static CompletableFuture<Long> make(Session session, Note note, Optional<Attendee> who, String part,
            Optional<Standing> standing) {
        return Desk.get().<Long>change(Messages.Run_do_ticket, (store, technician) -> {
            String symptom = Redactor.GENERAL.redactPasted(note.text());
            String subject = NLS.bind(Messages.Run_ticket_subject, who.map(Attendee::name).orElse(session.title()), symptom)
                    .lines().findFirst().orElse("");
            TicketChange change = TicketChange.none()
                    .subject(subject.length() > SUBJECT ? subject.substring(0, SUBJECT - 1) + "…" : subject)
                    .symptom(standing.filter(each -> !each.reply().isEmpty()).map(each -> symptom + "\n\n" + each.reply())
                            .orElse(symptom))
                    .language(session.language().getLanguage()).assignee(technician);
            if (who.isPresent() && !who.get().client().isEmpty()) {
                change = change.client(who.get().client());
            }
            Contact contact = who.map(each -> contact(store, each, technician)).orElse(null);
            if (contact != null) {
                change = change.requester(contact);
            }
            return store.create(change, entries(session, note, part, standing, technician), technician).number();
        }).thenCompose(number -> School.get().change(store -> {
            store.change(note, note.withTicket(number));
            return number;
        }));
    }

    private static Contact contact(TicketStore store, Attendee who, String technician) {
        if (!who.mail().isEmpty()) {
            Optional<Contact> known = store.contactByMail(who.mail());
            if (known.isPresent()) {
                return known.get();
            }
        }
        return store.save(Contact.of(who.name(), who.mail().isEmpty() ? null : who.mail()), technician);
    }

    private static List<Entry> entries(Session session, Note note, String part, Optional<Standing> standing, String technician) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of(Entry.Kind.NOTE, Instant.now(), technician, NLS.bind(Messages.Run_ticket_note, session.title()),
                NLS.bind(Messages.Run_ticket_text,
                        new Object[] {Words.dayAndTime(note.at(), session.zone()), part.isEmpty() ? "–" : part,
                                Redactor.GENERAL.redactPasted(note.text())})));
        standing.filter(each -> each.last() != null).ifPresent(each -> entries.add(Entry.of(Entry.Kind.TRANSCRIPT, each.last(),
                technician, Messages.Run_ticket_practice,
                NLS.bind(Messages.Run_ticket_standing,
                        new Object[] {each.client().isEmpty() ? "–" : each.client(), each.mechanism().isEmpty() ? "–"
                                : each.mechanism(), each.stage().text(Language.locale()), each.tries(), each.reply()}))));
        return entries;
    }
}
