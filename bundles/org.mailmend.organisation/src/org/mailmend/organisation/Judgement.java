package org.mailmend.organisation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.mailmend.diagnosis.Who;
import org.mailmend.knowledge.Advice;
import org.mailmend.knowledge.Reason;
import org.mailmend.knowledge.Route;
import org.mailmend.organisation.internal.Messages;

/**
 * What an item needs. Items of which the same is known share one.
 *
 * @param route     the way out; {@link Route#NONE} when nothing fits or too little is known
 * @param option    the advice with its steps; null when too little is known for one
 * @param excluded  ways that do not fit, with their reasons
 * @param state     whether something has to be done
 * @param minutes   effort: our own estimate of the work for one item
 * @param who       who has to act
 * @param deadline  what ends and when; null when nothing does
 * @param risk      how bad it is to wait
 * @param certainty how sure all of this is
 */
public record Judgement(Route route, Advice.Option option, List<Advice.Excluded> excluded, Need state, int minutes, Who who,
        Deadline deadline, Risk risk, Certainty certainty) {
    public Judgement {
        Objects.requireNonNull(route);
        excluded = List.copyOf(excluded);
        Objects.requireNonNull(state);
    }

    /** Whether something has to be done. */
    public enum Need {
        /** It signs in as the provider wants: nothing has to be done. */
        FINE,
        /** It works, but only as long as the administrator leaves it so. */
        TOLERATED,
        /** It signs in with the password, or nobody knows how. */
        MOVE,
        /** It has to be found out first what it is. */
        UNKNOWN;

        /** The name in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The text for people in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "need." + id());
        }
    }

    /** How bad it is to wait. */
    public enum Risk {
        NONE, LOW, MEDIUM, HIGH;

        /** The name in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The text for people in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "risk." + id());
        }
    }

    /** How sure it is. */
    public enum Certainty {
        GUESS, LIKELY, SURE;

        /** The name in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The text for people in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "certainty." + id());
        }
    }

    /** Why this way, the weightiest reason first. */
    public List<String> because(Locale locale) {
        if (option == null) {
            return List.of(Messages.text(locale, state == Need.FINE ? "because.fine" : "because.unknown"));
        }
        List<Reason> reasons = option.because().isEmpty() ? option.against() : option.because();
        List<String> texts = reasons.stream().map(reason -> reason.text().in(locale)).toList();
        return texts.isEmpty() ? List.of(Messages.text(locale, "because.left")) : texts;
    }

    /** What breaks when nothing is done, and when, in English or Japanese; empty when nothing does. */
    public String breaks(Locale locale) {
        return switch (state) {
            case FINE -> "";
            case TOLERATED -> Messages.text(locale, "breaks.tolerated");
            case MOVE, UNKNOWN -> deadline == null ? Messages.text(locale, "breaks.open") : deadline.text(locale);
        };
    }
}
