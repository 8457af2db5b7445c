package org.mailmend.knowledge;

import java.util.List;

/**
 * What a search gives.
 *
 * @param hits      the hits, the best first
 * @param total     how many there are in all
 * @param nearTerms words of the texts that look like those that were not found; empty when something was found
 */
public record SearchResult(List<SearchHit> hits, long total, List<String> nearTerms) {
    public SearchResult {
        hits = List.copyOf(hits);
        nearTerms = List.copyOf(nearTerms);
    }
}
