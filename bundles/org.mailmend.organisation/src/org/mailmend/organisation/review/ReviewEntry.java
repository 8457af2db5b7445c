package org.mailmend.organisation.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;

/**
 * What was found at a point in one review.
 *
 * @param point    id of the point
 * @param status   how far it is
 * @param rating   what a live check found; null without one
 * @param note     what somebody wrote
 * @param evidence what proves it: records that were found, a screenshot's place, a setting as it was
 * @param owner    who sees to it
 * @param due      by when; null for no day
 * @param changed  when it was last changed; null when it was never touched
 */
public record ReviewEntry(String point, Status status, Rating rating, String note, String evidence, String owner, LocalDate due,
        Instant changed) {
    /** The longest text that is kept. */
    public static final int LONGEST = 10_000;

    public ReviewEntry {
        Objects.requireNonNull(point);
        Objects.requireNonNull(status);
        note = cut(note);
        evidence = cut(evidence);
        owner = cut(owner);
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** A point that nobody has looked at. */
    public static ReviewEntry of(String point) {
        return new ReviewEntry(point, Status.OPEN, null, "", "", "", null, null);
    }

    /** How far a point is. */
    public enum Status {
        /** Nobody has looked at it. */
        OPEN,
        /** As it should be. */
        RIGHT,
        /** Has to be changed. */
        TO_CHANGE,
        /** Somebody is changing it. */
        IN_WORK,
        /** Does not apply here. */
        NOT_NEEDED;

        /** The word in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "status." + name());
        }
    }

    public ReviewEntry withStatus(Status other) {
        return new ReviewEntry(point, other, rating, note, evidence, owner, due, changed);
    }

    public ReviewEntry withTexts(String newNote, String newEvidence, String newOwner, LocalDate newDue) {
        return new ReviewEntry(point, status, rating, newNote, newEvidence, newOwner, newDue, changed);
    }

    /** The same with what a live check found: a good one is right, a bad one has to be changed, an unknown one stays as it was. */
    public ReviewEntry withFinding(DnsPoint found, Locale locale) {
        Status next = switch (found.rating()) {
            case GOOD -> Status.RIGHT;
            case UNKNOWN -> status;
            case ATTENTION, WRONG -> status == Status.IN_WORK || status == Status.NOT_NEEDED ? status : Status.TO_CHANGE;
        };
        StringBuilder text = new StringBuilder();
        found.remarks().forEach(r -> text.append(r.text(locale)).append('\n'));
        found.evidence().forEach(e -> text.append("    ").append(e).append('\n'));
        return new ReviewEntry(point, next, found.rating(), note, text.toString().strip(), owner, due, changed);
    }
}
