package org.mailmend.knowledge.render;

import java.io.IOException;
import java.util.Locale;

import org.mailmend.knowledge.internal.Messages;

/** A PDF cannot be made; says why and what to do. */
public final class PdfException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String key;

    PdfException(String key, Throwable cause) {
        super(Messages.text(Locale.ENGLISH, key), cause);
        this.key = key;
    }

    /** What is wrong and what to do, one sentence in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, key);
    }
}
