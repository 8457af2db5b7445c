package org.mailmend.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Source;
import org.mailmend.organisation.internal.Data;
import org.mailmend.organisation.internal.Messages;

/**
 * A day on which a provider stops, or stopped, taking the password. The facts are those of an article of the knowledge base.
 *
 * @param id        stable id
 * @param account   kind of account
 * @param protocols protocols to which it applies, of {@code smtp imap pop3}
 * @param day       the day; the last of the year where the article names only that
 * @param article   id of the article
 * @param says      the words of the English article
 */
public record Deadline(String id, AccountKind account, Set<String> protocols, LocalDate day, String article, String says) {
    public Deadline {
        protocols = Set.copyOf(protocols);
    }

    private static final class All {
        private static final List<Deadline> LIST = Data.table("dates.tsv").stream()
                .map(row -> new Deadline(row[0], AccountKind.fromId(row[1]).orElseThrow(), Set.of(row[2].split(" ")),
                        LocalDate.parse(row[3]), row[4], row[5]))
                .toList();
    }

    /** All that are known. */
    public static List<Deadline> all() {
        return All.LIST;
    }

    /** Where it is from, with notes in English or Japanese. */
    public List<Source> sources(KnowledgeBase base, Locale locale) {
        return base.article(article, locale).map(found -> found.sources()).orElse(List.of());
    }

    /** What happens on that day, in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "deadline." + id);
    }
}
