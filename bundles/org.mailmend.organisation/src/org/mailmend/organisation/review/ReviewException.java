package org.mailmend.organisation.review;

import java.util.Locale;

/** Input or data of a review that cannot be used, with one sentence that says what is wrong and how to put it right. */
public final class ReviewException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Remark remark;

    ReviewException(String key, Object... args) {
        this(Remark.of(Rating.UNKNOWN, key, args));
    }

    private ReviewException(Remark remark) {
        super(remark.text(Locale.ENGLISH));
        this.remark = remark;
    }

    /** The sentence in English, or in Japanese for a Japanese locale. */
    public String text(Locale locale) {
        return remark.text(locale);
    }
}
