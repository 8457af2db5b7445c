package org.mailmend.knowledge.ui.internal.explain;

/** Finds the fragment that decided in the text as it was given: that has its own line breaks and widths of letters. */
final class Evidence {
    private static final char FULL_WIDTH_FIRST = '\uff01';
    private static final char FULL_WIDTH_LAST = '\uff5e';
    private static final int FULL_WIDTH_OFFSET = 0xfee0;

    private Evidence() {
    }

    /**
     * Where it stands.
     *
     * @param start first character
     * @param end   character after the last one
     */
    record Place(int start, int end) {
    }

    /** Where the fragment stands in the text; null when it does not stand there word for word. */
    static Place find(String text, String fragment) {
        Plain wanted = new Plain(fragment);
        if (wanted.text.toString().isBlank()) {
            return null;
        }
        Plain plain = new Plain(text);
        String words = wanted.text.toString().strip();
        int at = plain.text.indexOf(words);
        if (at < 0) {
            return null;
        }
        return new Place(plain.at[at], plain.at[at + words.length() - 1] + 1);
    }

    /** A text in half-width letters with single spaces, and where each of its characters stood. */
    private static final class Plain {
        private final StringBuilder text = new StringBuilder();
        private final int[] at;

        Plain(String original) {
            at = new int[original.length()];
            for (int i = 0; i < original.length(); i++) {
                char c = original.charAt(i);
                if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
                    c -= FULL_WIDTH_OFFSET;
                }
                if (Character.isWhitespace(c) || Character.isISOControl(c)) {
                    if (text.isEmpty() || text.charAt(text.length() - 1) == ' ') {
                        continue;
                    }
                    c = ' ';
                }
                at[text.length()] = i;
                text.append(c);
            }
        }
    }
}
