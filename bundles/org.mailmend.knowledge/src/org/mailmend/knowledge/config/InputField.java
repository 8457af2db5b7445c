package org.mailmend.knowledge.config;

import java.util.Objects;

/**
 * Something that only the user knows and that placeholders of the file stand for ({@code inputField}).
 *
 * @param key     name of the placeholder; null when none is given
 * @param label   what to ask for; null when none is given
 * @param example an example of a value; empty when there is none
 * @param rest    whatever else it has
 */
public record InputField(String key, String label, String example, Rest rest) {
    public InputField {
        Objects.requireNonNull(example);
        Objects.requireNonNull(rest);
    }
}
