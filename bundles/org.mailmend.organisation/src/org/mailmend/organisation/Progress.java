package org.mailmend.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

import org.mailmend.organisation.internal.Messages;

/**
 * How far an item is.
 *
 * @param item     the item
 * @param state    how far
 * @param wave     number of its wave; 0 for none
 * @param proof    by what it is proved
 * @param proved   when it was proved; null when it is not
 * @param until    last day of its exception; null for none
 * @param reason   of its exception, or the person's own words
 * @param answered when its person answered; null for not yet
 * @param at       when it was last changed; null for never
 * @param who      by whom
 */
public record Progress(long item, State state, long wave, Proof proof, Instant proved, LocalDate until, String reason,
        Instant answered, Instant at, String who) {

    /** How far an item can be. */
    public enum State {
        NOT_STARTED, TOLD, IN_WORK,
        /** Somebody says that it is moved, and nothing proves it: it does not count. */
        MOVED,
        /** It counts as moved. */
        PROVED,
        /** It stays as it is until a day. */
        EXCEPTION;

        /** The name in files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The text for people in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "state." + id());
        }

        /** The state with this id. */
        public static State fromId(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** By what something is proved, the strongest first. */
    public enum Proof {
        /** The tester signed in as it does. */
        CHECK,
        /** A log shows that it signed in with OAuth. */
        SIGN_IN,
        /** A person says so. */
        WORD, NONE;

        /** The name in files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The text for people in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "proof." + id());
        }
    }

    /** Of an item with which nobody has begun. */
    static Progress none(long item) {
        return new Progress(item, State.NOT_STARTED, 0, Proof.NONE, null, null, "", null, null, "");
    }

    /** Whether it counts as moved. */
    public boolean counts() {
        return state == State.PROVED;
    }

    /** Whether it is an exception that holds on that day. */
    public boolean excepted(LocalDate day) {
        return state == State.EXCEPTION && until != null && !until.isBefore(day);
    }

    Progress with(State newState, Instant now, String by) {
        return new Progress(item, newState, wave, proof, proved, until, reason, answered, now, by);
    }

    Progress withWave(long number, Instant now, String by) {
        return new Progress(item, state, number, proof, proved, until, reason, answered, now, by);
    }

    Progress withProof(Proof by, Instant when, String words, String person) {
        boolean keep = proof.compareTo(by) < 0 && proof != Proof.NONE;
        return keep ? this : new Progress(item, State.PROVED, wave, by, when, null, words, answered, when, person);
    }

    Progress withException(LocalDate day, String why, Instant now, String by) {
        return new Progress(item, State.EXCEPTION, wave, Proof.NONE, null, day, why, answered, now, by);
    }

    Progress withAnswer(Instant when, String by) {
        return new Progress(item, state, wave, proof, proved, until, reason, when, when, by);
    }
}
