package org.mailmend.training;

import java.time.Instant;
import java.util.Objects;

/**
 * What an attendee achieved in an item: a question of a quiz, an exercise, or a part as a whole. There is one for each attendee and
 * item; a later one replaces it.
 *
 * @param session  id of the session
 * @param attendee id of the attendee; empty for the whole room, for example for how far the presenter is
 * @param part     id of the part
 * @param item     id of the question or exercise within the part; empty for the part itself
 * @param answer   what was answered or reached; may be empty
 * @param passed   whether it was right or passed
 * @param seconds  time that it took so far, in seconds
 * @param at       when
 */
public record Result(String session, String attendee, String part, String item, String answer, boolean passed, long seconds,
        Instant at) {
    public Result {
        Objects.requireNonNull(session);
        Objects.requireNonNull(attendee);
        Objects.requireNonNull(part);
        Objects.requireNonNull(item);
        Objects.requireNonNull(answer);
        Objects.requireNonNull(at);
        if (seconds < 0) {
            throw new IllegalArgumentException("seconds " + seconds);
        }
    }
}
