package org.mailmend.diagnosis.internal;

/**
 * The words that occur in rules, numbered from 1. Words are looked up straight from a character buffer, so that reading a
 * text creates no strings. Filled while the rules are loaded, only read afterwards.
 */
final class Vocabulary {
    /** Longer words of a text are in no rule. */
    static final int LONGEST_WORD = 48;
    private String[] words = new String[8192];
    private int[] numbers = new int[8192];
    private int size;

    /** The number of a word; 0 when no rule contains it. */
    int find(char[] buffer, int length, int hash) {
        int slot = slot(hash);
        while (words[slot] != null) {
            String word = words[slot];
            if (word.length() == length && same(word, buffer)) {
                return numbers[slot];
            }
            slot = slot + 1 & words.length - 1;
        }
        return 0;
    }

    /** The number of a word, a new one when it was not known. */
    int add(char[] buffer, int length, int hash) {
        int known = find(buffer, length, hash);
        if (known != 0) {
            return known;
        }
        if (++size * 2 > words.length) {
            grow();
        }
        put(new String(buffer, 0, length), size, hash);
        return size;
    }

    int size() {
        return size;
    }

    private void put(String word, int number, int hash) {
        int slot = slot(hash);
        while (words[slot] != null) {
            slot = slot + 1 & words.length - 1;
        }
        words[slot] = word;
        numbers[slot] = number;
    }

    private void grow() {
        String[] oldWords = words;
        int[] oldNumbers = numbers;
        words = new String[oldWords.length * 2];
        numbers = new int[oldNumbers.length * 2];
        for (int i = 0; i < oldWords.length; i++) {
            if (oldWords[i] != null) {
                put(oldWords[i], oldNumbers[i], oldWords[i].hashCode());
            }
        }
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 15) & words.length - 1;
    }

    private static boolean same(String word, char[] buffer) {
        for (int i = word.length() - 1; i >= 0; i--) {
            if (word.charAt(i) != buffer[i]) {
                return false;
            }
        }
        return true;
    }
}
