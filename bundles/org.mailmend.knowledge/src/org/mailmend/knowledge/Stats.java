package org.mailmend.knowledge;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import org.mailmend.diagnosis.Catalogue;

/**
 * How much there is in the knowledge base.
 *
 * @param causes    causes of the catalogue
 * @param profiles  profiles of clients, devices and programs
 * @param articles  articles, each counted once for both languages
 * @param sources   sources of profiles and articles, each counted once
 */
public record Stats(Count causes, Count profiles, Count articles, Count sources) {

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
        int causes = Catalogue.get().causes().size();
        return new Stats(new Count(causes, causes), count(base.clients(), Client::verified), count(articles, Article::verified),
                count(sources, Source::verified));
    }

    private static <T> Count count(Collection<T> all, Predicate<T> verified) {
        return new Count(all.size(), (int) all.stream().filter(verified).count());
    }
}
