package org.mailmend.workbench.internal;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String About_close;
    public static String About_copy;
    public static String About_details;
    public static String About_licence;
    public static String About_title;
    public static String About_what;
    public static String Application_inUse;
    public static String Application_notWritable;
    public static String Application_title;
    public static String General_dark;
    public static String General_language;
    public static String General_languageNote;
    public static String General_light;
    public static String General_notSaved;
    public static String General_restartLater;
    public static String General_restartNow;
    public static String General_restartQuestion;
    public static String General_restartTitle;
    public static String General_system;
    public static String General_theme;
    public static String Welcome_again;
    public static String Welcome_desk;
    public static String Welcome_deskWords;
    public static String Welcome_guide;
    public static String Welcome_name;
    public static String Welcome_practice;
    public static String Welcome_practiceWords;
    public static String Welcome_team;
    public static String Welcome_teamWords;
    public static String Welcome_title;
    public static String Welcome_words;

    static {
        NLS.initializeMessages("org.mailmend.workbench.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
