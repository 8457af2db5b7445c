package org.mailmend.tickets.internal;

import java.util.Locale;

/**
 * Something with a name for people.
 *
 * @param key the end of its key in the messages
 */
public record Named(String key) {
    /** The name in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "named." + key);
    }
}
