package org.mailmend.knowledge.render;

/** Puts plain texts into CommonMark. */
final class Markdown {
    /** What would be taken for a mark; a bracket also, but for the one that marks a statement as unverified. */
    private static final String MARKS = "\\`*_[]<>#&~|";
    /** What no source supports; {@link PageHtml} and {@link PageText} show it in words. */
    static final String UNVERIFIED = "[?]";

    private Markdown() {
    }

    /** The text so that it is shown as it is, on one line. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                escaped.append(' ');
            } else {
                boolean begins = i == 0 && (c == '-' || c == '+' || c == '=');
                escaped.append(MARKS.indexOf(c) >= 0 || begins ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }
}
