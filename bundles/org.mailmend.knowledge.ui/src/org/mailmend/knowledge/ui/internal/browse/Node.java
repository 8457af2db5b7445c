package org.mailmend.knowledge.ui.internal.browse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.osgi.util.NLS;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.Cause;
import org.mailmend.knowledge.Article;
import org.mailmend.knowledge.ArticleKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ClientKind;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.internal.PageRef;

/**
 * A node of the tree.
 *
 * @param key      names it in the tree, the same after every start
 * @param text     what is shown
 * @param icon     name of its icon
 * @param page     the page that it opens; null for a group
 * @param children what is below it; empty for a page
 */
record Node(String key, String text, String icon, PageRef page, List<Node> children) {
    /** A group of clients with more than this is divided by maker. */
    private static final int MANY = 12;

    Node {
        children = List.copyOf(children);
    }

    /** The whole tree: by client, by cause, by topic. */
    static List<Node> tree(KnowledgeBase base, Locale locale) {
        return List.of(
                new Node("clients", Messages.Tree_clients, "client", null, clients(base, locale)),
                new Node("causes", Messages.Tree_causes, "cause", null, causes(base, locale)),
                new Node("topics", Messages.Tree_topics, "article", null, topics(base, locale)));
    }

    private static List<Node> clients(KnowledgeBase base, Locale locale) {
        List<Node> kinds = new ArrayList<>();
        for (ClientKind kind : ClientKind.values()) {
            List<Client> clients = base.clients().stream().filter(client -> client.kind() == kind).toList();
            if (!clients.isEmpty()) {
                String key = "clients/" + kind.id();
                kinds.add(group(key, kind.text(locale), clients.size(),
                        clients.size() > MANY ? makers(key, clients, locale) : pages(key, clients, locale)));
            }
        }
        return kinds;
    }

    /** One node a maker who has several clients; the others of their own. */
    private static List<Node> makers(String key, List<Client> clients, Locale locale) {
        Map<String, List<Client>> makers = new LinkedHashMap<>();
        clients.forEach(client -> makers.computeIfAbsent(client.vendor(), name -> new ArrayList<>()).add(client));
        List<Node> nodes = new ArrayList<>();
        makers.forEach((maker, own) -> {
            if (maker.isEmpty() || own.size() == 1) {
                nodes.addAll(pages(key, own, locale));
            } else {
                nodes.add(group(key + "/" + maker, maker, own.size(), pages(key + "/" + maker, own, locale)));
            }
        });
        return sorted(nodes);
    }

    private static List<Node> pages(String key, List<Client> clients, Locale locale) {
        return sorted(clients.stream().map(client -> page(key, client.name().in(locale), PageRef.client(client.id()))).toList());
    }

    private static List<Node> causes(KnowledgeBase base, Locale locale) {
        Map<Area, List<Node>> areas = new EnumMap<>(Area.class);
        for (Cause cause : Catalogue.get().causes()) {
            String id = KnowledgeBase.articleId(cause.id());
            if (base.article(id, locale).isPresent()) {
                areas.computeIfAbsent(Area.of(cause.id()), area -> new ArrayList<>())
                        .add(page("causes", Catalogue.get().text(cause.id(), locale).title(), PageRef.article(id)));
            }
        }
        return areas.entrySet().stream().map(entry -> group("causes/" + entry.getKey().name(), entry.getKey().text(),
                entry.getValue().size(), sorted(entry.getValue()))).toList();
    }

    private static List<Node> topics(KnowledgeBase base, Locale locale) {
        Collection<Article> articles = base.articles(locale);
        List<Node> kinds = new ArrayList<>();
        for (ArticleKind kind : List.of(ArticleKind.FAQ, ArticleKind.ROUTE, ArticleKind.WORKSPACE, ArticleKind.MICROSOFT365,
                ArticleKind.TOPIC, ArticleKind.GUIDE)) {
            List<Node> own = articles.stream().filter(article -> article.kind() == kind)
                    .map(article -> page("topics", article.title(), PageRef.article(article.id()))).toList();
            if (!own.isEmpty()) {
                kinds.add(group("topics/" + kind.id(), kind.text(locale), own.size(), sorted(own)));
            }
        }
        return kinds;
    }

    private static Node page(String key, String text, PageRef page) {
        return new Node(key + "/" + page.id(), text, page.icon(), page, List.of());
    }

    private static Node group(String key, String text, int size, List<Node> children) {
        return new Node(key, NLS.bind(Messages.Tree_group, text, size), "folder", null, children);
    }

    private static List<Node> sorted(List<Node> nodes) {
        return nodes.stream().sorted(Comparator.comparing(Node::text, Titles.ORDER)).toList();
    }
}
