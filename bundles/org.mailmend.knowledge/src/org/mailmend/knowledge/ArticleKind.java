package org.mailmend.knowledge;

import java.util.Locale;
import java.util.Optional;

import org.mailmend.knowledge.internal.Ids;
import org.mailmend.knowledge.internal.Messages;

/** What an article is about. */
public enum ArticleKind {
    CAUSE("cause-"), ROUTE("route-"), WORKSPACE("workspace-"), MICROSOFT365("m365-"), FAQ("faq-"), TOPIC("topic-"),
    /** How Mailmend itself is used: it needs no source elsewhere. */
    GUIDE("guide-");

    private final String prefix;

    ArticleKind(String prefix) {
        this.prefix = prefix;
    }

    /** The name in data and JSON, for example {@code cause}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the ids of such articles begin with. */
    public String prefix() {
        return prefix;
    }

    /** The text for people in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "article." + id());
    }

    /** The kind with this id, in any case; empty when there is none. */
    public static Optional<ArticleKind> fromId(String id) {
        return Ids.find(values(), ArticleKind::id, id);
    }
}
