package org.mailmend.tickets.ui.internal.dashboard;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
public final class Messages extends NLS {
    public static String Chart_empty;
    public static String Dashboard_assignee;
    public static String Dashboard_busy;
    public static String Dashboard_empty;
    public static String Dashboard_everybody;
    public static String Dashboard_export;
    public static String Dashboard_failed;
    public static String Dashboard_list;
    public static String Dashboard_more;
    public static String Dashboard_nobody;
    public static String Dashboard_overTime;
    public static String Dashboard_overdue;
    public static String Dashboard_period;
    public static String Dashboard_pick;
    public static String Dashboard_saved;
    public static String Export_csv;
    public static String Export_html;
    public static String Export_pdf;
    public static String Export_png;
    public static String Export_title;
    public static String Legend_created;
    public static String Legend_solved;
    public static String Period_all;
    public static String Period_month;
    public static String Period_quarter;
    public static String Period_week;
    public static String Period_year;

    static {
        NLS.initializeMessages("org.mailmend.tickets.ui.internal.dashboard.messages", Messages.class);
    }

    private Messages() {
    }
}
