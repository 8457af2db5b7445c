package org.mailmend.knowledge;

import java.util.List;
import java.util.Objects;

/**
 * A question of the guided dialogue.
 *
 * @param id      stable id
 * @param text    what is asked
 * @param why     why it is asked
 * @param choices the answers to choose from; the one for "don't know" comes last
 */
public record Question(String id, Text text, Text why, List<Choice> choices) {
    public Question {
        Objects.requireNonNull(id);
        Objects.requireNonNull(text);
        Objects.requireNonNull(why);
        choices = List.copyOf(choices);
    }

    /**
     * An answer.
     *
     * @param id   stable id, {@code unknown} for "don't know"
     * @param text what it says
     */
    public record Choice(String id, Text text) {
        public Choice {
            Objects.requireNonNull(id);
            Objects.requireNonNull(text);
        }
    }
}
