package org.mailmend.training.course;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.mailmend.training.internal.Messages;

/** What a part of a course is. */
public enum PartKind {
    /** The trainer tells something. */
    EXPLANATION,
    /** The trainer shows something. */
    DEMONSTRATION,
    /** The attendees do something, on the practice server or with a case. */
    EXERCISE,
    /** Questions with choices. */
    QUIZ,
    /** What the attendees take home. */
    HANDOUT;

    /** The name in data and JSON, for example {@code quiz}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text for people in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "part." + id());
    }

    /** The kind with this id, in any case; empty when there is none. */
    public static Optional<PartKind> fromId(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equalsIgnoreCase(id)).findFirst();
    }
}
