package org.mailmend.tickets;

import java.util.Objects;

import org.mailmend.tickets.internal.Named;
import org.mailmend.tickets.internal.Values;

/**
 * A company, school or the like that contacts belong to.
 *
 * @param id      0 for one that was not saved yet
 * @param version goes up with each change
 * @param name    name, not empty; no two have the same
 * @param domain  domain of its mail addresses; null for unknown
 * @param note    what else one has to know; null for nothing
 */
public record Organisation(long id, long version, String name, String domain, String note) {
    private static final int NAME = 200;
    private static final int DOMAIN = 253;
    private static final int NOTE = 5000;

    /** Checks the limits of each part. */
    public Organisation {
        name = Values.line(Objects.requireNonNull(name), NAME, "organisation");
        domain = Values.line(domain, DOMAIN, "domain");
        domain = domain.isEmpty() ? null : domain;
        note = Values.text(note);
        note = note.isEmpty() ? null : note;
        if (note != null && note.length() > NOTE) {
            throw new TicketException(TicketException.Reason.INPUT, "error.long", new Named("note"), NOTE, note.length());
        }
        if (name.isEmpty()) {
            throw new TicketException(TicketException.Reason.INPUT, "error.organisation");
        }
    }

    /** One that is to be saved. */
    public static Organisation of(String name) {
        return new Organisation(0, 0, name, null, null);
    }
}
