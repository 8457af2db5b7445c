package org.mailmend.workbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The line at the bottom of the window: what runs in the background, in a few words for each kind of work. Used in the UI thread.
 */
public final class StatusArea {
    private static final Map<String, String> TEXTS = new LinkedHashMap<>();
    private static final Map<String, Link> LINKS = new LinkedHashMap<>();
    private static final List<Runnable> LISTENERS = new ArrayList<>();

    private StatusArea() {
    }

    /**
     * Shows a text until another one is set for the same kind of work.
     *
     * @param kind names the kind of work, usually the id of a bundle
     * @param text a few words; null or empty for nothing
     */
    public static void set(String kind, String text) {
        set(kind, text, null);
    }

    /**
     * Shows a text that leads somewhere until another one is set for the same kind of work.
     *
     * @param kind   names the kind of work
     * @param text   a few words; null or empty for nothing
     * @param action what a click does; null for nothing
     */
    public static void set(String kind, String text, Runnable action) {
        boolean none = text == null || text.isEmpty();
        if (none || action != null) {
            TEXTS.remove(kind);
        } else {
            TEXTS.put(kind, text);
        }
        if (none || action == null) {
            LINKS.remove(kind);
        } else {
            LINKS.put(kind, new Link(text, action));
        }
        List.copyOf(LISTENERS).forEach(Runnable::run);
    }

    /**
     * A text that leads somewhere.
     *
     * @param text   a few words
     * @param action what a click does
     */
    public record Link(String text, Runnable action) {
    }

    /** The texts that lead somewhere, each with what a click does. */
    public static List<Link> links() {
        return List.copyOf(LINKS.values());
    }

    /** All other texts in one line. */
    public static String text() {
        return TEXTS.isEmpty() ? Messages.StatusArea_ready : String.join("   ·   ", TEXTS.values());
    }

    /**
     * Runs the action after each change.
     *
     * @return ends that when it is run
     */
    public static Runnable onChange(Runnable action) {
        LISTENERS.add(action);
        return () -> LISTENERS.remove(action);
    }
}
