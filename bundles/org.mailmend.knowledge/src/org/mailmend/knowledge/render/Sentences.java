package org.mailmend.knowledge.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a line into sentences. */
final class Sentences {
    /** After a Japanese full stop; after a Western one that a blank follows, but not after the number of a step. */
    private static final Pattern END = Pattern.compile("(?<=[。！？])(?=\\S)|(?<=[^0-9][.!?])\\s+(?=\\S)");

    private Sentences() {
    }

    static List<String> of(String line) {
        List<String> sentences = new ArrayList<>();
        for (String part : END.split(line)) {
            if (!part.isBlank()) {
                sentences.add(part.strip());
            }
        }
        return sentences;
    }
}
