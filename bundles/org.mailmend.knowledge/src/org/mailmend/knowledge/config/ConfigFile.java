package org.mailmend.knowledge.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A configuration file. It holds no secret.
 *
 * @param format   what it is
 * @param fileName name to suggest for it
 * @param text     its text, with a line end at its end
 * @param notices  what a person has to know about it
 */
public record ConfigFile(ConfigFormat format, String fileName, String text, List<Notice> notices) {
    public ConfigFile {
        Objects.requireNonNull(format);
        Objects.requireNonNull(fileName);
        Objects.requireNonNull(text);
        notices = List.copyOf(notices);
    }

    /** The file as it is saved: UTF-8. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
