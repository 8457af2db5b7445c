package org.mailmend.lab.internal;

import java.util.function.Predicate;

/**
 * What a scenario does with one kind of secret.
 *
 * @param accepted which secrets are accepted where no accounts are set
 * @param refusal  key of the reply to all others
 */
public record Rule(Accepted accepted, String refusal) {

    /** Which secrets are accepted. */
    public enum Accepted {
        /** None. */
        NONE,
        /** The practice secret of its kind only. */
        PRACTICE,
        /** Those that begin as the access tokens of Google or Microsoft do. */
        SHAPED,
        /** All. */
        ANY
    }

    /** Reads {@code any}, {@code any KEY}, {@code practice KEY}, {@code shaped KEY} or {@code KEY}. */
    static Rule parse(String text) {
        String[] words = text.split(" ", 2);
        return switch (words[0]) {
            case "any" -> new Rule(Accepted.ANY, words.length > 1 ? words[1] : "bad-credentials");
            case "practice" -> new Rule(Accepted.PRACTICE, words[1]);
            case "shaped" -> new Rule(Accepted.SHAPED, words[1]);
            default -> new Rule(Accepted.NONE, text);
        };
    }

    /** Whether a secret is accepted where no accounts are set. */
    boolean accepts(Predicate<String> equals, String secret, String practice) {
        return switch (accepted) {
            case NONE -> false;
            case PRACTICE -> equals.test(practice);
            case SHAPED -> secret != null && (secret.startsWith("ya29.") || secret.startsWith("eyJ0"));
            case ANY -> true;
        };
    }
}
