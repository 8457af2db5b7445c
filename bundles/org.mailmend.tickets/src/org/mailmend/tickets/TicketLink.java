package org.mailmend.tickets;

import java.util.Locale;

import org.mailmend.tickets.internal.Messages;

/**
 * A link between two tickets.
 *
 * @param from number of the one that it was made at
 * @param to   number of the other
 * @param kind what the first is to the second
 */
public record TicketLink(long from, long to, Kind kind) {

    /** What one ticket can be to another. */
    public enum Kind {
        /** They have something in common. */
        RELATED,
        /** The first reports the same as the second. */
        DUPLICATE_OF,
        /** The first was a part of the second. */
        SPLIT_FROM,
        /** The first waits until the second is solved. */
        WAITS_FOR;

        /** The name in data and JSON, for example {@code duplicate-of}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The text for people in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "link." + id());
        }

        /** The kind with this id. */
        public static Kind fromId(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
