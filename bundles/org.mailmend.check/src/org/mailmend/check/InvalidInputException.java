package org.mailmend.check;

import java.util.Locale;
import java.util.Objects;

/** Input of the user that cannot be used, with one sentence that says what is wrong and how to put it right. */
public final class InvalidInputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Detail detail;

    /**
     * @param detail the sentence; its arguments hold no secret
     */
    public InvalidInputException(Detail detail) {
        super(detail.text(Locale.ENGLISH));
        this.detail = Objects.requireNonNull(detail);
    }

    /** The sentence in any language. */
    public Detail detail() {
        return detail;
    }

    /** The sentence in English, or in Japanese for a Japanese locale. */
    public String text(Locale locale) {
        return detail.text(locale);
    }
}
