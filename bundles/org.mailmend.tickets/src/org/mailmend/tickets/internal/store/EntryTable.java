package org.mailmend.tickets.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Event.Kind;
import org.mailmend.tickets.Event.Subject;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;
import org.mailmend.tickets.internal.FileNames;
import org.mailmend.tickets.internal.FlatJson;
import org.mailmend.tickets.internal.Values;

/** Entries of tickets and their files as rows. */
public final class EntryTable {
    private static final int TYPE = 200;

    private EntryTable() {
    }

    private static Entry map(ResultSet row, List<Attachment> attachments) throws SQLException {
        long seconds = row.getLong("seconds");
        String state = row.getString("state");
        return new Entry(row.getLong("id"), row.getLong("ticket"), Entry.Kind.fromId(row.getString("kind")),
                Instant.ofEpochMilli(row.getLong("at")), row.getString("who"), row.getString("title"), row.getString("body"),
                seconds == 0 ? null : Duration.ofSeconds(seconds),
                state.isEmpty() ? null : Entry.State.valueOf(state.toUpperCase(Locale.ROOT)), row.getString("message_id"),
                FlatJson.read(row.getString("data")), attachments);
    }

    private static Attachment attachment(ResultSet row) throws SQLException {
        return new Attachment(row.getLong("id"), row.getString("name"), row.getString("type"), row.getLong("size"),
                row.getString("hash"));
    }

    /** The entries of a ticket that were not taken away, the oldest first. */
    public static List<Entry> of(Handle handle, long ticket) {
        Map<Long, List<Attachment>> files = new HashMap<>();
        handle.createQuery("select a.* from attachment a join entry e on e.id = a.entry where e.ticket = :ticket order by a.id")
                .bind("ticket", ticket).map((row, context) -> {
                    files.computeIfAbsent(row.getLong("entry"), id -> new ArrayList<>()).add(attachment(row));
                    return true;
                }).list();
        return handle.createQuery("select * from entry where ticket = :ticket and removed = 0 order by at, id")
                .bind("ticket", ticket).map((row, context) -> map(row, files.getOrDefault(row.getLong("id"), List.of()))).list();
    }

    /** What stands in the entries of tickets, a text each. */
    public static Map<Long, StringBuilder> texts(Handle handle, Collection<Long> numbers) {
        Map<Long, StringBuilder> texts = new HashMap<>();
        if (numbers.isEmpty()) {
            return texts;
        }
        String list = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        handle.createQuery("select e.ticket, e.title, e.who, e.body from entry e where e.removed = 0 and e.ticket in (" + list
                + ") order by e.at, e.id")
                .map((row, context) -> texts.computeIfAbsent(row.getLong(1), number -> new StringBuilder())
                        .append(row.getString(2)).append('\n').append(row.getString(3)).append('\n').append(row.getString(4))
                        .append('\n'))
                .list();
        handle.createQuery(
                "select e.ticket, a.name from attachment a join entry e on e.id = a.entry where e.removed = 0 and e.ticket in ("
                        + list + ") order by a.id")
                .map((row, context) -> texts.computeIfAbsent(row.getLong(1), number -> new StringBuilder())
                        .append(row.getString(2)).append('\n'))
                .list();
        return texts;
    }

    /** The entry with this id, also when it was taken away. */
    public static Optional<Entry> find(Handle handle, long id) {
        List<Attachment> files = handle.createQuery("select * from attachment where entry = :id order by id").bind("id", id)
                .map((row, context) -> attachment(row)).list();
        return handle.createQuery("select * from entry where id = :id").bind("id", id).map((row, context) -> map(row, files))
                .findOne();
    }

    static Entry get(Handle handle, long id) {
        return find(handle, id).orElseThrow(() -> new TicketException(Reason.NOT_FOUND, "error.no-entry", id));
    }

    /** The entries that are messages with this Message-ID, the newest first. */
    public static List<Entry> byMessageId(Handle handle, String messageId) {
        return handle.createQuery("select * from entry where message_id = :id and removed = 0 order by id desc limit 20")
                .bind("id", messageId).map((row, context) -> map(row, List.of())).list();
    }

    /** Messages out in a state. */
    public static List<Entry> inState(Handle handle, Entry.State state) {
        return handle.createQuery("select * from entry where state = :state and removed = 0 order by id")
                .bind("state", state.id())
                .map((row, context) -> map(row, List.of())).list();
    }

