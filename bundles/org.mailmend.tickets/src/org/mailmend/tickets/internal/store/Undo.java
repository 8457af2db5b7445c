package org.mailmend.tickets.internal.store;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Event;
import org.mailmend.tickets.Event.Kind;
import org.mailmend.tickets.Event.Subject;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Organisation;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;
import org.mailmend.tickets.TicketLink;

/** Takes a whole change back, unless somebody has changed the same again. What it does is a change too, that can be undone. */
public final class Undo {
    private final Writing writing;
    private final Handle handle;
    private final long change;
    private final List<Event> events;
    /** Tickets that the change made: they are thrown away, and keep their values. */
    private final Set<Long> made;

    private Undo(Writing writing, long change) {
        this.writing = writing;
        this.handle = writing.handle();
        this.change = change;
        this.events = handle.createQuery("select * from event where change = :change order by id desc").bind("change", change)
                .map((row, context) -> Writing.map(row)).list();
        this.made = events.stream().filter(event -> event.kind() == Kind.CREATED && event.subject() == Subject.TICKET)
                .map(Event::number).collect(Collectors.toSet());
    }

    /**
     * Takes a change back.
     *
     * @return the numbers of the tickets that it concerns
     * @throws TicketException when it is not the newest any more, or cannot be taken back
     */
    public static Set<Long> run(Writing writing, long change) {
        return new Undo(writing, change).run();
    }

    private Set<Long> run() {
        if (events.isEmpty()) {
            throw new TicketException(Reason.NOT_FOUND, "error.undo.nothing");
        }
        Set<Long> tickets = new LinkedHashSet<>();
        for (Event event : events) {
            if (event.kind() == Kind.ANONYMISED || event.kind() == Kind.ENTRY_SET) {
                throw new TicketException(Reason.INPUT,
                        event.kind() == Kind.ANONYMISED ? "error.undo.anonymous" : "error.undo.sent");
            }
            switch (event.subject()) {
                case TICKET -> {
                    ticket(event);
                    tickets.add(event.number());
                }
                case CONTACT -> contact(event);
                case ORGANISATION -> organisation(event);
            }
        }
        for (long number : tickets) {
            writing.event(Subject.TICKET, number, Kind.UNDONE, "", "", String.valueOf(change));
            TicketTable.touch(writing, number);
        }
        return tickets;
    }

    private void ticket(Event event) {
        switch (event.kind()) {
            case CREATED -> Operations.remove(writing, event.number(), true);
            case SET -> set(event);
            case ADDED -> remove(event, true);
            case RESTORED -> remove(event, true);
            case REMOVED -> remove(event, false);
            case MOVED_OUT -> moveBack(event);
            case LINKED -> link(event, false);
            case UNLINKED -> link(event, true);
            default -> {
                // the other end of a move, and the mark of an undo: nothing of their own
            }
        }
    }

    private void set(Event event) {
        if (made.contains(event.number())) {
            return;
        }
        Field field = Field.fromId(event.field()).orElseThrow();
        Ticket current = TicketTable.get(handle, event.number());
        String value = event.before();
        if (field.kind() == Field.Kind.SET) {
            value = Operations.mergeSets(event.after(), current.get(field), event.before());
        } else if (!current.get(field).equals(event.after())) {
            throw new TicketException(Reason.CONFLICT, "error.undo.changed", event.number(), field);
        }
        TicketTable.set(writing, current, Map.of(field, value));
    }

    private void remove(Event event, boolean removed) {
        Entry entry = EntryTable.get(handle, Long.parseLong(event.after()));
        if (removed && entry.state() != null && entry.state() != Entry.State.FAILED) {
            throw new TicketException(Reason.INPUT, "error.undo.sent");
        }
        EntryTable.remove(writing, entry, removed);
    }

    private void moveBack(Event event) {
        Entry entry = EntryTable.get(handle, Long.parseLong(event.after()));
        if (entry.ticket() != Long.parseLong(event.before())) {
            throw new TicketException(Reason.CONFLICT, "error.undo.moved", event.number());
        }
        EntryTable.move(writing, entry, event.number());
    }

    private void link(Event event, boolean linked) {
        if (event.after().isEmpty()) {
            return;
        }
        TicketLink link = new TicketLink(event.number(), Long.parseLong(event.after()), TicketLink.Kind.fromId(event.field()));
        if (linked) {
            Operations.link(writing, link);
        } else {
            Operations.unlink(writing, link);
        }
    }

    private void contact(Event event) {
        if (event.kind() != Kind.SET) {
            // one that was made stays: nothing shows it before it belongs to a ticket
            return;
        }
        if (events.stream().anyMatch(other -> other.kind() == Kind.CREATED && other.subject() == Subject.CONTACT
                && other.number() == event.number())) {
            return;
        }
        Contact now = ContactTable.find(handle, event.number()).orElseThrow();
        Contact then = switch (event.field()) {
            case "name" -> now.withName(event.before());
            case "mail" -> now.withMail(event.before());
            case "phone" -> now.withPhone(event.before());
            case "language" -> now.withLanguage(event.before());
            case "note" -> now.withNote(event.before());
            default -> now.withOrganisation(event.before().isEmpty() ? null
                    : ContactTable.organisation(handle, Long.parseLong(event.before())).orElse(null));
        };
        ContactTable.saveContact(writing, then);
    }

    private void organisation(Event event) {
        if (event.kind() != Kind.SET || event.before().isEmpty() && "name".equals(event.field())) {
            return;
        }
        Organisation now = ContactTable.organisation(handle, event.number()).orElseThrow();
        ContactTable.saveOrganisation(writing, switch (event.field()) {
            case "name" -> new Organisation(now.id(), now.version(), event.before(), now.domain(), now.note());
            case "domain" -> new Organisation(now.id(), now.version(), now.name(), event.before(), now.note());
            default -> new Organisation(now.id(), now.version(), now.name(), now.domain(), event.before());
        });
    }
}
