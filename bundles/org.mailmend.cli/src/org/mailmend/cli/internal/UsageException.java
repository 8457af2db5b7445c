package org.mailmend.cli.internal;

import java.util.Locale;

/** The command cannot be done as it was called; the text is one sentence that says why, and how to put it right. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Object[] args;

    /**
     * @param key  key of the messages
     * @param args texts and figures for its placeholders
     */
    UsageException(String key, Object... args) {
        super(key);
        this.args = args;
    }

    String text(Locale locale) {
        return Messages.of(locale).get(getMessage(), args);
    }
}
