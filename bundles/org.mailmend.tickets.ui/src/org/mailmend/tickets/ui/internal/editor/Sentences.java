package org.mailmend.tickets.ui.internal.editor;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.osgi.util.NLS;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Event;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Priority;
import org.mailmend.tickets.Status;

/** What happened to a ticket, as sentences for people. */
public final class Sentences {
    private static final int LONGEST = 120;

    private final Map<Long, Contact> contacts;
    private final Map<Long, Entry> entries;
    private final KnowledgeBase base;

    /**
     * @param contacts people that may be named, by id
     * @param entries  entries that may be named, by id
     * @param base     knows clients; null for nobody
     */
    public Sentences(Map<Long, Contact> contacts, Map<Long, Entry> entries, KnowledgeBase base) {
        this.contacts = contacts;
        this.entries = entries;
        this.base = base;
    }

    /** One change: all that was done at once. */
    public record Change(long id, Instant at, String who, List<String> sentences, boolean undone, boolean canUndo) {
        public Change {
            sentences = List.copyOf(sentences);
        }
    }

    /** The changes of a history, the newest first. */
    public List<Change> changes(List<Event> history) {
        Set<Long> undone = new TreeSet<>();
        Map<Long, List<Event>> groups = new java.util.LinkedHashMap<>();
        for (Event event : history) {
            groups.computeIfAbsent(event.change(), id -> new ArrayList<>()).add(event);
            if (event.kind() == Event.Kind.UNDONE && event.after().matches("\\d{1,18}")) {
                undone.add(Long.valueOf(event.after()));
            }
        }
        List<Change> changes = new ArrayList<>();
        groups.forEach((id, events) -> {
            List<String> sentences = events.stream().filter(event -> !isDetail(event)).map(this::of).toList();
            boolean can = !undone.contains(id) && events.stream().allMatch(event -> canUndo(event.kind()));
            changes.addFirst(new Change(id, events.getFirst().at(), events.getFirst().who(),
                    sentences.isEmpty() ? events.stream().map(this::of).toList() : sentences, undone.contains(id), can));
        });
        return changes;
    }

    private static boolean canUndo(Event.Kind kind) {
        return switch (kind) {
            case CREATED, UNDONE, ANONYMISED, ENTRY_SET -> false;
            default -> true;
        };
    }

    /** What says nothing to people that another sentence of the same change does not. */
    private static boolean isDetail(Event event) {
        return event.kind() == Event.Kind.SET && Field.CERTAINTY.id().equals(event.field());
    }

    /** One thing that happened. */
    public String of(Event event) {
        Locale locale = Texts.locale();
        return switch (event.kind()) {
            case CREATED -> Messages.History_created;
            case SET -> Field.fromId(event.field()).map(field -> set(field, event.before(), event.after()))
                    .orElse(event.field() + ": " + event.after());
            case ADDED -> NLS.bind(Messages.History_added, entry(event, locale));
            case REMOVED -> NLS.bind(Messages.History_removed, entry(event, locale));
            case RESTORED -> NLS.bind(Messages.History_restored, entry(event, locale));
            case MOVED_IN -> NLS.bind(Messages.History_movedIn, entry(event, locale), event.before());
            case MOVED_OUT -> NLS.bind(Messages.History_movedOut, entry(event, locale));
            case ENTRY_SET -> state(event, locale);
            case LINKED -> NLS.bind(Messages.History_linked, event.after());
            case UNLINKED -> NLS.bind(Messages.History_unlinked, event.before().isEmpty() ? event.after() : event.before());
            case UNDONE -> Messages.History_undone;
            case ANONYMISED -> Messages.History_anonymised;
        };
    }

