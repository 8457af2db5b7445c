package org.mailmend.tickets.internal.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;

/** Templates, saved filters and what each has seen. */
public final class Settings {
    private static final int NAME = 200;
    private static final int VALUE = 100_000;

    private Settings() {
    }

    /** A setting; the owner is empty for what belongs to all. */
    public static Optional<String> get(Database database, String owner, String name) {
        return database.read(handle -> handle.createQuery("select value from setting where owner = :owner and name = :name")
                .bind("owner", owner).bind("name", name).mapTo(String.class).findOne());
    }

    /** All settings whose names begin so. */
    public static Map<String, String> all(Database database, String owner, String prefix) {
        Map<String, String> all = new TreeMap<>();
        database.read(handle -> handle.createQuery("select name, value from setting where owner = :owner and name like :name "
                + "escape '!'").bind("owner", owner).bind("name", TicketTable.escape(prefix) + "%")
                .map((row, context) -> all.put(row.getString(1), row.getString(2))).list());
        return all;
    }

    /** Keeps a setting; null takes it away. */
    public static void set(Database database, String owner, String name, String value) {
        if (name.length() > NAME || value != null && value.length() > VALUE) {
            throw new TicketException(Reason.INPUT, "error.long", name, VALUE, value == null ? 0 : value.length());
        }
        database.transaction(handle -> value == null
                ? handle.createUpdate("delete from setting where owner = :owner and name = :name").bind("owner", owner)
                        .bind("name", name).execute()
                : handle.createUpdate(
                        "insert into setting (owner, name, value) values (:owner, :name, :value) on conflict (owner, name)"
                                + " do update set value = excluded.value")
                        .bind("owner", owner).bind("name", name).bind("value", value)
                        .execute());
    }

    /** Somebody has looked at a ticket. */
    public static void markSeen(Database database, Ticket ticket, String who) {
        database.transaction(handle -> handle
                .createUpdate("insert into seen (ticket, who, event) values (:ticket, :who, :event) on "
                        + "conflict (ticket, who) do update set event = excluded.event")
                .bind("ticket", ticket.number()).bind("who", who)
                .bind("event", ticket.lastEvent()).execute());
    }

    /** Tickets to which something has happened since somebody looked at them. */
    public static List<Long> unread(Database database, Collection<Ticket> tickets, String who) {
        String numbers = tickets.stream().map(ticket -> String.valueOf(ticket.number())).collect(Collectors.joining(", "));
        return database.read(handle -> handle
                .createQuery("select t.number from ticket t left join seen s on s.ticket = t.number and "
                        + "s.who = :who where t.number in (" + numbers + ") and coalesce(s.event, 0) < t.last_event")
                .bind("who", who)
                .mapTo(Long.class).list());
    }
}
