package org.mailmend.knowledge;

import java.util.Locale;
import java.util.Optional;

import org.mailmend.knowledge.internal.Ids;

/** An answer that may be missing. */
public enum Answer {
    YES, NO, UNKNOWN;

    /** The name in data and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The answer with this id, in any case; empty when there is none. */
    public static Optional<Answer> fromId(String id) {
        return Ids.find(values(), Answer::id, id);
    }
}
