package org.mailmend.organisation.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One round through all points.
 *
 * @param number  from 1
 * @param domain  the mail domain whose records are checked; empty while nobody has said
 * @param begun   when it began
 * @param ended   when it was finished; null for the one that goes on
 * @param entries what was found, by point, in the order of the points
 */
public record Review(long number, String domain, Instant begun, Instant ended, Map<String, ReviewEntry> entries) {
    public Review {
        Objects.requireNonNull(domain);
        Objects.requireNonNull(begun);
        entries = new LinkedHashMap<>(entries);
    }

    /** What was found at a point. */
    public ReviewEntry entry(String point) {
        return entries.getOrDefault(point, ReviewEntry.of(point));
    }

    /** How many points somebody has looked at. */
    public long looked() {
        return ReviewPoints.all().stream().filter(p -> entry(p.id()).status() != ReviewEntry.Status.OPEN).count();
    }

    /**
     * What differs from another one at a point.
     *
     * @param before what was found then
     * @param now    what is found now
     */
    public record Difference(ReviewEntry before, ReviewEntry now) {
    }

    /** At which points this one has another status, rating or evidence than an earlier one. */
    public List<Difference> since(Review earlier) {
        List<Difference> all = new ArrayList<>();
        for (ReviewPoint point : ReviewPoints.all()) {
            ReviewEntry before = earlier.entry(point.id());
            ReviewEntry now = entry(point.id());
            boolean looked = now.status() != ReviewEntry.Status.OPEN;
            if (looked && (now.status() != before.status() || now.rating() != before.rating()
                    || !now.evidence().equals(before.evidence()))) {
                all.add(new Difference(before, now));
            }
        }
        return all;
    }
}
