package org.mailmend.tickets;

import java.time.Instant;
import java.util.Locale;

/**
 * One thing that happened: who, when, what from and what to.
 *
 * @param id      in the order in which things happened, over all tickets
 * @param change  what was done at once has the same: the id of its first event
 * @param subject what kind of thing it happened to
 * @param number  its number or id
 * @param at      when
 * @param who     the technician, or the program that did it
 * @param kind    what kind of thing happened
 * @param field   the field that was set; else the kind of what was added, removed, moved or linked
 * @param before  the value before; empty for none. Of an entry that was moved the number of the ticket that it came from
 * @param after   the value after; the id of the entry or the number of the ticket that it is about
 */
public record Event(long id, long change, Subject subject, long number, Instant at, String who, Kind kind, String field,
        String before, String after) {

    /** What something happens to. */
    public enum Subject {
        TICKET, CONTACT, ORGANISATION;

        /** The name in data and JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What can happen. */
    public enum Kind {
        /** It was made. */
        CREATED,
        /** A field got another value. */
        SET,
        /** An entry was added. */
        ADDED,
        /** An entry was taken away. */
        REMOVED,
        /** An entry that was taken away came back. */
        RESTORED,
        /** An entry came from another ticket. */
        MOVED_IN,
        /** An entry went to another ticket. */
        MOVED_OUT,
        /** What is known of an entry changed, for example that it was sent. */
        ENTRY_SET,
        /** A link to another ticket was made. */
        LINKED,
        /** A link was taken away. */
        UNLINKED,
        /** An earlier change was undone; {@link Event#after} is its id. */
        UNDONE,
        /** Personal data was deleted. */
        ANONYMISED;

        /** The name in data and JSON, for example {@code moved-in}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
