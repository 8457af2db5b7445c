package org.mailmend.knowledge.ui.internal.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

import org.eclipse.jface.dialogs.IPageChangeProvider;
import org.eclipse.swt.widgets.Shell;

/** Knows which page of the user guide is about what the user has before them. */
public final class Topics {
    /** The page where the guide begins. */
    public static final String FIRST = "guide-start";

    private static final Properties PAGES = read();

    private Topics() {
    }

    /**
     * The page about the part of the window, or the dialog, that the user works with.
     *
     * @param part  the part in front; null when there is none
     * @param shell the window in front; null for the one that has the part
     */
    public static String of(Object part, Shell shell) {
        // JFace keeps a window with its shell.
        Object window = shell == null ? null : shell.getData();
        if (window instanceof IPageChangeProvider pages && pages.getSelectedPage() != null) {
            String page = of(pages.getSelectedPage().getClass());
            return page != null ? page : otherwise(window);
        }
        if (part == null) {
            return otherwise(window);
        }
        return otherwise(part);
    }

    private static String otherwise(Object place) {
        String page = place == null ? null : of(place.getClass());
        return page == null ? FIRST : page;
    }

    /** The page named at the longest beginning of the name of a class; null when none is. */
    private static String of(Class<?> place) {
        for (Class<?> type = place; type != null; type = type.getSuperclass()) {
            String name = type.getName();
            while (true) {
                String page = PAGES.getProperty(name);
                if (page != null) {
                    return page;
                }
                int dot = name.lastIndexOf('.');
                if (dot < 0) {
                    break;
                }
                name = name.substring(0, dot);
            }
        }
        return null;
    }

    /** All pages that are named, for a test. */
    public static java.util.Set<String> pages() {
        return new java.util.TreeSet<>(PAGES.values().stream().map(Object::toString).toList());
    }

    private static Properties read() {
        Properties pages = new Properties();
        try (InputStream in = Topics.class.getResourceAsStream("places.properties")) {
            pages.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
