package org.mailmend.diagnosis;

import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of this bundle that are not the catalogue's. */
final class Texts {
    private Texts() {
    }

    /** English, or Japanese for a Japanese locale, whatever the default locale of the process is. */
    static ResourceBundle of(Locale locale) {
        return ResourceBundle.getBundle("org.mailmend.diagnosis.messages", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
