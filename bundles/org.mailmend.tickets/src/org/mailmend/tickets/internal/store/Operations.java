package org.mailmend.tickets.internal.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jdbi.v3.core.Handle;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.ConflictException;
import org.mailmend.tickets.ConflictException.Conflict;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Event;
import org.mailmend.tickets.Event.Kind;
import org.mailmend.tickets.Event.Subject;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Incoming;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;
import org.mailmend.tickets.TicketLink;
import org.mailmend.tickets.internal.Values;

/** What can be done with tickets, each within one transaction. */
public final class Operations {
    private static final String YES = "yes";
    /** What a copy of a ticket has of it: the case, not what was done about it. */
    private static final Set<Field> COPIED = Set.of(Field.SUBJECT, Field.REQUESTER, Field.CLIENT, Field.CLIENT_VERSION,
            Field.ACCOUNT,
            Field.PROVIDER, Field.PRIORITY, Field.TAGS, Field.SYMPTOM, Field.CAUSE, Field.CERTAINTY, Field.ROUTE, Field.STEPS,
            Field.ARTICLES, Field.LANGUAGE);
    private static final Set<Field> SPLIT = Set.of(Field.REQUESTER, Field.CLIENT, Field.CLIENT_VERSION, Field.ACCOUNT,
            Field.PROVIDER,
            Field.PRIORITY, Field.ASSIGNEE, Field.TAGS, Field.LANGUAGE);

    private Operations() {
    }

    /** A new ticket with its first entries. */
    public static Ticket create(Writing writing, TicketChange values, Collection<Entry> entries) {
        Ticket ticket = TicketTable.insert(writing, values.values());
        for (Entry entry : entries) {
            EntryTable.insert(writing, ticket.number(), entry, List.of());
        }
        return entries.isEmpty() ? ticket : TicketTable.get(writing.handle(), ticket.number());
    }

    /** Changes a ticket that was looked at as {@code base}. */
    public static Ticket change(Writing writing, Ticket base, TicketChange change) {
        Handle handle = writing.handle();
        Ticket current = TicketTable.get(handle, base.number());
        Map<Field, String> values = new EnumMap<>(Field.class);
        List<Conflict> conflicts = new ArrayList<>();
        change.values().forEach((field, mine) -> {
            String was = base.get(field);
            String now = current.get(field);
            if (field.kind() == Field.Kind.SET) {
                values.put(field, mergeSets(was, now, mine));
            } else if (now.equals(was) || now.equals(mine)) {
                values.put(field, mine);
            } else if (!mine.equals(was)) {
                conflicts.add(new Conflict(field, was, now, mine));
            }
        });
        if (!conflicts.isEmpty()) {
            List<Event> others = events(handle, Subject.TICKET, base.number(), base.lastEvent());
            throw new ConflictException(current, conflicts, others, change);
        }
        checkTransition(current, values.get(Field.STATUS));
        return TicketTable.set(writing, current, values);
    }

    private static void checkTransition(Ticket current, String wanted) {
        if (wanted == null || wanted.equals(current.status().id())) {
            return;
        }
        Status status = Status.fromId(wanted).orElseThrow();
        if (!current.status().next().contains(status)) {
            throw new TicketException(Reason.INPUT, "error.transition", current.number(), current.status(), status);
        }
    }

    /** What others added and took away stays so, and so does what was done here. */
    static String mergeSets(String was, String now, String mine) {
        Set<String> before = Values.set(was);
        Set<String> wanted = Values.set(mine);
        Set<String> merged = new TreeSet<>(Values.set(now));
        before.stream().filter(member -> !wanted.contains(member)).forEach(merged::remove);
        wanted.stream().filter(member -> !before.contains(member)).forEach(merged::add);
        return Values.lines(merged);
    }

