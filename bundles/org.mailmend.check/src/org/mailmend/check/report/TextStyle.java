package org.mailmend.check.report;

/**
 * How a text report is laid out.
 *
 * @param colour  whether ANSI colours are used
 * @param symbols whether the output can show the characters of Unicode's dingbats; else ASCII stands for them
 * @param columns where lines are broken; 0 for nowhere
 */
public record TextStyle(boolean colour, boolean symbols, int columns) {

    /** For a file, a pipe or a text field. */
    public static final TextStyle PLAIN = new TextStyle(false, true, 0);
}
