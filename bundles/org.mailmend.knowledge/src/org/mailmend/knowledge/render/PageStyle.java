package org.mailmend.knowledge.render;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * How a page is shown as HTML. Immutable; made from one of the constants with the {@code with…} methods.
 *
 * @param theme    colours
 * @param fontSize size of the text in percent of the usual, 50 to 300
 * @param ticks    steps that are done; null when steps cannot be ticked off
 * @param links    what a target of a link becomes: {@code kb:ID} for an article, {@code client:ID} for a profile,
 *                 {@code https:…} for a page outside; null where there is to be no link
 */
public record PageStyle(Theme theme, int fontSize, Ticks ticks, UnaryOperator<String> links) {
    /** For a view: links stay as they are, steps can be ticked off. */
    public static final PageStyle VIEW = new PageStyle(Theme.LIGHT, 100, Ticks.NONE, UnaryOperator.identity());

    /** For a file that is given to somebody: links only to pages outside, in light or dark as the reader's system is. */
    public static final PageStyle FILE = new PageStyle(Theme.SYSTEM, 100, null,
            target -> target.startsWith("https:") ? target : null);

    /** For paper and PDF. */
    public static final PageStyle PRINT = new PageStyle(Theme.PRINT, 100, null, FILE.links);

    private static final int SMALLEST = 50;
    private static final int BIGGEST = 300;

    public PageStyle {
        Objects.requireNonNull(theme);
        Objects.requireNonNull(links);
        if (fontSize < SMALLEST || fontSize > BIGGEST) {
            throw new IllegalArgumentException("font size " + fontSize);
        }
    }

    /** Colours of a page. */
    public enum Theme {
        LIGHT, DARK,
        /** Light or dark, whichever the reader's system is set to. */
        SYSTEM,
        /** Black on white, with page margins. */
        PRINT
    }

    /** Says which colours. */
    public PageStyle withTheme(Theme value) {
        return new PageStyle(value, fontSize, ticks, links);
    }

    /** Says how big the text is; what is out of range counts as the nearest that is in it. */
    public PageStyle withFontSize(int percent) {
        return new PageStyle(theme, Math.clamp(percent, SMALLEST, BIGGEST), ticks, links);
    }

    /** Says which steps are done; null when steps cannot be ticked off. */
    public PageStyle withTicks(Ticks value) {
        return new PageStyle(theme, fontSize, value, links);
    }

    /** Says what targets of links become. */
    public PageStyle withLinks(UnaryOperator<String> value) {
        return new PageStyle(theme, fontSize, ticks, value);
    }
}
