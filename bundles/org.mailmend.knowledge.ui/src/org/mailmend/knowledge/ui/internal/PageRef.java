package org.mailmend.knowledge.ui.internal;

import java.util.Locale;
import java.util.Objects;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.SearchHit;

/**
 * Names a page of the knowledge base in one language.
 *
 * @param kind     what it is; null for the start page
 * @param id       id of the article or profile
 * @param language {@link Locale#ENGLISH} or {@link Locale#JAPANESE}
 */
public record PageRef(SearchHit.Kind kind, String id, Locale language) {
    public PageRef {
        Objects.requireNonNull(id);
        Objects.requireNonNull(language);
    }

    /** The start page in the language of the window. */
    public static PageRef home() {
        return new PageRef(null, "home", Words.locale());
    }

    /** An article in the language of the window. */
    public static PageRef article(String id) {
        return new PageRef(SearchHit.Kind.ARTICLE, id, Words.locale());
    }

    /** A client's profile in the language of the window. */
    public static PageRef client(String id) {
        return new PageRef(SearchHit.Kind.CLIENT, id, Words.locale());
    }

    /** What a hit of the search leads to; a cause leads to its article. */
    public static PageRef of(SearchHit hit) {
        return hit.kind() == SearchHit.Kind.CAUSE
                ? new PageRef(SearchHit.Kind.ARTICLE, "cause-" + hit.id().toLowerCase(Locale.ROOT).replace('_', '-'),
                        hit.language())
                : new PageRef(hit.kind(), hit.id(), hit.language());
    }

    /** The page that a link on this one leads to: {@code kb:ID} or {@code client:ID}; null for any other link. */
    public PageRef link(String target) {
        if (target.startsWith("kb:")) {
            return new PageRef(SearchHit.Kind.ARTICLE, target.substring("kb:".length()), language);
        }
        return target.startsWith("client:") ? new PageRef(SearchHit.Kind.CLIENT, target.substring("client:".length()), language)
                : null;
    }

    /** Whether it is the start page. */
    public boolean isHome() {
        return kind == null;
    }

    /** The same page in another language. */
    public PageRef in(Locale other) {
        return new PageRef(kind, id, other);
    }

    /** Its title; null when there is no such page. */
    public String title(KnowledgeBase base) {
        if (isHome()) {
            return Messages.Home_title;
        }
        return kind == SearchHit.Kind.CLIENT ? base.client(id).map(client -> client.name().in(language)).orElse(null)
                : base.article(id, language).map(article -> article.title()).orElse(null);
    }

    /** The name of its icon. */
    public String icon() {
        return isHome() ? "home" : kind == SearchHit.Kind.CLIENT ? "client" : id.startsWith("cause-") ? "cause" : "article";
    }
}
