package org.mailmend.knowledge.config;

import java.util.Objects;

/**
 * A text of a configuration file in one language.
 *
 * @param lang language tag; null when the file names none
 * @param text the text
 */
public record LocalizedText(String lang, String text) {
    public LocalizedText {
        Objects.requireNonNull(text);
    }
}
