package org.mailmend.knowledge;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What is looked for. Immutable; made with {@link #of(String, Locale)} and the {@code with…} methods.
 *
 * @param text     words, also unfinished ones; words between quotation marks belong together
 * @param language language of the texts to search; null for both
 * @param kinds    what may be found; empty for anything
 * @param client   id of the client that the hits have to concern; null for any
 * @param provider provider that the hits have to concern, for example {@code workspace}; null for any
 * @param limit    most hits to give, 1 to 200
 */
public record SearchQuery(String text, Locale language, Set<SearchHit.Kind> kinds, String client, String provider, int limit) {
    private static final int MOST = 200;
    private static final int USUAL = 20;

    public SearchQuery {
        Objects.requireNonNull(text);
        kinds = Set.copyOf(kinds);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    /** A search for anything, at most 20 hits. */
    public static SearchQuery of(String text, Locale language) {
        return new SearchQuery(text, language, Set.of(), null, null, USUAL);
    }

    /** Says which language's texts are searched; null for both. */
    public SearchQuery withLanguage(Locale value) {
        return new SearchQuery(text, value, kinds, client, provider, limit);
    }

    /** Narrows the search to some kinds. */
    public SearchQuery withKinds(Set<SearchHit.Kind> value) {
        return new SearchQuery(text, language, value, client, provider, limit);
    }

    /** Narrows the search to what concerns a client; null for any. */
    public SearchQuery withClient(String value) {
        return new SearchQuery(text, language, kinds, value, provider, limit);
    }

    /** Narrows the search to what concerns a provider; null for any. */
    public SearchQuery withProvider(String value) {
        return new SearchQuery(text, language, kinds, client, value, limit);
    }

    /** Says how many hits there may be. */
    public SearchQuery withLimit(int value) {
        return new SearchQuery(text, language, kinds, client, provider, value);
    }
}
