package org.mailmend.tickets;

import java.util.Locale;
import java.util.Optional;

import org.mailmend.tickets.internal.Messages;

/** How soon somebody should care. */
public enum Priority {
    LOW, NORMAL, HIGH, URGENT;

    /** The name in data, JSON and on the command line, for example {@code high}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text for people in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "priority." + id());
    }

    /** The priority with this id, in any case; empty when there is none. */
    public static Optional<Priority> fromId(String id) {
        for (Priority priority : values()) {
            if (priority.id().equalsIgnoreCase(id)) {
                return Optional.of(priority);
            }
        }
        return Optional.empty();
    }
}
