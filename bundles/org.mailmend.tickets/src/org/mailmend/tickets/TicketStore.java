package org.mailmend.tickets;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.mailmend.tickets.internal.Values;
import org.mailmend.tickets.internal.store.ContactTable;
import org.mailmend.tickets.internal.store.Copier;
import org.mailmend.tickets.internal.store.Database;
import org.mailmend.tickets.internal.store.EntryTable;
import org.mailmend.tickets.internal.store.Eraser;
import org.mailmend.tickets.internal.store.Feed;
import org.mailmend.tickets.internal.store.Integrity;
import org.mailmend.tickets.internal.store.Operations;
import org.mailmend.tickets.internal.store.Presence;
import org.mailmend.tickets.internal.store.Settings;
import org.mailmend.tickets.internal.store.StatsTable;
import org.mailmend.tickets.internal.store.TicketTable;
import org.mailmend.tickets.internal.store.Undo;
import org.mailmend.tickets.internal.store.Writing;

/**
 * Tickets, contacts, organisations and all that belongs to them, in SQLite or PostgreSQL. What a method that changes something has
 * returned from is on the disk. Safe for every thread; no method may be called on a thread that must not wait.
 * <p>
 * Methods throw {@link TicketException} for what cannot be done. {@code who} is always the technician who does it.
 */
public final class TicketStore implements Closeable {
    private final Database database;
    private final Feed feed;
    private final Presence presence;

    private TicketStore(Database database, Presence presence) {
        this.database = database;
        this.feed = new Feed(database);
        this.presence = presence;
    }

