package org.mailmend.knowledge;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.RuleStatistics;

/**
 * How much there is in the knowledge base.
 *
 * @param causes       causes of the catalogue; one is verified when a source of its article was read
 * @param replies      rules for replies of servers and for failures of name service, network, TLS and OAuth
 * @param clientErrors rules for error texts and codes of clients and devices
 * @param profiles  profiles of clients, devices and programs
 * @param articles  articles, each counted once for both languages
 * @param sources   sources of profiles and articles, each counted once
 */
public record Stats(Count causes, Count replies, Count clientErrors, Count profiles, Count articles, Count sources) {

    /**
     * A number and how much of it is verified.
     *
     * @param all      how many there are
     * @param verified how many are supported by a source that somebody read
     */
    public record Count(int all, int verified) {

        /** How many are not verified. */
        public int unverified() {
            return all - verified;
        }
    }

    static Stats of(KnowledgeBase base) {
        Collection<Article> articles = base.articles(Locale.ENGLISH);
        Set<Source> sources = new HashSet<>();
        base.clients().forEach(client -> sources.addAll(client.sources()));
        articles.forEach(article -> sources.addAll(article.sources()));
        RuleStatistics rules = Explainer.get().statistics();
        return new Stats(count(Catalogue.get().causes(), cause -> base.article(cause.id(), Locale.ENGLISH)
                .filter(Article::verified).isPresent()), new Count(rules.replies(), rules.repliesVerified()),
                new Count(rules.clientErrors(), rules.clientErrorsVerified()), count(base.clients(), Client::verified),
                count(articles, Article::verified),
                count(sources, Source::verified));
    }

    private static <T> Count count(Collection<T> all, Predicate<T> verified) {
        return new Count(all.size(), (int) all.stream().filter(verified).count());
    }
}
