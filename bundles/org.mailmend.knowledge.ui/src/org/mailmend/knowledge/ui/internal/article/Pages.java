package org.mailmend.knowledge.ui.internal.article;

import java.util.Locale;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.render.Page;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.Words;

/** Finds the page that a reference names. */
final class Pages {
    private Pages() {
    }

    /** The page; in the other language when it is not there in the one asked for, and a page that says so when there is none at all. */
    static Page find(KnowledgeBase base, PageRef ref) {
        if (ref.isHome() || "home".equals(ref.id())) {
            return HomePage.home(base, ref.language());
        }
        Page page = find(base, ref, ref.language());
        page = page != null ? page : find(base, ref, Words.other(ref.language()));
        return page != null ? page : HomePage.missing(ref.id(), ref.language());
    }

    private static Page find(KnowledgeBase base, PageRef ref, Locale language) {
        return ref.kind() == SearchHit.Kind.CLIENT ? base.client(ref.id()).map(client -> Page.of(client, language)).orElse(null)
                : base.article(ref.id(), language).map(Page::of).orElse(null);
    }
}
