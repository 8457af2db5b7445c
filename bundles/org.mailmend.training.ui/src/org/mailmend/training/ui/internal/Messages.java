package org.mailmend.training.ui.internal;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Present_articles;
    public static String Present_back;
    public static String Present_end;
    public static String Present_failed;
    public static String Present_filter;
    public static String Present_following;
    public static String Present_last;
    public static String Present_next;
    public static String Present_nothing;
    public static String Present_reading;
    public static String Present_ready;
    public static String Present_running;
    public static String Present_start;
    public static String Presenter_place;
    public static String Presenter_title;
    public static String Slide_unverified;

    static {
        NLS.initializeMessages("org.mailmend.training.ui.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
