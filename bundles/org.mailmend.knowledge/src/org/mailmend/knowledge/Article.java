package org.mailmend.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * An article in one language.
 *
 * @param id       stable id, for example {@code cause-tls-cert-expired}; the same in both languages
 * @param title    title
 * @param kind     what it is about
 * @param language {@link Locale#ENGLISH} or {@link Locale#JAPANESE}
 * @param tags     words to find it by
 * @param applies  providers, kinds of client and client ids that it concerns; {@code any} for all
 * @param updated  day of the last change
 * @param sources  where its facts come from; none for a page of the user guide
 * @param body     the text in CommonMark, without HTML
 */
public record Article(String id, String title, ArticleKind kind, Locale language, List<String> tags, List<String> applies,
        LocalDate updated, List<Source> sources, String body) {
    public Article {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(kind);
        tags = List.copyOf(tags);
        applies = List.copyOf(applies);
        sources = List.copyOf(sources);
        Objects.requireNonNull(body);
    }

    /** Whether somebody read at least one of its sources; a page of the user guide needs none. */
    public boolean verified() {
        return kind == ArticleKind.GUIDE || sources.stream().anyMatch(Source::verified);
    }
}
