package org.mailmend.tickets.ui.internal;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
public final class Messages extends NLS {
    public static String Desk_opening;
    public static String Desk_closed;
    public static String Desk_embedded;
    public static String Desk_postgres;
    public static String Desk_other;
    public static String Desk_otherNamed;
    public static String Done_create;
    public static String Draft_subject;
    public static String Age_now;
    public static String Age_minutesAgo;
    public static String Age_inMinutes;
    public static String Age_hoursAgo;
    public static String Age_inHours;
    public static String Age_daysAgo;
    public static String Age_inDays;
    public static String Done_attach;
    public static String Draft_said;

    static {
        NLS.initializeMessages("org.mailmend.tickets.ui.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
