package org.mailmend.tickets;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.mailmend.tickets.internal.Messages;
import org.mailmend.tickets.internal.Values;

/**
 * Something that belongs to a ticket: a message, a note, evidence, work.
 *
 * @param id          its id; 0 for one that is to be added
 * @param ticket      number of the ticket; 0 for one that is to be added
 * @param kind        what it is
 * @param at          when it happened
 * @param who         who wrote or did it
 * @param title       one line: a message's subject, the name of a file
 * @param text        its text; may be empty
 * @param spent       time that was worked; null for none
 * @param state       how far a message out is; null for what is not sent
 * @param messageId   Message-ID of a message with its angle brackets; null for none
 * @param data        what else is known, by name: addresses, cause
 * @param attachments its files
 */
public record Entry(long id, long ticket, Kind kind, Instant at, String who, String title, String text, Duration spent,
        State state, String messageId, Map<String, String> data, List<Attachment> attachments) {
    private static final int TITLE = 1000;
    private static final int TEXT = 2_000_000;
    private static final int WHO = 320;
    private static final int ID = 998;

    /** What it can be. */
    public enum Kind {
        MESSAGE_IN, MESSAGE_OUT, NOTE, CHECK, TRANSCRIPT, BOUNCE, SCREENSHOT, FILE, WORK;

        /** The name in data and JSON, for example {@code message-in}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The text for people in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "entry." + id());
        }

        /** Whether it proves something. */
        public boolean isEvidence() {
            return this == CHECK || this == TRANSCRIPT || this == BOUNCE || this == SCREENSHOT || this == FILE;
        }

        /** The kind with this id. */
        public static Kind fromId(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** How far a message out is. */
    public enum State {
        /** It is on its way; after a crash nobody knows whether it arrived. */
        SENDING, SENT, FAILED;

        /** The name in data and JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Brings texts into the form in which they are kept. */
    public Entry {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(at);
        who = Values.shorten(Values.line(who), WHO);
        title = Values.shorten(Values.line(title), TITLE);
        text = Values.text(text);
        if (text.length() > TEXT) {
            throw new TicketException(TicketException.Reason.INPUT, "error.long", kind, TEXT, text.length());
        }
        messageId = messageId == null || messageId.isBlank() ? null : Values.shorten(Values.line(messageId), ID);
        data = java.util.Collections.unmodifiableMap(new TreeMap<>(data));
        attachments = List.copyOf(attachments);
    }

    /** One that is to be added. */
    public static Entry of(Kind kind, Instant at, String who, String title, String text) {
        return new Entry(0, 0, kind, at, who, title, text, null, null, null, Map.of(), List.of());
    }

    /** Work that took some time. */
    public static Entry work(Instant at, String who, String text, Duration spent) {
        if (spent.isNegative() || spent.compareTo(Duration.ofDays(31)) > 0) {
            throw new TicketException(TicketException.Reason.INPUT, "error.spent");
        }
        return new Entry(0, 0, Kind.WORK, at, who, "", text, spent, null, null, Map.of(), List.of());
    }

    /** The same with more that is known of it. */
    public Entry withData(Map<String, String> value) {
        return new Entry(id, ticket, kind, at, who, title, text, spent, state, messageId, value, attachments);
    }

    /** The same with a Message-ID. */
    public Entry withMessageId(String value) {
        return new Entry(id, ticket, kind, at, who, title, text, spent, state, value, data, attachments);
    }

    /** The same in another state. */
    public Entry withState(State value) {
        return new Entry(id, ticket, kind, at, who, title, text, spent, value, messageId, data, attachments);
    }

    /** What is known under this name; empty for nothing. */
    public String data(String name) {
        return data.getOrDefault(name, "");
    }
}
