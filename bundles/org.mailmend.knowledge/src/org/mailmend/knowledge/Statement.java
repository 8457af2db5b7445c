package org.mailmend.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A sentence of the knowledge base with what supports it: a step, a note, the way to a setting. The words on a screen may be
 * confirmed in one language and not in the other.
 *
 * @param text      the sentence
 * @param article   id of the article that explains it; null for none
 * @param sources   what supports the English text; empty when nothing does
 * @param sourcesJa what supports the Japanese text; empty when nothing does
 */
public record Statement(Text text, String article, List<Source> sources, List<Source> sourcesJa) {
    public Statement {
        Objects.requireNonNull(text);
        sources = List.copyOf(sources);
        sourcesJa = List.copyOf(sourcesJa);
    }

    /** Whether somebody read a source that says so, in this language. */
    public boolean verified(Locale locale) {
        return (Text.isJapanese(locale) ? sourcesJa : sources).stream().anyMatch(Source::verified);
    }

    /** The same with other words, for example with placeholders filled in. */
    public Statement withText(Text other) {
        return new Statement(other, article, sources, sourcesJa);
    }
}
