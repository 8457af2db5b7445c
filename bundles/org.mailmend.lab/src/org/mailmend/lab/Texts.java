package org.mailmend.lab;

import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of this bundle. */
final class Texts {
    private Texts() {
    }

    /** English, or Japanese for a Japanese locale, whatever the default locale of the process is. */
    static String get(String key, Locale locale) {
        return ResourceBundle.getBundle("org.mailmend.lab.messages", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)).getString(key);
    }
}
