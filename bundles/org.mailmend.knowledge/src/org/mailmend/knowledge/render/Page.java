package org.mailmend.knowledge.render;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.Article;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.Source;

/**
 * Something of the knowledge base as it is read: an article, a profile or a cause, all in one form that is rendered as HTML
 * ({@link PageHtml}), plain text ({@link PageText}) or PDF ({@link PagePdf}).
 *
 * @param kind     what it is
 * @param id       id of the article, profile or cause
 * @param language {@link Locale#ENGLISH} or {@link Locale#JAPANESE}
 * @param title    title
 * @param subtitle what it is about, one line; may be empty
 * @param body     the text in CommonMark, without HTML; a numbered list holds steps that can be ticked off
 * @param sources  where it comes from
 * @param updated  day of the last change; null when there is none
 * @param verified whether somebody read a source of it
 */
public record Page(SearchHit.Kind kind, String id, Locale language, String title, String subtitle, String body,
        List<Source> sources, LocalDate updated, boolean verified) {
    public Page {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(id);
        Objects.requireNonNull(language);
        Objects.requireNonNull(title);
        Objects.requireNonNull(subtitle);
        Objects.requireNonNull(body);
        sources = List.copyOf(sources);
    }

    /** The page of an article. */
    public static Page of(Article article) {
        return new Page(SearchHit.Kind.ARTICLE, article.id(), article.language(), article.title(),
                article.kind().text(article.language()), article.body(), article.sources(), article.updated(),
                article.verified());
    }

    /** The page of a client's profile. */
    public static Page of(Client client, Locale locale) {
        return new ClientText(client, language(locale)).page();
    }

    /** The page of a cause, with a link to its article. */
    public static Page of(CauseId cause, Locale locale) {
        return CauseText.page(cause, language(locale));
    }

    /**
     * The page of whatever has this id.
     *
     * @param id of an article, a profile or a cause, in any case
     */
    public static Optional<Page> find(KnowledgeBase base, String id, Locale locale) {
        String lower = id.toLowerCase(Locale.ROOT);
        return base.article(lower, locale).map(Page::of).or(() -> base.client(lower).map(client -> of(client, locale)))
                .or(() -> cause(id).map(cause -> of(cause, locale)));
    }

    private static Optional<CauseId> cause(String id) {
        String name = id.toUpperCase(Locale.ROOT).replace('-', '_');
        for (CauseId cause : CauseId.values()) {
            if (cause.name().equals(name)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    private static Locale language(Locale locale) {
        return "ja".equals(locale.getLanguage()) ? Locale.JAPANESE : Locale.ENGLISH;
    }
}
