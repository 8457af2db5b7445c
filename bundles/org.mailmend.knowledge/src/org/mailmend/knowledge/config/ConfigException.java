package org.mailmend.knowledge.config;

import java.util.Locale;

import org.mailmend.knowledge.internal.config.ConfigMessages;

/** A configuration cannot be read or written as asked; the text is one sentence that says why, and how to put it right. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Object[] args;

    /**
     * @param key  key of this package's messages
     * @param args texts and figures for its placeholders; never a secret
     */
    public ConfigException(String key, Object... args) {
        super(ConfigMessages.text(Locale.ENGLISH, key, args));
        this.key = key;
        this.args = args;
    }

    /** Key of this package's messages: what went wrong. */
    public String key() {
        return key;
    }

    /** The sentence in English, or in Japanese for a Japanese locale. */
    public String text(Locale locale) {
        return ConfigMessages.text(locale, key, args);
    }
}