    private String set(Field field, String before, String after) {
        String name = field.text(Texts.locale());
        if (field == Field.REMOVED) {
            return after.isEmpty() ? Messages.History_back : Messages.History_thrownAway;
        }
        if (field == Field.MERGED_INTO && !after.isEmpty()) {
            return NLS.bind(Messages.History_merged, after);
        }
        if (field == Field.DONE) {
            return done(before, after);
        }
        if (field.kind() == Field.Kind.TEXT) {
            return NLS.bind(after.isEmpty() ? Messages.History_emptied : Messages.History_rewritten, name);
        }
        String was = value(field, before);
        String is = value(field, after);
        return is.isEmpty() ? NLS.bind(Messages.History_cleared, name, was)
                : was.isEmpty() ? NLS.bind(Messages.History_setFirst, name, is)
                        : NLS.bind(Messages.History_set, new Object[] {name, was, is});
    }

    private static String done(String before, String after) {
        long was = before.lines().filter(line -> !line.isBlank()).count();
        long is = after.lines().filter(line -> !line.isBlank()).count();
        return is >= was ? NLS.bind(Messages.History_ticked, is - was, is) : NLS.bind(Messages.History_unticked, was - is, is);
    }

    private String entry(Event event, Locale locale) {
        String id = event.after().isEmpty() ? event.before() : event.after();
        Entry entry = id.matches("\\d{1,18}") ? entries.get(Long.valueOf(id)) : null;
        String kind;
        try {
            kind = entry != null ? entry.kind().text(locale) : Entry.Kind.fromId(event.field()).text(locale);
        } catch (IllegalArgumentException e) {
            kind = event.field();
        }
        String title = entry == null ? "" : entry.title();
        return title.isEmpty() ? kind : NLS.bind(Messages.History_entry, kind, shorten(title));
    }

    private String state(Event event, Locale locale) {
        String id = event.after().matches("\\d{1,18}") ? event.after() : event.before();
        Entry entry = id.matches("\\d{1,18}") ? entries.get(Long.valueOf(id)) : null;
        if (entry == null || entry.state() == null) {
            return NLS.bind(Messages.History_entrySet, entry(event, locale));
        }
        return NLS.bind(switch (entry.state()) {
            case SENT -> Messages.History_sent;
            case FAILED -> Messages.History_failed;
            case SENDING -> Messages.History_sending;
        }, entry(event, locale));
    }

    /** A value of a field as people read it; empty for none. */
    public String value(Field field, String value) {
        Locale locale = Texts.locale();
        if (value == null || value.isEmpty()) {
            return "";
        }
        return switch (field.kind()) {
            case STATUS -> Status.fromId(value).map(one -> one.text(locale)).orElse(value);
            case PRIORITY -> Priority.fromId(value).map(one -> one.text(locale)).orElse(value);
            case ACCOUNT -> AccountKind.fromId(value).map(one -> one.text(locale)).orElse(value);
            case ROUTE -> Route.fromId(value).map(one -> one.text(locale)).orElse(value);
            case CAUSE -> cause(value, locale);
            case LANGUAGE -> Locale.of(value).getDisplayLanguage(locale);
            case TIME -> when(value);
            case SET -> shorten(value.replace("\n", ", "));
            default -> other(field, value);
        };
    }

    private String other(Field field, String value) {
        if (field == Field.REQUESTER && value.matches("\\d{1,18}")) {
            Contact contact = contacts.get(Long.valueOf(value));
            return contact == null ? Messages.History_somebody : shorten(contact.shown());
        }
        if (field == Field.CLIENT && base != null) {
            Optional<Client> client = base.client(value);
            return client.map(one -> one.name().in(Texts.locale())).orElse(shorten(value));
        }
        if (field == Field.PROVIDER) {
            return Words.provider(value);
        }
        return shorten(value);
    }

    private static String cause(String value, Locale locale) {
        for (CauseId id : CauseId.values()) {
            if (id.name().equals(value)) {
                return Catalogue.get().text(id, locale).title();
            }
        }
        return value;
    }

    private static String when(String value) {
        try {
            return Texts.due(Instant.parse(value));
        } catch (DateTimeParseException e) {
            return value;
        }
    }

    private static String shorten(String text) {
        String line = Visible.line(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
