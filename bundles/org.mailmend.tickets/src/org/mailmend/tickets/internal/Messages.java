package org.mailmend.tickets.internal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of this bundle. */
public final class Messages {
    private Messages() {
    }

    /** English, or Japanese for a Japanese locale, whatever the default locale of the process is. */
    public static String text(Locale locale, String key, Object... args) {
        ResourceBundle texts = ResourceBundle.getBundle("org.mailmend.tickets.messages", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        String pattern = texts.getString(key);
        return args.length == 0 ? pattern : new MessageFormat(pattern, locale).format(args);
    }

    /** Whether there is such a text. */
    public static boolean has(String key) {
        return ResourceBundle.getBundle("org.mailmend.tickets.messages", Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)).containsKey(key);
    }
}
