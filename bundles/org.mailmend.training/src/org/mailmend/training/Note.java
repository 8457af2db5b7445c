package org.mailmend.training;

import java.time.Instant;
import java.util.Objects;

/**
 * What is noted in the room.
 *
 * @param id       id; empty before saving for the first time
 * @param session  id of the session
 * @param kind     what it is
 * @param attendee id of whom it concerns; empty for nobody in particular
 * @param part     id of the part in which it came up; may be empty
 * @param text     what was said
 * @param answer   the answer, or what solved it; may be empty
 * @param done     whether it is settled
 * @param ticket   number of the ticket made from it; 0 for none
 * @param at       when
 */
public record Note(String id, String session, Kind kind, String attendee, String part, String text, String answer, boolean done,
        long ticket, Instant at) {
    public Note {
        Objects.requireNonNull(id);
        Objects.requireNonNull(session);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(attendee);
        Objects.requireNonNull(part);
        Objects.requireNonNull(text);
        Objects.requireNonNull(answer);
        Objects.requireNonNull(at);
    }

    /** What a note is. */
    public enum Kind {
        /** A question that was asked. */
        QUESTION,
        /** Something for later: the parking lot. */
        PARKED,
        /** Somebody does not get on. */
        STUCK
    }

    /** A new note of this moment. */
    public static Note of(String session, Kind kind, String attendee, String part, String text) {
        return new Note("", session, kind, attendee, part, text, "", false, 0, Instant.now());
    }

    /** The same with this id. */
    public Note withId(String value) {
        return new Note(value, session, kind, attendee, part, text, answer, done, ticket, at);
    }

    /** The same, settled with this answer. */
    public Note answered(String value) {
        return new Note(id, session, kind, attendee, part, text, value, true, ticket, at);
    }

    /** The same with the number of its ticket. */
    public Note withTicket(long value) {
        return new Note(id, session, kind, attendee, part, text, answer, done, value, at);
    }
}
