package org.mailmend.check.report;

/** Makes text from outside harmless for a terminal or a page, whoever wrote it. */
final class Printable {
    private Printable() {
    }

    /**
     * The text in one line: line ends and tabs become blanks; other control characters, characters that turn the direction
     * of writing and lone surrogates become {@code \}{@code uXXXX}.
     */
    static String line(String text) {
        int i = 0;
        while (i < text.length() && isHarmless(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length() + 16).append(text, 0, i);
        while (i < text.length()) {
            char c = text.charAt(i);
            if (isHarmless(c)) {
                result.append(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                result.append(c).append(text.charAt(++i));
            } else if (c == '\n' || c == '\t') {
                result.append(' ');
            } else if (c != '\r') {
                result.append(String.format("\\u%04X", (int) c));
            }
            i++;
        }
        return result.toString();
    }

    private static boolean isHarmless(char c) {
        if (c < 0x300) {
            return c >= ' ' && c < 0x7F || c >= 0xA0;
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
