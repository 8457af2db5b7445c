package org.mailmend.knowledge.ui.internal.parts;

import java.util.Locale;

import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.workbench.Services;
import org.mailmend.workbench.SignInOpener;

/** The way from the knowledge to a sign-in with OAuth. Used in the UI thread. */
public final class SignIns {
    private static final String CAUSE = "cause-";
    private static final String ROUTE = "route-oauth";

    private SignIns() {
    }

    /** Who leads through a sign-in; null when nobody does. */
    public static SignInOpener opener() {
        return Services.find(SignInOpener.class);
    }

    /** The sign-in that a page is about: the article of a way or a cause, or a client that can do it; null when it is about none. */
    public static SignInOpener.Wish of(PageRef page, KnowledgeBase base) {
        String article = page.id();
        if (page.kind() == SearchHit.Kind.CLIENT) {
            return base.client(article).filter(Client::canOAuth).isEmpty() ? null
                    : new SignInOpener.Wish(null, null, null, null, article);
        }
        if (article.startsWith(ROUTE)) {
            return new SignInOpener.Wish(null, null, null, null, null);
        }
        String cause = article.startsWith(CAUSE) ? article.substring(CAUSE.length()).toUpperCase(Locale.ROOT).replace('-', '_')
                : null;
        return cause == null || opener() == null || !opener().helps(cause) ? null : SignInOpener.Wish.of(cause);
    }
}
