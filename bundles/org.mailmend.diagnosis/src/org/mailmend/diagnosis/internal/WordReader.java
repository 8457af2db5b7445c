package org.mailmend.diagnosis.internal;

/** Cuts one word out of a text or a rule, in its folded form. The same for both, so that they meet. */
final class WordReader {
    /** The word, {@link #size} characters of it. */
    final char[] buffer = new char[Vocabulary.LONGEST_WORD];
    /** Length of the word; 0 when it is longer than any word of a rule. */
    int size;
    /** Hash of the word, as of a string. */
    int hash;
    /** Index behind the word in the text. */
    int end;

    /** Whether a word begins at a folded character; {@code next} is the folded one behind it. */
    static boolean begins(char c, char next) {
        return c == '#' ? Fold.isDigit(next) : c != Fold.SKIP && (Fold.isWord(c) || Fold.isIdeographic(c));
    }

    /** Reads the word that begins at {@code from}, which is at least one character. */
    void read(char[] text, int from, int to) {
        char first = Fold.of(text[from]);
        if (Fold.isIdeographic(first)) {
            buffer[0] = first;
            size = 1;
            hash = first;
            end = from + 1;
            return;
        }
        int length = 0;
        int h = 0;
        int i = from;
        while (i < to) {
            char c = Fold.of(text[i]);
            if (c == '#' && i == from || c != Fold.SKIP && Fold.isWord(c)) {
                if (length < buffer.length) {
                    buffer[length] = c;
                    h = h * 31 + c;
                }
                length++;
            } else if (c != Fold.SKIP && !(c == '-' && length == 1 && first == 'e' && i + 1 < to
                    && Fold.isWord(Fold.of(text[i + 1])))) {
                break;
            }
            i++;
        }
        end = Math.max(i, from + 1);
        size = length > buffer.length ? 0 : length;
        hash = h;
        // A plural is the same word.
        if (size > 3 && buffer[size - 1] == 's' && buffer[size - 2] != 's' && buffer[size - 2] != 'u'
                && buffer[size - 2] != 'i') {
            size--;
            hash = 0;
            for (int k = 0; k < size; k++) {
                hash = hash * 31 + buffer[k];
            }
        }
    }
}
