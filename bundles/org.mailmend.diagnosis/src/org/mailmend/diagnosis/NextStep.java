package org.mailmend.diagnosis;

import java.util.Objects;

/**
 * One thing to do next.
 *
 * @param id   stable id, for example {@code use-oauth}
 * @param text one or two sentences in the language asked for, written to be read aloud to a caller
 */
public record NextStep(String id, String text) {
    public NextStep {
        Objects.requireNonNull(id);
        Objects.requireNonNull(text);
    }
}
