package org.mailmend.tickets.ui.internal.exchange;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Export_title;
    public static String Export_csv;
    public static String Export_json;
    public static String Export_done;
    public static String Export_cancelled;
    public static String Export_failed;
    public static String Import_title;
    public static String Import_start;
    public static String Import_running;
    public static String Import_count;
    public static String Import_done;
    public static String Import_noMail;
    public static String Import_unreadable;
    public static String Files_title;
    public static String Files_words;
    public static String Files_list;
    public static String Files_add;
    public static String Files_folder;
    public static String Files_remove;
    public static String Files_known;
    public static String Files_all;
    public static String Preview_title;
    public static String Preview_words;
    public static String Preview_looking;
    public static String Preview_nothing;
    public static String Preview_summary;
    public static String Preview_problems;
    public static String Preview_note;

    static {
        NLS.initializeMessages("org.mailmend.tickets.ui.internal.exchange.messages", Messages.class);
    }

    private Messages() {
    }
}