    /** A new entry with its files. */
    static Entry insert(Writing writing, long ticket, Entry entry, List<Attachment.Content> files) {
        Handle handle = writing.handle();
        if (files.size() > Attachment.MOST) {
            throw new TicketException(Reason.INPUT, "error.files", Attachment.MOST, files.size());
        }
        long id = writing.next("entry");
        handle.createUpdate(
                "insert into entry (id, ticket, kind, at, who, title, body, seconds, state, message_id, data, removed) "
                        + "values (:id, :ticket, :kind, :at, :who, :title, :body, :seconds, :state, :message, :data, 0)")
                .bind("id", id).bind("ticket", ticket).bind("kind", entry.kind().id()).bind("at", entry.at().toEpochMilli())
                .bind("who", entry.who()).bind("title", entry.title()).bind("body", entry.text())
                .bind("seconds", entry.spent() == null ? 0 : entry.spent().toSeconds())
                .bind("state", entry.state() == null ? "" : entry.state().id())
                .bind("message", entry.messageId() == null ? "" : entry.messageId()).bind("data", FlatJson.write(entry.data()))
                .execute();
        List<String> names = new ArrayList<>();
        for (Attachment.Content file : files) {
            attach(writing, id, file, names);
        }
        writing.event(Subject.TICKET, ticket, Kind.ADDED, entry.kind().id(), "", String.valueOf(id));
        TicketTable.touch(writing, ticket);
        if (entry.spent() != null) {
            TicketTable.worked(writing, ticket);
        }
        if (entry.kind() == Entry.Kind.MESSAGE_OUT && entry.state() != Entry.State.SENDING) {
            TicketTable.answered(writing, ticket);
        }
        return get(handle, id);
    }

    private static void attach(Writing writing, long entry, Attachment.Content file, List<String> names) {
        if (file.content().length > Attachment.LIMIT) {
            throw new TicketException(Reason.INPUT, "error.file.big", FileNames.safe(file.name(), names),
                    Attachment.LIMIT / 1024 / 1024);
        }
        Handle handle = writing.handle();
        String hash = Hashes.sha256(file.content());
        String name = FileNames.safe(file.name(), names);
        names.add(name);
        handle.createUpdate(
                "insert into blob (hash, size, content) values (:hash, :size, :content) on conflict (hash) do nothing")
                .bind("hash", hash).bind("size", (long) file.content().length).bind("content", file.content()).execute();
        handle.createUpdate(
                "insert into attachment (id, entry, hash, name, type, size) values (:id, :entry, :hash, :name, :type, "
                        + ":size)")
                .bind("id", writing.next("attachment")).bind("entry", entry).bind("hash", hash).bind("name", name)
                .bind("type", Values.shorten(Values.line(file.type()), TYPE)).bind("size", (long) file.content().length)
                .execute();
    }

    /** The bytes of a file. */
    public static Optional<byte[]> content(Handle handle, String hash) {
        return handle.createQuery("select content from blob where hash = :hash").bind("hash", hash)
                .map((row, context) -> row.getBytes(1)).findOne();
    }

    /** Takes an entry away, or brings it back. */
    static void remove(Writing writing, Entry entry, boolean removed) {
        writing.handle().createUpdate("update entry set removed = :removed where id = :id").bind("removed", removed ? 1 : 0)
                .bind("id", entry.id()).execute();
        writing.event(Subject.TICKET, entry.ticket(), removed ? Kind.REMOVED : Kind.RESTORED, entry.kind().id(), "",
                String.valueOf(entry.id()));
        TicketTable.touch(writing, entry.ticket());
        if (entry.spent() != null) {
            TicketTable.worked(writing, entry.ticket());
        }
    }

    /** Gives an entry to another ticket. */
    static void move(Writing writing, Entry entry, long to) {
        writing.handle().createUpdate("update entry set ticket = :to where id = :id").bind("to", to).bind("id", entry.id())
                .execute();
        writing.event(Subject.TICKET, entry.ticket(), Kind.MOVED_OUT, entry.kind().id(), String.valueOf(to),
                String.valueOf(entry.id()));
        writing.event(Subject.TICKET, to, Kind.MOVED_IN, entry.kind().id(), String.valueOf(entry.ticket()),
                String.valueOf(entry.id()));
        TicketTable.touch(writing, entry.ticket());
        TicketTable.touch(writing, to);
        if (entry.spent() != null) {
            TicketTable.worked(writing, entry.ticket());
            TicketTable.worked(writing, to);
        }
    }

    /** Says how far a message out is, and what else is known of it. */
    static Entry set(Writing writing, Entry entry, Entry.State state, Map<String, String> data) {
        writing.handle().createUpdate("update entry set state = :state, data = :data where id = :id")
                .bind("state", state == null ? "" : state.id()).bind("data", FlatJson.write(data)).bind("id", entry.id())
                .execute();
        writing.event(Subject.TICKET, entry.ticket(), Kind.ENTRY_SET, String.valueOf(entry.id()),
                entry.state() == null ? "" : entry.state().id(), state == null ? "" : state.id());
        TicketTable.touch(writing, entry.ticket());
        if (state == Entry.State.SENT) {
            TicketTable.answered(writing, entry.ticket());
        }
        return get(writing.handle(), entry.id());
    }

    /** Whether a message was received already; the entry that it became. */
    public static Optional<Long> received(Handle handle, String hash) {
        return handle.createQuery("select entry from received where hash = :hash").bind("hash", hash).mapTo(Long.class).findOne();
    }
}
