package org.mailmend.workbench;

import java.util.Locale;

import org.eclipse.swt.graphics.Color;

/** The state of anything on screen. It is always shown with its icon, its word and its colour together, never by colour alone. */
public enum State {
    OK, WARNING, FAULT,
    /** Left out. */
    SKIPPED,
    /** Has not begun. */
    WAITING,
    /** In progress. */
    RUNNING,
    /** Could not be found out for a local reason. */
    UNTESTED;

    /** The word in the language of the workbench. */
    public String text() {
        return switch (this) {
            case OK -> Messages.State_ok;
            case WARNING -> Messages.State_warning;
            case FAULT -> Messages.State_fault;
            case SKIPPED -> Messages.State_skipped;
            case WAITING -> Messages.State_waiting;
            case RUNNING -> Messages.State_running;
            case UNTESTED -> Messages.State_untested;
        };
    }

    /** The colour of the word in the current theme; at least 4.5 : 1 against {@link Palette#surface}. */
    public Color color() {
        Palette palette = Palette.current();
        return switch (this) {
            case OK -> palette.ok();
            case WARNING -> palette.warning();
            case FAULT -> palette.fault();
            case SKIPPED, WAITING, UNTESTED -> palette.dim();
            case RUNNING -> palette.accent();
        };
    }

    /** The name of its icon for {@link Icons}. */
    String icon() {
        return name().toLowerCase(Locale.ROOT);
    }
}
