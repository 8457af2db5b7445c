package org.mailmend.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.mailmend.knowledge.internal.Ids;

/**
 * Something that the search found.
 *
 * @param kind       what it is
 * @param id         id of the article, profile or cause
 * @param language   language of its text
 * @param title      title or name
 * @param score      how well it fits: only for comparison within one result
 * @param excerpt    a passage of its text, one line
 * @param highlights where the words that were looked for stand in the excerpt, in order
 */
public record SearchHit(Kind kind, String id, Locale language, String title, double score, String excerpt,
        List<Range> highlights) {
    public SearchHit {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(excerpt);
        highlights = List.copyOf(highlights);
    }

    /** What can be found. */
    public enum Kind {
        ARTICLE, CLIENT, CAUSE;

        /** The name in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind with this id, in any case; empty when there is none. */
        public static Optional<Kind> fromId(String id) {
            return Ids.find(values(), Kind::id, id);
        }
    }

    /**
     * A part of a text.
     *
     * @param start first character
     * @param end   character after the last one
     */
    public record Range(int start, int end) {
    }
}
