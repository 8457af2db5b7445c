package org.mailmend.diagnosis.internal;

import java.util.Arrays;

/**
 * The words that occur in rules, numbered from 1, with how much each says. Words are looked up straight from a character
 * buffer, so that reading a text creates no strings. Filled while the rules are loaded, only read afterwards.
 */
final class Vocabulary {
    /** Longer words of a text are in no rule. */
    static final int LONGEST_WORD = 48;
    private static final String COMMON = "a an the is are be been was has have to of in on at for from by with and or this that"
            + " it its your you we our i my as not no does do will would can could may if please there any all because due"
            + " while when error mail server message email code com net http www";

    private char[][] words = new char[8192][];
    private int[] numbers = new int[8192];
    private float[] weights = new float[4096];
    private int size;

    Vocabulary() {
        WordReader reader = new WordReader();
        char[] common = COMMON.toCharArray();
        for (int i = 0; i < common.length; i = reader.end + 1) {
            reader.read(common, i, common.length);
            add(reader);
            weights[size] = 0.3f;
        }
    }

    /** The number of a word; 0 when no rule contains it. */
    int find(char[] buffer, int length, int hash) {
        int mask = words.length - 1;
        int slot = (hash ^ hash >>> 15) & mask;
        while (words[slot] != null) {
            char[] word = words[slot];
            if (word.length == length && same(word, buffer)) {
                return numbers[slot];
            }
            slot = slot + 1 & mask;
        }
        return 0;
    }

    /** The number of the word just read, a new one when it was not known. */
    int add(WordReader word) {
        int known = find(word.buffer, word.size, word.hash);
        if (known != 0) {
            return known;
        }
        if (++size * 2 > words.length) {
            grow();
        }
        if (size == weights.length) {
            weights = Arrays.copyOf(weights, size * 2);
        }
        put(Arrays.copyOf(word.buffer, word.size), size, word.hash);
        weights[size] = weigh(word);
        return size;
    }

    /** How much a word says: about 1, little for words that stand everywhere, more for codes and names of exceptions. */
    float weight(int number) {
        return weights[number];
    }

    private static float weigh(WordReader word) {
        char first = word.buffer[0];
        if (Fold.isIdeographic(first)) {
            return first >= '\u3400' ? 0.5f : 0.25f;
        }
        boolean digits = false;
        for (int i = 0; i < word.size; i++) {
            digits |= Fold.isDigit(word.buffer[i]);
        }
        return digits && word.size >= 6 || word.size >= 16 ? 2.5f : 1;
    }

    private void put(char[] word, int number, int hash) {
        int mask = words.length - 1;
        int slot = (hash ^ hash >>> 15) & mask;
        while (words[slot] != null) {
            slot = slot + 1 & mask;
        }
        words[slot] = word;
        numbers[slot] = number;
    }

    private void grow() {
        char[][] oldWords = words;
        int[] oldNumbers = numbers;
        words = new char[oldWords.length * 2][];
        numbers = new int[oldNumbers.length * 2];
        for (int i = 0; i < oldWords.length; i++) {
            if (oldWords[i] != null) {
                put(oldWords[i], oldNumbers[i], new String(oldWords[i]).hashCode());
            }
        }
    }

    private static boolean same(char[] word, char[] buffer) {
        for (int i = word.length - 1; i >= 0; i--) {
            if (word[i] != buffer[i]) {
                return false;
            }
        }
        return true;
    }
}
