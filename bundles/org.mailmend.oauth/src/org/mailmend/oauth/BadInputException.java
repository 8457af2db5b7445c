package org.mailmend.oauth;

import java.util.Locale;
import java.util.Objects;

/** Input of the user that cannot be used; the remark says in one sentence what is wrong and how to put it right. */
public final class BadInputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Remark remark;

    /**
     * @param remark the sentence
     */
    public BadInputException(Remark remark) {
        super(remark.text(Locale.ENGLISH));
        this.remark = Objects.requireNonNull(remark);
    }

    /** The sentence in any language. */
    public Remark remark() {
        return remark;
    }
}
