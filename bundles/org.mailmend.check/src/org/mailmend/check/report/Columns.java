package org.mailmend.check.report;

/**
 * Widths of texts in the columns of a terminal, where East Asian characters take two, and line breaking by them
 * (Unicode Standard Annex 11).
 */
public final class Columns {
    /** First and last code points of the blocks whose characters take two columns, in ascending order. */
    private static final int[] WIDE = {0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900,
            0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F900, 0x1F9FF,
            0x20000, 0x3FFFD};
    /** Never at the start of a line (JIS X 4051, the characters that occur in our texts and in replies). */
    private static final String NOT_FIRST = "、。，．・：；？！」』）］｝〉》】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜…";
    /** Never at the end of a line. */
    private static final String NOT_LAST = "「『（［｛〈《【";

    private Columns() {
    }

    /** The number of columns that the text takes; control characters take none. */
    public static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int c) {
        if (c < 0x300) {
            return c < 0x20 || c >= 0x7F && c < 0xA0 ? 0 : 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    private static boolean isWide(int c) {
        for (int i = 0; i < WIDE.length; i += 2) {
            if (c < WIDE[i]) {
                return false;
            }
            if (c <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** The text with blanks added until it takes this many columns. */
    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** The text with blanks put before it until it takes this many columns. */
    public static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    /**
     * Breaks a text into lines: at blanks, and between East Asian characters where their rules allow it. A word longer than
     * a line stays whole, so that a URL can be copied.
     *
     * @param columns what a line can hold; 0 for no breaking
     * @param indent  put before every line but the first
     */
    public static String wrap(String text, int columns, String indent) {
        int room = columns - width(indent);
        if (columns == 0 || room < 20 || width(text) <= room) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        int lineStart = 0;
        int lineWidth = 0;
        int breakAt = -1;
        int previous = 0;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            if (i > lineStart && previous != ' ' && (c == ' ' || mayBreak(previous, c))) {
                breakAt = i;
            }
            lineWidth += width(c);
            if (lineWidth > room && c != ' ' && breakAt > lineStart) {
                result.append(text, lineStart, breakAt).append('\n').append(indent);
                lineStart = text.charAt(breakAt) == ' ' ? breakAt + 1 : breakAt;
                lineWidth = width(text.substring(lineStart, i + Character.charCount(c)));
                breakAt = -1;
            }
            previous = c;
            i += Character.charCount(c);
        }
        return result.append(text, lineStart, text.length()).toString();
    }

    private static boolean mayBreak(int before, int after) {
        return (isWide(before) || isWide(after)) && NOT_FIRST.indexOf(after) < 0 && NOT_LAST.indexOf(before) < 0;
    }
}
