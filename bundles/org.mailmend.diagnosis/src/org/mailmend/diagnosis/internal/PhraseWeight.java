package org.mailmend.diagnosis.internal;

import java.util.Set;

/** How much a phrase says: about 1 for each word of meaning, little for those that stand everywhere. */
final class PhraseWeight {
    private static final Set<String> COMMON = Set.of("a", "an", "the", "is", "are", "be", "been", "was", "has", "have", "to",
            "of", "in", "on", "at", "for", "from", "by", "with", "and", "or", "this", "that", "it", "its", "your", "you", "we",
            "our", "i", "my", "as", "not", "no", "does", "do", "will", "would", "can", "could", "may", "if", "please", "there",
            "any", "all", "because", "due", "while", "when", "error", "mail", "server", "message", "email", "code", "com", "net",
            "http", "https", "www");

    private PhraseWeight() {
    }

    static float of(String phrase) {
        float weight = 0;
        int i = 0;
        while (i < phrase.length()) {
            char c = Fold.of(phrase.charAt(i));
            if (Fold.isIdeographic(c)) {
                weight += isKanji(c) ? 0.5f : 0.25f;
                i++;
            } else if (c != Fold.SKIP && Fold.isWord(c)) {
                int from = i;
                boolean digits = false;
                while (i < phrase.length() && (Fold.of(phrase.charAt(i)) == Fold.SKIP || Fold.isWord(Fold.of(phrase.charAt(i))))) {
                    digits |= Fold.isDigit(Fold.of(phrase.charAt(i)));
                    i++;
                }
                weight += weightOf(phrase.substring(from, i), digits);
            } else {
                i++;
            }
        }
        return weight;
    }

    private static float weightOf(String word, boolean digits) {
        if (COMMON.contains(word)) {
            return 0.3f;
        }
        // Long words with digits are codes, long words without are names of exceptions.
        return digits && word.length() >= 6 || word.length() >= 16 ? 2.5f : 1;
    }

    private static boolean isKanji(char c) {
        return c >= '\u3400';
    }
}
