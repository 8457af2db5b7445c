package org.mailmend.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.osgi.service.prefs.BackingStoreException;

/** Light or dark: follows the system unless the user has chosen. All methods are called in the UI thread. */
public final class Theme {

    /** What the user can choose. */
    public enum Choice {
        SYSTEM, LIGHT, DARK;

        /** The name in preferences and command parameters. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The choice with this id; SYSTEM for any other text. */
        public static Choice of(String id) {
            for (Choice choice : values()) {
                if (choice.id().equals(id)) {
                    return choice;
                }
            }
            return SYSTEM;
        }
    }

    private static final String LIGHT_ID = "org.mailmend.workbench.theme.light";
    /** The platform darkens its own widgets when the id of the theme contains "dark". */
    private static final String DARK_ID = "org.mailmend.workbench.theme.dark";
    private static final String PREFERENCE = "theme";

    private static final List<Runnable> LISTENERS = new ArrayList<>();
    private static boolean dark;
    private static boolean systemDark;

    private Theme() {
    }

    /** Whether the dark theme is in force. */
    public static boolean isDark() {
        return dark;
    }

    /** What the user chose; SYSTEM when nothing. */
    public static Choice choice() {
        return Choice.of(preferences().get(PREFERENCE, null));
    }

    /** Keeps the choice and applies it at once. */
    public static void choose(Choice choice) {
        preferences().put(PREFERENCE, choice.id());
        try {
            preferences().flush();
        } catch (BackingStoreException e) {
            ILog.of(Theme.class).error("The choice of a theme could not be saved", e);
        }
        apply();
    }

    /** Runs the action after each change of the theme, as long as the control lives. */
    public static void onChange(Control control, Runnable action) {
        LISTENERS.add(action);
        control.addDisposeListener(event -> LISTENERS.remove(action));
    }

    /** Lets the workbench start with the right theme and follow the system from then on. Called before the workbench is made. */
    public static void prepare(Display display) {
        systemDark = Display.isSystemDarkTheme();
        dark = wanted();
        // The theme engine starts with the theme that it finds here.
        InstanceScope.INSTANCE.getNode("org.eclipse.e4.ui.css.swt.theme").put("themeid", dark ? DARK_ID : LIGHT_ID);
        display.addListener(SWT.Settings, event -> {
            // GTK tells the theme of this process: while that is dark by our own wish, nothing can be learnt of the system's.
            if (!dark || !"gtk".equals(SWT.getPlatform())) {
                systemDark = Display.isSystemDarkTheme();
                apply();
            }
        });
    }

    private static boolean wanted() {
        return switch (choice()) {
            case SYSTEM -> systemDark;
            case LIGHT -> false;
            case DARK -> true;
        };
    }

    private static void apply() {
        if (wanted() != dark && PlatformUI.isWorkbenchRunning()) {
            dark = !dark;
            PlatformUI.getWorkbench().getService(IThemeEngine.class).setTheme(dark ? DARK_ID : LIGHT_ID, true);
            // What runs first may put an end to what would run later.
            for (Runnable listener : List.copyOf(LISTENERS)) {
                if (LISTENERS.contains(listener)) {
                    listener.run();
                }
            }
        }
    }

    private static IEclipsePreferences preferences() {
        return InstanceScope.INSTANCE.getNode("org.mailmend.workbench");
    }
}
