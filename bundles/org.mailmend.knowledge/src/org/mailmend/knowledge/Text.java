package org.mailmend.knowledge;

import java.util.Locale;
import java.util.Objects;

/**
 * A text in both languages.
 *
 * @param en English
 * @param ja Japanese
 */
public record Text(String en, String ja) {
    public Text {
        Objects.requireNonNull(en);
        Objects.requireNonNull(ja);
    }

    /** A text that is the same in both languages, such as a product's name. */
    public static Text same(String text) {
        return new Text(text, text);
    }

    /** The Japanese text for a Japanese locale, else the English one. */
    public String in(Locale locale) {
        return isJapanese(locale) ? ja : en;
    }

    /** Whether texts for this locale are the Japanese ones. */
    public static boolean isJapanese(Locale locale) {
        return "ja".equals(locale.getLanguage());
    }
}
