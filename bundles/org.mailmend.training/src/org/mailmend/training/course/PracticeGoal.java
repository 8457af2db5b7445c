package org.mailmend.training.course;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.mailmend.training.internal.Messages;

/** What an attendee is to achieve on the practice server. */
public enum PracticeGoal {
    /** See with one's own eyes how the account password is refused. */
    ACCOUNT_PASSWORD_REFUSED,
    /** Send a mail with an app password. */
    APP_PASSWORD,
    /** Send a mail after a sign-in with OAuth. */
    OAUTH,
    /** Send a mail through the relay, which knows the sender by the address of the device. */
    RELAY;

    /** The name in data and JSON, for example {@code app-password}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is to be achieved, in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "goal." + id());
    }

    /** The goal with this id, in any case; empty when there is none. */
    public static Optional<PracticeGoal> fromId(String id) {
        return Arrays.stream(values()).filter(goal -> goal.id().equalsIgnoreCase(id)).findFirst();
    }
}
