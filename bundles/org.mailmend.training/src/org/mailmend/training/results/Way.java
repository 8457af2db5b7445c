package org.mailmend.training.results;

import java.util.Locale;

import org.mailmend.training.course.PracticeGoal;
import org.mailmend.training.internal.Messages;

/** How somebody sends mail, as the practice server has seen it. */
public enum Way {
    /** Nothing was seen. */
    UNKNOWN,
    /** With the account password only, which is refused. */
    PASSWORD,
    /** With an app password. */
    APP_PASSWORD,
    /** With a sign-in of OAuth. */
    OAUTH,
    /** Through the relay. */
    RELAY;

    /** The name in JSON, for example {@code app-password}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The text for people in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "way." + id());
    }

    static Way of(PracticeGoal goal) {
        return switch (goal) {
            case ACCOUNT_PASSWORD_REFUSED -> PASSWORD;
            case APP_PASSWORD -> APP_PASSWORD;
            case OAUTH -> OAUTH;
            case RELAY -> RELAY;
        };
    }
}
