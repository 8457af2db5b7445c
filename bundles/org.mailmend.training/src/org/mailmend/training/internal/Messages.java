package org.mailmend.training.internal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of this bundle that are not courses. */
public final class Messages {
    private Messages() {
    }

    /** English, or Japanese for a Japanese locale, whatever the default locale of the process is. */
    public static String text(Locale locale, String key, Object... args) {
        ResourceBundle texts = ResourceBundle.getBundle("org.mailmend.training.messages", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        String pattern = texts.getString(key);
        return args.length == 0 ? pattern : new MessageFormat(pattern, locale).format(args);
    }
}
