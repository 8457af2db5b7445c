package org.mailmend.diagnosis;

import java.util.Locale;

/** Whether trying again helps. */
public enum Retry {
    /** The same attempt will fail again. */
    NO("no"),
    /** Only after somebody changed something. */
    AFTER_FIX("after-fix"),
    /** Later, without a change. */
    LATER("later"),
    /** The question does not arise. */
    NOT_APPLICABLE("-");

    private final String id;

    Retry(String id) {
        this.id = id;
    }

    /** The name in data and JSON, for example {@code after-fix}. */
    public String id() {
        return id;
    }

    /** The text for people in English or Japanese. */
    public String text(Locale locale) {
        return Texts.of(locale).getString("retry." + name().toLowerCase(Locale.ROOT));
    }

    /**
     * The value with this id.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Retry fromId(String id) {
        for (Retry retry : values()) {
            if (retry.id.equals(id)) {
                return retry;
            }
        }
        throw new IllegalArgumentException("no retry value: " + id);
    }
}
