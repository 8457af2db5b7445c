package org.mailmend.tickets.internal.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Event.Kind;
import org.mailmend.tickets.Event.Subject;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;
import org.mailmend.tickets.internal.FlatJson;

/**
 * Deletes the personal data of a contact. What they wrote themselves goes altogether: their messages keep their time and nothing else.
 * In all other texts of their tickets, the history too, their name, address and phone number are replaced.
 */
public final class Eraser {
    private static final String GONE = "…";
    /** Shorter names are parts of other words. */
    private static final int SHORTEST = 2;

    private final Writing writing;
    private final Handle handle;
    private final Contact contact;
    private final Pattern personal;
    private final Set<Long> entries = new LinkedHashSet<>();

    private Eraser(Writing writing, Contact contact) {
        this.writing = writing;
        this.handle = writing.handle();
        this.contact = contact;
        this.personal = pattern();
    }

    /** Deletes the data; returns how many tickets it concerns. */
    public static int anonymise(Writing writing, long id) {
        Contact contact = ContactTable.find(writing.handle(), id)
                .orElseThrow(() -> new TicketException(Reason.NOT_FOUND, "error.no-contact", id));
        return new Eraser(writing, contact).run();
    }

    /** Names and addresses that the contact has and had. */
    private Pattern pattern() {
        Set<String> words = new LinkedHashSet<>();
        handle.createQuery(
                "select before, after from event where subject = 'contact' and number = :id and field in ('name', 'mail', "
                        + "'phone')")
                .bind("id", contact.id()).map((row, context) -> List.of(row.getString(1), row.getString(2))).list()
                .forEach(words::addAll);
        words.add(contact.name());
        words.add(contact.mail() == null ? "" : contact.mail());
        words.add(contact.phone() == null ? "" : contact.phone());
        List<String> parts = new ArrayList<>(words);
        parts.removeIf(word -> word.length() < SHORTEST);
        parts.sort(Comparator.comparingInt(String::length).reversed());
        return parts.isEmpty() ? null
                : Pattern.compile(parts.stream().map(Pattern::quote).collect(Collectors.joining("|")),
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private int run() {
        List<Long> tickets = handle.createQuery("select number from ticket where requester = :id order by number")
                .bind("id", contact.id()).mapTo(Long.class).list();
        for (long number : tickets) {
            ticket(number);
        }
        deleteFiles();
        handle.createUpdate(
                "update event set before = case before when '' then '' else :gone end, after = case after when '' then '' "
                        + "else :gone end where subject = 'contact' and number = :id and field in ('name', 'mail', 'phone', 'note')")
                .bind("gone", GONE).bind("id", contact.id()).execute();
        handle.createUpdate("update contact set version = version + 1, name = '', mail = '', phone = '', note = '', folded = '', "
                + "organisation = null, anonymous = 1 where id = :id").bind("id", contact.id()).execute();
        TicketTable.reorder(handle, contact.id());
        writing.event(Subject.CONTACT, contact.id(), Kind.ANONYMISED, "", "", "");
        return tickets.size();
    }

    private void ticket(long number) {
        for (String column : List.of("subject", "symptom", "tags", "steps")) {
            replace("ticket", column, "number", number);
        }
        for (Entry entry : EntryTable.of(handle, number)) {
            if (isTheirs(entry)) {
                handle.createUpdate("update entry set who = '', title = :gone, body = '', data = :data where id = :id")
                        .bind("gone", GONE).bind("data", FlatJson.write(kept(entry))).bind("id", entry.id()).execute();
                entries.add(entry.id());
            } else {
                handle.createUpdate("update entry set who = :who, title = :title, body = :body, data = :data where id = :id")
                        .bind("who", clean(entry.who())).bind("title", clean(entry.title())).bind("body", clean(entry.text()))
                        .bind("data", FlatJson.write(cleaned(entry.data()))).bind("id", entry.id()).execute();
            }
        }
        handle.createQuery("select id, before, after from event where subject = 'ticket' and number = :number and kind = 'set'")
                .bind("number", number).map((row, context) -> new String[] {row.getString(1), row.getString(2), row.getString(3)})
                .list()
                .forEach(row -> {
                    if (!clean(row[1]).equals(row[1]) || !clean(row[2]).equals(row[2])) {
                        handle.createUpdate("update event set before = :before, after = :after where id = :id")
                                .bind("before", clean(row[1])).bind("after", clean(row[2])).bind("id", Long.valueOf(row[0]))
                                .execute();
                    }
                });
        writing.event(Subject.TICKET, number, Kind.ANONYMISED, "", "", "");
        TicketTable.touch(writing, number);
    }

    private boolean isTheirs(Entry entry) {
        boolean message = entry.kind() == Entry.Kind.MESSAGE_IN;
        return message && (contact.mail() == null
                || entry.data("from").toLowerCase(Locale.ROOT).contains(contact.mail().toLowerCase(Locale.ROOT)));
    }

    /** What is known of a message without saying who wrote it. */
    private static Map<String, String> kept(Entry entry) {
        Map<String, String> kept = new TreeMap<>();
        for (String name : List.of("cause", "mail-kind")) {
            if (!entry.data(name).isEmpty()) {
                kept.put(name, entry.data(name));
            }
        }
        return kept;
    }

    private Map<String, String> cleaned(Map<String, String> data) {
        Map<String, String> cleaned = new TreeMap<>();
        data.forEach((name, value) -> cleaned.put(name, clean(value)));
        return cleaned;
    }

    private void replace(String table, String column, String key, long id) {
        String text = handle.createQuery("select " + column + " from " + table + " where " + key + " = :id").bind("id", id)
                .mapTo(String.class).one();
        String clean = clean(text);
        if (!clean.equals(text)) {
            handle.createUpdate("update " + table + " set " + column + " = :text where " + key + " = :id").bind("text", clean)
                    .bind("id", id).execute();
        }
    }

    private String clean(String text) {
        return personal == null || text.isEmpty() ? text : personal.matcher(text).replaceAll(Matcher.quoteReplacement(GONE));
    }

    private void deleteFiles() {
        for (long entry : entries) {
            handle.createUpdate("delete from attachment where entry = :entry").bind("entry", entry).execute();
        }
        handle.createUpdate("delete from blob where not exists (select 1 from attachment a where a.hash = blob.hash)").execute();
    }
}
