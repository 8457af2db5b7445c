package org.mailmend.knowledge.ui.internal.page;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts that stand in a page besides its own: in the language of the page, whatever the language of the window is. */
public final class Texts {
    private final Locale language;
    private final ResourceBundle texts;

    private Texts(Locale language) {
        this.language = language;
        texts = ResourceBundle.getBundle("org.mailmend.knowledge.ui.internal.page.messages", language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The texts in Japanese, or in English for any other language. */
    public static Texts of(Locale language) {
        return new Texts(language);
    }

    /** A text with its placeholders filled in. */
    public String get(String key, Object... args) {
        return args.length == 0 ? texts.getString(key) : new MessageFormat(texts.getString(key), language).format(args);
    }
}