    /**
     * The same change for many tickets.
     *
     * @param add    tags to add
     * @param remove tags to take away
     * @return the numbers of those whose status cannot become the one that was asked for: nothing of them is changed
     */
    public static List<Long> changeAll(Writing writing, Collection<Long> numbers, TicketChange change, Collection<String> add,
            Collection<String> remove) {
        List<Long> refused = new ArrayList<>();
        for (long number : new LinkedHashSet<>(numbers)) {
            Ticket current = TicketTable.get(writing.handle(), number);
            String status = change.values().get(Field.STATUS);
            boolean allowed = status == null || status.equals(current.status().id())
                    || current.status().next().contains(Status.fromId(status).orElseThrow());
            if (!allowed) {
                refused.add(number);
                continue;
            }
            Map<Field, String> values = new EnumMap<>(Field.class);
            values.putAll(change.values());
            if (!add.isEmpty() || !remove.isEmpty()) {
                Set<String> tags = new TreeSet<>(current.tags());
                remove.forEach(tags::remove);
                tags.addAll(add);
                values.put(Field.TAGS, Values.canonical(Field.TAGS, Values.lines(tags)));
            }
            TicketTable.set(writing, current, values);
        }
        return refused;
    }

    /** Makes one ticket a part of another: everything that belongs to it goes there. */
    public static Ticket merge(Writing writing, long from, long into) {
        Handle handle = writing.handle();
        if (from == into) {
            throw new TicketException(Reason.INPUT, "error.merge.self", from);
        }
        Ticket part = standing(handle, from);
        Ticket whole = standing(handle, into);
        EntryTable.of(handle, from).forEach(entry -> EntryTable.move(writing, entry, into));
        if (!part.symptom().isEmpty() && !part.symptom().equals(whole.symptom())) {
            EntryTable.insert(writing, into, new Entry(0, 0, Entry.Kind.NOTE, part.created(), writing.who(), part.subject(),
                    part.symptom(), null, null, null, Map.of("merged-from", String.valueOf(from)), List.of()), List.of());
        }
        for (TicketLink link : links(handle, from)) {
            unlink(writing, link);
            long a = link.from() == from ? into : link.from();
            long b = link.to() == from ? into : link.to();
            if (a != b) {
                link(writing, new TicketLink(a, b, link.kind()));
            }
        }
        Map<Field, String> values = new EnumMap<>(Field.class);
        for (Field field : List.of(Field.TAGS, Field.ARTICLES)) {
            values.put(field, mergeSets("", whole.get(field), part.get(field)));
        }
        for (Field field : List.of(Field.REQUESTER, Field.CLIENT, Field.CLIENT_VERSION, Field.ACCOUNT, Field.PROVIDER,
                Field.CAUSE,
                Field.SYMPTOM)) {
            if (whole.get(field).isEmpty()) {
                values.put(field, part.get(field));
            }
        }
        TicketTable.set(writing, TicketTable.get(handle, from),
                Map.of(Field.MERGED_INTO, String.valueOf(into), Field.STATUS, Status.CLOSED.id()));
        return TicketTable.set(writing, TicketTable.get(handle, into), values);
    }

    private static Ticket standing(Handle handle, long number) {
        Ticket ticket = TicketTable.get(handle, number);
        if (ticket.mergedInto().isPresent()) {
            throw new TicketException(Reason.INPUT, "error.merged", number, ticket.mergedInto().get());
        }
        if (ticket.removed()) {
            throw new TicketException(Reason.NOT_FOUND, "error.no-ticket", number);
        }
        return ticket;
    }

    /** Makes a ticket of its own out of some entries of another. */
    public static Ticket split(Writing writing, long number, Collection<Long> entries, String subject) {
        Handle handle = writing.handle();
        Ticket whole = standing(handle, number);
        Map<Field, String> values = copy(whole, SPLIT);
        values.put(Field.SUBJECT, Values.canonical(Field.SUBJECT, subject));
        Ticket part = TicketTable.insert(writing, values);
        for (long id : new LinkedHashSet<>(entries)) {
            Entry entry = EntryTable.get(handle, id);
            if (entry.ticket() != number) {
                throw new TicketException(Reason.NOT_FOUND, "error.no-entry", id);
            }
            EntryTable.move(writing, entry, part.number());
        }
        link(writing, new TicketLink(part.number(), number, TicketLink.Kind.SPLIT_FROM));
        return TicketTable.get(handle, part.number());
    }

    /** A new ticket for the same case. */
    public static Ticket duplicate(Writing writing, long number) {
        Ticket model = TicketTable.get(writing.handle(), number);
        Ticket copy = TicketTable.insert(writing, copy(model, COPIED));
        link(writing, new TicketLink(copy.number(), number, TicketLink.Kind.RELATED));
        return TicketTable.get(writing.handle(), copy.number());
    }