    /**
     * Opens a place, makes the tables when there are none, and brings old ones up to date. An embedded database is backed up first.
     *
     * @throws TicketException when it cannot be opened, was made by a newer Mailmend, or is something else
     */
    public static TicketStore open(StoreLocation location) {
        Database database = new Database(location);
        try {
            Copier.prepare(database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        return new TicketStore(database, Presence.none());
    }

    /**
     * Looks whether a place can be opened, and changes nothing there.
     *
     * @return how many tickets it has; -1 where nothing is yet
     * @throws TicketException when it cannot be opened, was made by a newer Mailmend, or is something else
     */
    public static long look(StoreLocation location) {
        if (location.isEmbedded() && !Files.exists(location.file())) {
            return -1;
        }
        try (Database database = new Database(location)) {
            return Copier.look(database);
        }
    }

    /** Opens a place for a window that stays: others that do the same with the same embedded database learn of it. */
    public static TicketStore openForWindow(StoreLocation location) {
        TicketStore store = open(location);
        return new TicketStore(store.database, Presence.announce(location));
    }

    /** Where it is. */
    public StoreLocation location() {
        return database.location();
    }

    /** Tells this store from all others; a copy has the same. */
    public String id() {
        return database.read(handle -> handle.createQuery("select value from meta where name = 'id'").mapTo(String.class).one());
    }

    /** Who else has a window open on the same embedded database: a process and its computer; empty for nobody. */
    public Optional<String> otherWindow() {
        return presence.other();
    }

    private <R> R write(String who, Writing.Work<R> work) {
        R result = Writing.run(database, who, work);
        feed.wake();
        return result;
    }

    // tickets

    /** The ticket with this number, also when it was merged or thrown away. */
    public Optional<Ticket> ticket(long number) {
        return database.read(handle -> TicketTable.find(handle, number));
    }

    /** A new ticket; only the subject has to be there. */
    public Ticket create(TicketChange values, String who) {
        return create(values, List.of(), who);
    }

    /** A new ticket with its first entries. */
    public Ticket create(TicketChange values, List<Entry> entries, String who) {
        return write(who, writing -> Operations.create(writing, values, entries));
    }

    /**
     * Changes a ticket.
     *
     * @param base   the ticket as it was looked at
     * @param change the new values
     * @throws ConflictException when somebody else has given one of the fields another value since then; members of sets such as tags
     *                           are brought together instead
     */
    public Ticket change(Ticket base, TicketChange change, String who) {
        return write(who, writing -> Operations.change(writing, base, change));
    }

    /**
     * The same change for many tickets at once.
     *
     * @param addTags    tags to add
     * @param removeTags tags to take away
     * @return the numbers of those that were left as they are, because their status cannot become the one asked for
     */
    public List<Long> changeAll(Collection<Long> numbers, TicketChange change, Collection<String> addTags,
            Collection<String> removeTags, String who) {
        return write(who, writing -> Operations.changeAll(writing, numbers, change, addTags, removeTags));
    }

    /** Makes one ticket a part of another: what belongs to it goes there, and its number leads there. */
    public Ticket merge(long from, long into, String who) {
        return write(who, writing -> Operations.merge(writing, from, into));
    }

    /** Makes a ticket of its own out of some entries of another. */
    public Ticket split(long number, Collection<Long> entries, String subject, String who) {
        return write(who, writing -> Operations.split(writing, number, entries, subject));
    }

    /** A new ticket for the same case, linked to its model. */
    public Ticket duplicate(long number, String who) {
        return write(who, writing -> Operations.duplicate(writing, number));
    }

    /** Throws a ticket away; it can be brought back. */
    public void remove(long number, String who) {
        write(who, writing -> Operations.remove(writing, number, true));
    }

    /** Brings back a ticket that was thrown away. */
    public void restore(long number, String who) {
        write(who, writing -> Operations.remove(writing, number, false));
    }

    /** The links of a ticket, in both directions. */
    public List<TicketLink> links(long number) {
        return database.read(handle -> Operations.links(handle, number));
    }

    public void link(TicketLink link, String who) {
        write(who, writing -> {
            Operations.link(writing, link);
            return null;
        });
    }

    public void unlink(TicketLink link, String who) {
        write(who, writing -> {
            Operations.unlink(writing, link);
            return null;
        });
    }

    /** What happened to a ticket, the oldest first. */
    public List<Event> history(long number) {
        return database.read(handle -> Operations.events(handle, Event.Subject.TICKET, number, 0));
    }

    /** What happened to a contact or an organisation, the oldest first. */
    public List<Event> history(Event.Subject subject, long id) {
        return database.read(handle -> Operations.events(handle, subject, id, 0));
    }

    /**
     * Takes a whole change back, with all that was done at once.
     *
     * @param change its id, see {@link Event#change}
     * @return the numbers of the tickets that it concerns
     * @throws TicketException when somebody has changed the same since then
     */
    public Set<Long> undo(long change, String who) {
        return write(who, writing -> Undo.run(writing, change));
    }

    /** Tickets in order, a page of them. */
    public List<Ticket> list(TicketFilter filter, TicketSort sort, boolean ascending, long offset, int limit) {
        return database.read(handle -> TicketTable.list(handle, filter, sort, ascending, offset, limit));
    }

    /** The numbers of all tickets in order. */
    public List<Long> numbers(TicketFilter filter, TicketSort sort, boolean ascending) {
        return database.read(handle -> TicketTable.numbers(handle, filter, sort, ascending));
    }

    /** How many there are. */
    public long count(TicketFilter filter) {
        return database.read(handle -> TicketTable.count(handle, filter));
    }

    /**
     * How many tickets of a filter have each value of a field, most first.
     *
     * @param field one of status, cause, client, route, assignee
     */
    public Map<String, Long> countBy(TicketFilter filter, Field field) {
        return database.read(handle -> StatsTable.count(handle, filter, field));
    }

    /** Figures about the tickets of a filter. */
    public TicketStats stats(TicketFilter filter) {
        return database.snapshot(handle -> StatsTable.of(handle, filter));
    }

    // entries

    /** What belongs to a ticket, the oldest first. */
    public List<Entry> entries(long number) {
        return database.read(handle -> EntryTable.of(handle, number));
    }

    /** The entry with this id, also when it was taken away. */
    public Optional<Entry> entry(long id) {
        return database.read(handle -> EntryTable.find(handle, id));
    }

    /** Adds something to a ticket, or to the one that it became a part of. */
    public Entry add(long number, Entry entry, List<Attachment.Content> files, String who) {
        return write(who, writing -> Operations.add(writing, number, entry, files));
    }

    /** Takes an entry away; this can be undone. */
    public void removeEntry(long id, String who) {
        write(who, writing -> {
            Operations.removeEntry(writing, id);
            return null;
        });
    }

    /** Says how far a message out is, and what is known of it now. */
    public Entry setState(long entry, Entry.State state, Map<String, String> data, String who) {
        return write(who, writing -> Operations.setState(writing, entry, state, data));
    }

    /** Messages out in a state: those that were on their way when Mailmend ended, and those that failed. */
    public List<Entry> messages(Entry.State state) {
        return database.read(handle -> EntryTable.inState(handle, state));
    }

    /** The bytes of a file. */
    public byte[] content(Attachment attachment) {
        return database.read(handle -> EntryTable.content(handle, attachment.hash()))
                .orElseThrow(() -> new TicketException(TicketException.Reason.NOT_FOUND, "error.no-file", attachment.name()));
    }

    /** Keeps a message that came in, unless it is there already; finds the ticket that it belongs to, or makes one. */
    public Incoming.Kept receive(Incoming incoming, String who) {
        return write(who, writing -> Operations.receive(writing, incoming));
    }

    /** How far a mailbox was read; empty when nothing was. */
    public Optional<Incoming.Cursor> cursor(String source) {
        return database.read(handle -> Operations.cursor(handle, source));
    }

    /** Keeps how far a mailbox is read where no message says so. */
    public void keepCursor(Incoming.Cursor cursor) {
        database.transaction(handle -> {
            Operations.keepCursor(handle, cursor);
            return null;
        });
    }

    // people

    /** Contacts with these letters in their name, address, phone number or organisation. */
    public List<Contact> contacts(String text, int limit) {
        return database.read(handle -> ContactTable.search(handle, text, limit));
    }

    public Optional<Contact> contact(long id) {
        return database.read(handle -> ContactTable.find(handle, id));
    }

    /** The contact with this address, however it is written. */
    public Optional<Contact> contactByMail(String mail) {
        return database.read(handle -> ContactTable.byMail(handle, mail));
    }

    /** Saves a contact, a new one when its id is 0. Undo and history know it as they know tickets. */
    public Contact save(Contact contact, String who) {
        return write(who, writing -> ContactTable.saveContact(writing, contact));
    }

    /** Organisations with these letters in their name. */
    public List<Organisation> organisations(String text, int limit) {
        return database.read(handle -> ContactTable.organisations(handle, text, limit));
    }

    /** The organisation of this name, however it is written. */
    public Optional<Organisation> organisation(String name) {
        return database.read(handle -> ContactTable.organisation(handle, name));
    }

    /** Saves an organisation, a new one when its id is 0. */
    public Organisation save(Organisation organisation, String who) {
        return write(who, writing -> ContactTable.saveOrganisation(writing, organisation));
    }

    /**
     * Deletes the personal data of a contact: name, addresses, what they wrote, the files they sent. Their tickets stay, without
     * anything that says whose they were. It cannot be undone.
     *
     * @return how many tickets it concerns
     */
    public int anonymise(long contact, String who) {
        int tickets = write(who, writing -> Eraser.anonymise(writing, contact));
        database.forgetDeleted();
        return tickets;
    }

    /** All texts of some tickets, for a search index: those that can be found, with what stands in their entries. */
    List<TicketText> texts(Collection<Long> numbers) {
        return database.read(handle -> {
            Map<Long, StringBuilder> texts = EntryTable.texts(handle, numbers);
            return TicketTable
                    .list(handle, TicketFilter.all().withNumbers(numbers), TicketSort.NUMBER, true, 0, Integer.MAX_VALUE)
                    .stream().map(ticket -> new TicketText(ticket, String.valueOf(texts.getOrDefault(ticket.number(),
                            new StringBuilder()))))
                    .toList();
        });
    }

    /** A ticket with the texts of its entries. */
    record TicketText(Ticket ticket, String entries) {
    }

    // what each has seen

    /** Somebody has looked at a ticket as it is now. */
    public void markSeen(Ticket ticket, String who) {
        Settings.markSeen(database, ticket, who);
    }

    /** Those of the tickets to which something has happened since somebody last looked at them. */
    public Set<Long> unread(Collection<Ticket> tickets, String who) {
        return tickets.isEmpty() ? Set.of() : new HashSet<>(Settings.unread(database, tickets, who));
    }

    // settings

    /**
     * A setting.
     *
     * @param owner a technician; empty for what belongs to all
     */
    public Optional<String> setting(String owner, String name) {
        return Settings.get(database, owner, name);
    }

    /** All settings of an owner whose names begin so. */
    public Map<String, String> settings(String owner, String prefix) {
        return Settings.all(database, owner, prefix);
    }

    /** Keeps a setting; null takes it away. */
    public void setSetting(String owner, String name, String value) {
        Settings.set(database, owner, name, value == null ? null : Values.text(value));
    }

    // changes of others

    /** The id of the newest event of all. */
    public long lastEvent() {
        return database.read(Operations::lastEvent);
    }

    /** Events of all after one, the oldest first. */
    public List<Event> eventsAfter(long event, int limit) {
        return database.read(handle -> Operations.eventsAfter(handle, event, limit));
    }

    /** Tells of all that happens from now on, whoever does it; in a thread of its own. */
    public void subscribe(Consumer<List<Event>> listener) {
        feed.add(listener);
    }

    public void unsubscribe(Consumer<List<Event>> listener) {
        feed.remove(listener);
    }

    // the whole

    /**
     * Writes a copy of everything to a file that must not be there; it is a database of its own. Works while others go on.
     *
     * @throws IOException when the file cannot be written
     */
    public void backUp(Path file) throws IOException {
        Copier.backUp(database, file);
    }

    /**
     * Copies everything to an empty store, and compares counts and checksums of all tables.
     *
     * @param progress told of each table that was copied
     * @return how many rows each table has
     * @throws TicketException when the other is not empty, or differs afterwards
     */
    public Map<String, Long> copyTo(TicketStore other, Consumer<String> progress) {
        return Copier.copy(database, other.database, progress);
    }

    /** Looks for damage: what the database itself finds, files whose hash is wrong, tickets that differ from their history. */
    public List<String> check() {
        return Integrity.check(database);
    }

    /** The time of the newest event; null when there is none. */
    public Instant lastChange() {
        return database.read(handle -> handle.createQuery("select max(at) from event").mapTo(Long.class).findOne())
                .map(Instant::ofEpochMilli).orElse(null);
    }

    @Override
    public void close() {
        feed.close();
        presence.close();
        database.close();
    }
}
