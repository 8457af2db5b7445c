package org.mailmend.tickets;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.mailmend.tickets.internal.Messages;

/** How far a ticket is. */
public enum Status {
    /** Nobody has begun with it. */
    NEW,
    /** Somebody works on it. */
    IN_PROGRESS,
    /** The next thing is the requester's to do. */
    WAITING_FOR_USER,
    /** The next thing is an administrator's to do. */
    WAITING_FOR_ADMINISTRATOR,
    /** It works again; the requester may still say otherwise. */
    SOLVED,
    /** Done for good; only opening it again leads out. */
    CLOSED;

    private static final Map<Status, Set<Status>> NEXT = Map.of(NEW, EnumSet.complementOf(EnumSet.of(NEW)), IN_PROGRESS,
            EnumSet.of(WAITING_FOR_USER, WAITING_FOR_ADMINISTRATOR, SOLVED, CLOSED), WAITING_FOR_USER,
            EnumSet.of(IN_PROGRESS, WAITING_FOR_ADMINISTRATOR, SOLVED, CLOSED), WAITING_FOR_ADMINISTRATOR,
            EnumSet.of(IN_PROGRESS, WAITING_FOR_USER, SOLVED, CLOSED), SOLVED, EnumSet.of(IN_PROGRESS, CLOSED), CLOSED,
            EnumSet.of(IN_PROGRESS));

    /** The name in data, JSON and on the command line, for example {@code waiting-for-user}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The text for people in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "status." + id());
    }

    /** The status with this id, in any case; empty when there is none. */
    public static Optional<Status> fromId(String id) {
        for (Status status : values()) {
            if (status.id().equalsIgnoreCase(id)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /** What may follow. */
    public Set<Status> next() {
        return Set.copyOf(NEXT.get(this));
    }

    /** Whether somebody still has to do something. */
    public boolean isOpen() {
        return this != SOLVED && this != CLOSED;
    }
}