    private static Map<Field, String> copy(Ticket model, Set<Field> fields) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        fields.forEach(field -> values.put(field, model.get(field)));
        return values;
    }

    /** The links of a ticket in both directions. */
    public static List<TicketLink> links(Handle handle, long number) {
        return handle.createQuery("select a, b, kind from link where a = :number or b = :number order by id")
                .bind("number", number)
                .map((row, context) -> new TicketLink(row.getLong(1), row.getLong(2), TicketLink.Kind.fromId(row.getString(3))))
                .list();
    }

    /** Links two tickets; nothing happens when they are linked so already. */
    public static void link(Writing writing, TicketLink link) {
        if (link.from() == link.to()) {
            throw new TicketException(Reason.INPUT, "error.link.self", link.from());
        }
        TicketTable.get(writing.handle(), link.from());
        TicketTable.get(writing.handle(), link.to());
        if (links(writing.handle(), link.from()).contains(link)) {
            return;
        }
        writing.handle().createUpdate("insert into link (id, a, b, kind) values (:id, :a, :b, :kind)")
                .bind("id", writing.next("link"))
                .bind("a", link.from()).bind("b", link.to()).bind("kind", link.kind().id()).execute();
        linkEvents(writing, link, Kind.LINKED);
    }

    /** Takes a link away. */
    public static void unlink(Writing writing, TicketLink link) {
        int gone = writing.handle().createUpdate("delete from link where a = :a and b = :b and kind = :kind")
                .bind("a", link.from())
                .bind("b", link.to()).bind("kind", link.kind().id()).execute();
        if (gone > 0) {
            linkEvents(writing, link, Kind.UNLINKED);
        }
    }

    /** One event at each end; the one at the far end names the other as what it comes from. */
    private static void linkEvents(Writing writing, TicketLink link, Kind kind) {
        writing.event(Subject.TICKET, link.from(), kind, link.kind().id(), "", String.valueOf(link.to()));
        writing.event(Subject.TICKET, link.to(), kind, link.kind().id(), String.valueOf(link.from()), "");
        TicketTable.touch(writing, link.from());
        TicketTable.touch(writing, link.to());
    }

    /** Adds an entry to a ticket, or to the one that it became a part of. */
    public static Entry add(Writing writing, long number, Entry entry, List<Attachment.Content> files) {
        return EntryTable.insert(writing, whole(writing.handle(), number).number(), entry, files);
    }

    /** The ticket itself, or the one that it became a part of at last. */
    public static Ticket whole(Handle handle, long number) {
        Ticket ticket = TicketTable.get(handle, number);
        for (int i = 0; i < 100 && ticket.mergedInto().isPresent(); i++) {
            ticket = TicketTable.get(handle, ticket.mergedInto().get());
        }
        return ticket;
    }

    /** Takes an entry away. */
    public static void removeEntry(Writing writing, long id) {
        EntryTable.remove(writing, EntryTable.get(writing.handle(), id), true);
    }

    /** Says how far a message out is. */
    public static Entry setState(Writing writing, long id, Entry.State state, Map<String, String> data) {
        return EntryTable.set(writing, EntryTable.get(writing.handle(), id), state, data);
    }

    /** Events of one ticket, contact or organisation after an event, the oldest first. */
    public static List<Event> events(Handle handle, Subject subject, long number, long after) {
        return handle.createQuery("select * from event where subject = :subject and number = :number and id > :after order by id")
                .bind("subject", subject.id()).bind("number", number).bind("after", after)
                .map((row, context) -> Writing.map(row)).list();
    }

    /** Events of all after an event, the oldest first. */
    public static List<Event> eventsAfter(Handle handle, long after, int limit) {
        return handle.createQuery("select * from event where id > :after order by id limit :limit").bind("after", after)
                .bind("limit", limit).map((row, context) -> Writing.map(row)).list();
    }

    /** The id of the last event of all. */
    public static long lastEvent(Handle handle) {
        return handle.createQuery("select value from counter where name = 'event'").mapTo(Long.class).one();
    }

    /** Keeps a message that came in, unless it is there already. */
    public static Incoming.Kept receive(Writing writing, Incoming incoming) {
        Handle handle = writing.handle();
        keepCursor(handle, incoming.cursor());
        Optional<Long> known = EntryTable.received(handle, incoming.hash());
        if (known.isPresent()) {
            return new Incoming.Kept(whole(handle, EntryTable.get(handle, known.get()).ticket()).number(), known.get(), false,
                    false);
        }
        Contact sender = incoming.sender() == null ? null : sender(writing, incoming.sender());
        Optional<Ticket> answered = answered(handle, incoming, sender);
        TicketChange wanted = sender == null ? incoming.wanted() : incoming.wanted().requester(sender);
        Ticket ticket = answered.orElseGet(() -> TicketTable.insert(writing, wanted.values()));
        Entry entry = EntryTable.insert(writing, ticket.number(), incoming.entry(), incoming.files());
        handle.createUpdate("insert into received (hash, entry) values (:hash, :entry)").bind("hash", incoming.hash())
                .bind("entry", entry.id()).execute();
        boolean waited = ticket.status() == Status.WAITING_FOR_USER || !ticket.status().isOpen();
        if (answered.isPresent() && incoming.reopens() && waited) {
            TicketTable.set(writing, TicketTable.get(handle, ticket.number()), Map.of(Field.STATUS, Status.IN_PROGRESS.id()));
        }
        return new Incoming.Kept(ticket.number(), entry.id(), true, answered.isEmpty());
    }

    private static Contact sender(Writing writing, Contact sender) {
        Optional<Contact> known = sender.mail() == null ? Optional.empty() : ContactTable.byMail(writing.handle(), sender.mail());
        return known.orElseGet(() -> ContactTable.saveContact(writing, sender));
    }

    /** The ticket that a message belongs to. A number in a subject can be made up: it counts when the ticket knows the sender. */
    private static Optional<Ticket> answered(Handle handle, Incoming incoming, Contact sender) {
        for (String id : incoming.answers()) {
            for (Entry entry : EntryTable.byMessageId(handle, id)) {
                Ticket ticket = whole(handle, entry.ticket());
                if (!ticket.removed()) {
                    return Optional.of(ticket);
                }
            }
        }
        if (incoming.number() <= 0 || sender == null) {
            return Optional.empty();
        }
        return TicketTable.find(handle, incoming.number()).map(named -> whole(handle, named.number()))
                .filter(ticket -> !ticket.removed() && knows(handle, ticket, sender));
    }

    private static boolean knows(Handle handle, Ticket ticket, Contact sender) {
        Contact requester = ticket.requester();
        if (requester != null && (requester.id() == sender.id() || sameOrganisation(requester, sender))) {
            return true;
        }
        String mail = sender.mail();
        return mail != null && EntryTable.of(handle, ticket.number()).stream()
                .anyMatch(entry -> (entry.data("from") + " " + entry.data("to") + " " + entry.data("cc")).toLowerCase()
                        .contains(mail.toLowerCase()));
    }

    private static boolean sameOrganisation(Contact one, Contact other) {
        return one.organisation() != null && other.organisation() != null
                && Objects.equals(one.organisation().id(), other.organisation().id());
    }

    /** Keeps how far a mailbox is read. */
    public static void keepCursor(Handle handle, Incoming.Cursor cursor) {
        if (cursor != null) {
            handle.createUpdate(
                    "insert into intake (source, validity, uid) values (:source, :validity, :uid) on conflict (source) do "
                            + "update set validity = excluded.validity, uid = excluded.uid")
                    .bind("source", cursor.source())
                    .bind("validity", cursor.validity()).bind("uid", cursor.uid()).execute();
        }
    }

    /** How far a mailbox was read. */
    public static Optional<Incoming.Cursor> cursor(Handle handle, String source) {
        return handle.createQuery("select * from intake where source = :source").bind("source", source)
                .map((row, context) -> new Incoming.Cursor(source, row.getLong("validity"), row.getLong("uid"))).findOne();
    }

    /** Throws a ticket away, or brings it back. */
    public static Ticket remove(Writing writing, long number, boolean removed) {
        return TicketTable.set(writing, TicketTable.get(writing.handle(), number), Map.of(Field.REMOVED, removed ? YES : ""));
    }
}
