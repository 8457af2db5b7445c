package org.mailmend.organisation.review;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.Text;

/**
 * One thing that an administrator looks at. Sentences that no source supports end with {@value #UNVERIFIED}.
 *
 * @param id      its id, for example {@code g-relay}
 * @param list    the list that it belongs to
 * @param article id of the article of the knowledge base that explains it; empty for none
 * @param affects which items of the inventory it can break
 * @param sources where it comes from; at least one
 * @param title   its name
 * @param where   the way to the setting
 * @param look    what to look at
 * @param right   what is right, and why
 * @param breaks  what it breaks, for whom
 */
public record ReviewPoint(String id, Checklist list, String article, Criterion affects, List<Source> sources, Text title,
        Text where,
        Text look, Text right, Text breaks) {
    /** What a sentence without a source ends with. */
    public static final String UNVERIFIED = "[?]";

    public ReviewPoint {
        Objects.requireNonNull(id);
        Objects.requireNonNull(list);
        Objects.requireNonNull(article);
        Objects.requireNonNull(affects);
        sources = List.copyOf(sources);
    }

    /** The check lists, in their order. */
    public enum Checklist {
        GOOGLE("g-"), MICROSOFT("m-"), DNS("dns-");

        final String prefix;

        Checklist(String prefix) {
            this.prefix = prefix;
        }

        /** The name in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "list." + name());
        }
    }

    /** Whether a text says that no source supports it. */
    public static boolean isUnverified(String text) {
        return text.endsWith(UNVERIFIED);
    }

    /** A text without that mark. */
    public static String plain(String text) {
        return isUnverified(text) ? text.substring(0, text.length() - UNVERIFIED.length()).strip() : text;
    }
}
