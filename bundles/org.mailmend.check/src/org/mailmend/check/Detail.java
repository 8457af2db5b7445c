package org.mailmend.check;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * A short piece of evidence that can be shown in any language: a key of the bundle's messages with arguments. Arguments are
 * texts of the server or figures, with control characters escaped and secrets redacted.
 *
 * @param key  key in messages.properties
 * @param args arguments for its placeholders
 */
public record Detail(String key, List<String> args) {
    public Detail {
        args = List.copyOf(args);
    }

    public static Detail of(String key, Object... args) {
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = String.valueOf(args[i]);
        }
        return new Detail(key, List.of(texts));
    }

    /** The text in English, or in Japanese for a Japanese locale. */
    public String text(Locale locale) {
        ResourceBundle texts = ResourceBundle.getBundle("org.mailmend.check.messages", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(texts.getString(key), locale).format(args.toArray());
    }
}
