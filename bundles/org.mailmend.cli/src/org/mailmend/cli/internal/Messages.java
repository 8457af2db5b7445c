package org.mailmend.cli.internal;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

import org.mailmend.check.InvalidInputException;

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

    /** A remark such as stands beside a field, as a sentence of its own. */
    static String sentence(InvalidInputException e, Locale locale) {
        String remark = e.text(locale);
        boolean beginsWithInput = e.detail().args().stream().anyMatch(remark::startsWith);
        String start = beginsWithInput ? remark : remark.substring(0, 1).toUpperCase(Locale.ROOT) + remark.substring(1);
        return start + (Locale.JAPANESE.equals(locale) ? "。" : ".");
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
