package org.mailmend.organisation;

import java.util.Locale;
import java.util.Optional;

import org.mailmend.organisation.internal.Messages;

/** What an item of the inventory is. */
public enum Kind {
    PERSON, MAILBOX, CLIENT, DEVICE, SCRIPT, SERVICE, SITE, NETWORK;

    /** The name in files and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name for people in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "kind." + id());
    }

    /** Whether it is something that sends mail by itself, and so has a way out of its own. */
    public boolean sends() {
        return this == CLIENT || this == DEVICE || this == SCRIPT || this == SERVICE;
    }

    /** The kind with this id; empty for none. */
    public static Optional<Kind> fromId(String id) {
        for (Kind kind : values()) {
            if (kind.id().equals(id)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
