package org.mailmend.organisation;

import java.util.Locale;
import java.util.Objects;

import org.mailmend.organisation.internal.Messages;

/**
 * Two items that belong together.
 *
 * @param from the one
 * @param to   the other
 * @param type how: "from uses to" and so on
 */
public record Link(long from, long to, Type type) {
    public Link {
        Objects.requireNonNull(type);
    }

    /** How two items belong together. */
    public enum Type {
        /** A person uses a client, device or mailbox. */
        USES,
        /** A person looks after something. */
        LOOKS_AFTER,
        /** Something stands at a site. */
        AT,
        /** A site or device sends through a network. */
        THROUGH;

        /** The name in files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The words between the two, in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "link." + id());
        }
    }
}
