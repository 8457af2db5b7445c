package org.mailmend.tickets.internal.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jdbi.v3.core.Handle;
import org.mailmend.tickets.Event;
import org.mailmend.tickets.Event.Kind;
import org.mailmend.tickets.Event.Subject;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Ticket;

/** Looks for damage. What it finds is for whoever repairs it: in English, one line each. */
public final class Integrity {
    private static final int MOST = 1000;
    private static final int PAGE = 500;

    private final Handle handle;
    private final List<String> found = new ArrayList<>();

    private Integrity(Handle handle) {
        this.handle = handle;
    }

    /** What is wrong; empty for nothing. */
    public static List<String> check(Database database) {
        List<String> found = new ArrayList<>();
        if (database.isEmbedded()) {
            database.read(handle -> handle.createQuery("pragma integrity_check").mapTo(String.class).list()).stream()
                    .filter(line -> !"ok".equals(line)).forEach(found::add);
            database.read(handle -> handle.createQuery("pragma foreign_key_check").map((row, context) -> row.getString(1) + " "
                    + row.getString(2) + " refers to nothing in " + row.getString(3)).list()).forEach(found::add);
        }
        found.addAll(database.snapshot(handle -> new Integrity(handle).all()));
        return found.size() > MOST ? found.subList(0, MOST) : found;
    }

    private List<String> all() {
        counter("event", "event", "id");
        counter("ticket", "ticket", "number");
        counter("entry", "entry", "id");
        counter("contact", "contact", "id");
        counter("organisation", "organisation", "id");
        counter("attachment", "attachment", "id");
        counter("link", "link", "id");
        handle.createQuery("select hash, content from blob").setFetchSize(4).map((row, context) -> {
            String hash = row.getString(1);
            return Hashes.sha256(row.getBytes(2)).equals(hash) ? "" : "file " + hash + " has another content";
        }).forEach(this::add);
        handle.createQuery(
                "select id from entry e where removed = 0 and not exists (select 1 from event v where v.subject = 'ticket' "
                        + "and v.kind = 'added' and v.after = cast(e.id as text))")
                .mapTo(Long.class)
                .forEach(id -> add("entry " + id + " is not in the history"));
        handle.createQuery(
                "select v.after from event v where v.subject = 'ticket' and v.kind = 'added' and not exists (select 1 from "
                        + "entry e where cast(e.id as text) = v.after)")
                .mapTo(String.class).forEach(id -> add("entry " + id + " is missing"));
        handle.createQuery(
                "select number from ticket where shown <> case when removed = '' and merged_into is null then 1 else 0 end")
                .mapTo(Long.class)
                .forEach(number -> add("ticket " + number + " is in lists, or not, against what is known of it"));
        handle.createQuery(
                "select number from ticket where worked <> coalesce((select sum(e.seconds) from entry e where e.ticket = "
                        + "ticket.number and e.removed = 0), 0)")
                .mapTo(Long.class).forEach(number -> add("ticket " + number + " has another sum of work than its entries"));
        handle.createQuery("select t.number from ticket t left join contact c on c.id = t.requester where t.requester_order <> "
                + "coalesce(nullif(c.folded, ''), c.mail, '')")
                .mapTo(Long.class)
                .forEach(number -> add("ticket " + number + " is in order by another name than its requester's"));
        tickets();
        return found;
    }

    private void add(String line) {
        if (!line.isEmpty() && found.size() < MOST) {
            found.add(line);
        }
    }

    private void counter(String name, String table, String column) {
        long given = handle.createQuery("select value from counter where name = :name").bind("name", name).mapTo(Long.class)
                .one();
        long most = handle.createQuery("select coalesce(max(" + column + "), 0) from " + table).mapTo(Long.class).one();
        if (given < most) {
            add("the counter of " + table + " is " + given + " although " + most + " was given out");
        }
    }

    /** Every ticket has the values that its history leads to. */
    private void tickets() {
        long after = 0;
        List<Long> numbers = page(after);
        while (!numbers.isEmpty()) {
            for (long number : numbers) {
                ticket(TicketTable.get(handle, number));
            }
            after = numbers.getLast();
            numbers = page(after);
        }
    }

    private List<Long> page(long after) {
        return handle.createQuery("select number from ticket where number > :after order by number limit :page")
                .bind("after", after)
                .bind("page", PAGE).mapTo(Long.class).list();
    }

    private void ticket(Ticket ticket) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        List<Event> history = Operations.events(handle, Subject.TICKET, ticket.number(), 0);
        if (history.isEmpty() || history.getFirst().kind() != Kind.CREATED) {
            add("ticket " + ticket.number() + " has no beginning");
        }
        for (Event event : history) {
            Field field = event.kind() == Kind.SET ? Field.fromId(event.field()).orElse(null) : null;
            if (field != null) {
                if (!values.getOrDefault(field, "").equals(event.before())) {
                    add("ticket " + ticket.number() + ", event " + event.id() + ": " + event.field()
                            + " had another value before");
                }
                values.put(field, event.after());
            }
        }
        for (Field field : Field.values()) {
            if (!ticket.get(field).equals(values.getOrDefault(field, ""))) {
                add("ticket " + ticket.number() + ": " + field.id() + " differs from its history");
            }
        }
    }
}
