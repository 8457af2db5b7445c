package org.mailmend.knowledge.ui.internal.article;

import java.util.List;
import java.util.Locale;

import org.mailmend.knowledge.Article;
import org.mailmend.knowledge.ArticleKind;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.Stats;
import org.mailmend.knowledge.render.Page;
import org.mailmend.knowledge.ui.internal.page.Texts;

/** Pages that are no articles: where one begins, and what is shown in the place of a page that is not there. */
final class HomePage {
    private HomePage() {
    }

    /** The start page: how to search, what callers ask first, the ways out. */
    static Page home(KnowledgeBase base, Locale language) {
        Texts texts = Texts.of(language);
        StringBuilder body = new StringBuilder(texts.get("home.lead")).append("\n\n");
        list(body, texts.get("home.faq"), articles(base, language, ArticleKind.FAQ));
        list(body, texts.get("home.routes"), articles(base, language, ArticleKind.ROUTE));
        body.append("## ").append(texts.get("home.own")).append("\n\n").append(texts.get("home.ownText")).append("\n\n");
        Stats stats = base.stats();
        body.append(texts.get("home.numbers", stats.articles().all(), articles(base, language, ArticleKind.CAUSE).size(),
                stats.profiles().all(), stats.articles().unverified() + stats.profiles().unverified())).append('\n');
        return new Page(SearchHit.Kind.ARTICLE, "home", language, title(language), texts.get("home.subtitle"), body.toString(),
                List.of(), null, true);
    }

    /** What is shown when there is no page of this id. */
    static Page missing(String id, Locale language) {
        Texts texts = Texts.of(language);
        return new Page(SearchHit.Kind.ARTICLE, id, language, texts.get("missing", id), "", texts.get("missing.text"), List.of(),
                null, true);
    }

    private static String title(Locale language) {
        return Texts.of(language).get("home.title");
    }

    private static List<Article> articles(KnowledgeBase base, Locale language, ArticleKind kind) {
        return base.articles(language).stream().filter(article -> article.kind() == kind).toList();
    }

    private static void list(StringBuilder body, String heading, List<Article> articles) {
        if (articles.isEmpty()) {
            return;
        }
        body.append("## ").append(heading).append("\n\n");
        for (Article article : articles) {
            body.append("- [").append(article.title().replaceAll("([\\\\\\[\\]`*_<>])", "\\\\$1")).append("](kb:")
                    .append(article.id()).append(")\n");
        }
        body.append('\n');
    }
}
