package org.mailmend.knowledge.config;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.mailmend.knowledge.internal.config.ConfigMessages;

/**
 * Something that a person has to know about a file.
 *
 * @param key  key of this package's messages
 * @param args texts for its placeholders, in one language or in both ({@link org.mailmend.knowledge.Text}, {@link org.mailmend.knowledge.Route} …)
 */
public record Notice(String key, List<Object> args) {
    public Notice {
        Objects.requireNonNull(key);
        args = List.copyOf(args);
    }

    /** A notice with texts for its placeholders. */
    public static Notice of(String key, Object... args) {
        return new Notice(key, List.of(args));
    }

    /** The sentence in English, or in Japanese for a Japanese locale. */
    public String text(Locale locale) {
        return ConfigMessages.text(locale, key, args.toArray());
    }
}
