package org.mailmend.knowledge.ui.internal.browse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Article;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ClientKind;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.ui.internal.PageRef;

/**
 * What belongs to a page.
 *
 * @param words   providers and kinds of client that it concerns, for people
 * @param clients clients that it concerns; for a client the others of the same product
 * @param pages   pages that lead to it; for a client the articles that concern it in particular
 */
record Related(List<String> words, List<PageRef> clients, List<PageRef> pages) {
    private static final String ANY = "any";

    static Related of(KnowledgeBase base, PageRef page) {
        if (page.kind() == SearchHit.Kind.CLIENT) {
            return base.client(page.id()).map(client -> ofClient(base, client, page.language())).orElse(NOTHING);
        }
        return base.article(page.id(), page.language()).map(article -> ofArticle(base, article, page)).orElse(NOTHING);
    }

    private static final Related NOTHING = new Related(List.of(), List.of(), List.of());

    private static Related ofClient(KnowledgeBase base, Client client, Locale language) {
        List<PageRef> others = base.clients().stream()
                .filter(other -> other != client && !client.family().isEmpty() && Objects.equals(client.family(), other.family()))
                .sorted(Comparator.comparing(other -> other.name().in(language), Titles.ORDER))
                .map(other -> new PageRef(SearchHit.Kind.CLIENT, other.id(), language)).toList();
        Set<PageRef> pages = new LinkedHashSet<>();
        client.statements().map(statement -> statement.article()).filter(Objects::nonNull)
                .forEach(id -> pages.add(new PageRef(SearchHit.Kind.ARTICLE, id, language)));
        base.articles(language).stream()
                .filter(article -> article.applies().contains(client.id()) || article.applies().contains(client.kind().id()))
                .sorted(Comparator.comparing(Article::title, Titles.ORDER))
                .forEach(article -> pages.add(new PageRef(SearchHit.Kind.ARTICLE, article.id(), language)));
        List<String> about = new ArrayList<>(Stream.of(client.kind().text(language), client.vendor()).toList());
        about.addAll(client.aliases());
        about.removeIf(String::isBlank);
        return new Related(about, others, List.copyOf(pages));
    }

    private static Related ofArticle(KnowledgeBase base, Article article, PageRef page) {
        Locale language = page.language();
        List<String> words = article.applies().stream().map(word -> word(word, language)).filter(Objects::nonNull).toList();
        List<PageRef> clients = article.applies().stream().filter(word -> base.client(word).isPresent())
                .map(id -> new PageRef(SearchHit.Kind.CLIENT, id, language)).toList();
        String link = "(kb:" + article.id() + ")";
        List<PageRef> pages = base.articles(language).stream().filter(other -> other.body().contains(link))
                .sorted(Comparator.comparing(Article::title, Titles.ORDER))
                .map(other -> new PageRef(SearchHit.Kind.ARTICLE, other.id(), language)).toList();
        return new Related(words, clients, pages);
    }

    /** A word of "applies" for people; null for the id of a client. */
    private static String word(String word, Locale language) {
        Optional<String> known = AccountKind.fromId(word).map(kind -> kind.text(language))
                .or(() -> ClientKind.fromId(word).map(kind -> kind.text(language)));
        return known.orElse(switch (word) {
            case ANY -> Messages.Applies_any;
            case "gmail" -> "Gmail";
            case "yahoo" -> "Yahoo";
            case "icloud" -> "iCloud";
            default -> null;
        });
    }
}
