package org.mailmend.training;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * An onboarding session.
 *
 * @param id       its id; empty before it is saved for the first time
 * @param title    what it is called
 * @param course   id of the course; may be empty
 * @param language {@link Locale#ENGLISH} or {@link Locale#JAPANESE}
 * @param start    when it begins
 * @param zone     zone in which that time is meant
 * @param place    where; may be empty
 * @param link     address of the meeting; may be empty
 * @param trainer  who teaches; may be empty
 * @param plan     the parts in their order
 * @param status   how far it is
 */
public record Session(String id, String title, String course, Locale language, Instant start, ZoneId zone, String place,
        String link,
        String trainer, List<PlannedPart> plan, Status status) {
    public Session {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(course);
        Objects.requireNonNull(language);
        Objects.requireNonNull(start);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(place);
        Objects.requireNonNull(link);
        Objects.requireNonNull(trainer);
        plan = List.copyOf(plan);
        Objects.requireNonNull(status);
    }

    /** How far a session is. */
    public enum Status {
        PLANNED, RUNNING, FINISHED
    }

    /**
     * A part of the plan.
     *
     * @param part    id of the course's part, without line breaks and tabs
     * @param minutes how long it is to take, from 1 to 600
     */
    public record PlannedPart(String part, int minutes) {
        public PlannedPart {
            if (part.isBlank() || part.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(part);
            }
            if (minutes < 1 || minutes > 600) {
                throw new IllegalArgumentException("minutes " + minutes);
            }
        }
    }

    /** The same with this id. */
    public Session withId(String value) {
        return new Session(value, title, course, language, start, zone, place, link, trainer, plan, status);
    }

    /** The same with this status. */
    public Session withStatus(Status value) {
        return new Session(id, title, course, language, start, zone, place, link, trainer, plan, value);
    }

    /** The same with this plan. */
    public Session withPlan(List<PlannedPart> value) {
        return new Session(id, title, course, language, start, zone, place, link, trainer, value, status);
    }
}
