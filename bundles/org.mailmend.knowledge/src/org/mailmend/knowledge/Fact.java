package org.mailmend.knowledge;

import java.util.List;
import java.util.Objects;

/**
 * A value with what supports it.
 *
 * @param value   the value
 * @param sources its sources; empty for a value that none supports
 * @param <T>     type of the value
 */
public record Fact<T>(T value, List<Source> sources) {
    public Fact {
        Objects.requireNonNull(value);
        sources = List.copyOf(sources);
    }

    /** Whether somebody read a source that says so. */
    public boolean verified() {
        return sources.stream().anyMatch(Source::verified);
    }
}
