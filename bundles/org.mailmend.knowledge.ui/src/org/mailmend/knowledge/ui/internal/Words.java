package org.mailmend.knowledge.ui.internal;

import java.util.Locale;

/** The language of the window. */
public final class Words {
    private Words() {
    }

    /** The language that texts of the core are shown in: that of the workbench, which knows English and Japanese. */
    public static Locale locale() {
        return Locale.JAPANESE.getLanguage().equals(Locale.getDefault().getLanguage()) ? Locale.JAPANESE : Locale.ENGLISH;
    }

    /** The other one of the two languages. */
    public static Locale other(Locale language) {
        return Locale.JAPANESE.equals(language) ? Locale.ENGLISH : Locale.JAPANESE;
    }
}
