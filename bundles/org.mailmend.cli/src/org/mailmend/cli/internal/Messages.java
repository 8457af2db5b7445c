package org.mailmend.cli.internal;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the command line in one language. */
final class Messages {
    private final Locale locale;
    private final ResourceBundle texts;

    private Messages(Locale locale) {
        this.locale = locale;
        texts = ResourceBundle.getBundle("org.mailmend.cli.messages", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** English, or Japanese for the Japanese locale. */
    static Messages of(Locale locale) {
        return new Messages(locale);
    }

    boolean has(String key) {
        return texts.containsKey(key);
    }

    String get(String key, Object... args) {
        String text = texts.getString(key);
        return args.length == 0 ? text
                : new MessageFormat(text, locale).format(Arrays.stream(args).map(String::valueOf).toArray());
    }
}
