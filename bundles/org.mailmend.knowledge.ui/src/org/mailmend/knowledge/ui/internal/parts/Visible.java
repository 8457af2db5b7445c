package org.mailmend.knowledge.ui.internal.parts;

/** Makes visible what a text from outside would hide: control characters and those that turn the direction of writing. */
public final class Visible {
    private static final String LINE_SEPARATORS = "\u2028\u2029";
    private static final int REPLACEMENT_BLOCK = 0xfff9;

    private Visible() {
    }

    /** The text with each such character written as {@code \}{@code uXXXX}; line breaks and tabs stay. */
    public static String of(String text) {
        StringBuilder visible = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean hidden = isHidden(c);
            if (hidden && visible == null) {
                visible = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (visible != null) {
                if (hidden) {
                    visible.append(String.format("\\u%04x", (int) c));
                } else {
                    visible.append(c);
                }
            }
        }
        return visible == null ? text : visible.toString();
    }

    /** The same on one line, with each run of white space as one space. */
    public static String line(String text) {
        return of(text.replaceAll("\\s+", " ").strip());
    }

    private static boolean isHidden(char c) {
        return switch (c) {
            case '\n', '\r', '\t' -> false;
            default ->
                Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c >= REPLACEMENT_BLOCK && c < 0xfffc
                        || LINE_SEPARATORS.indexOf(c) >= 0;
        };
    }
}
