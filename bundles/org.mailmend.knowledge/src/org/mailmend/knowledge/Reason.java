package org.mailmend.knowledge;

import java.util.List;
import java.util.Objects;

/**
 * Something that speaks for or against a way out, or limits it.
 *
 * @param rule    id of the rule that says so
 * @param text    the reason
 * @param sources where it comes from; empty for one that no source supports
 */
public record Reason(String rule, Text text, List<Source> sources) {
    public Reason {
        Objects.requireNonNull(rule);
        Objects.requireNonNull(text);
        sources = List.copyOf(sources);
    }
}
