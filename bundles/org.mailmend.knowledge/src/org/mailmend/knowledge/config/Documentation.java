package org.mailmend.knowledge.config;

import java.util.List;
import java.util.Objects;

/**
 * A page of the provider about its settings ({@code documentation}, {@code instruction}).
 *
 * @param url          its address; null when none is given
 * @param descriptions what it is about ({@code descr})
 * @param rest         whatever else it has
 */
public record Documentation(String url, List<LocalizedText> descriptions, Rest rest) {
    public Documentation {
        descriptions = List.copyOf(descriptions);
        Objects.requireNonNull(rest);
    }
}
