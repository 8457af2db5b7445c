package org.mailmend.tickets.ui.internal.conflict;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Conflict_also;
    public static String Conflict_alsoMine;
    public static String Conflict_alsoTheirs;
    public static String Conflict_later;
    public static String Conflict_message;
    public static String Conflict_mine;
    public static String Conflict_nothing;
    public static String Conflict_save;
    public static String Conflict_somebody;
    public static String Conflict_theirs;
    public static String Conflict_title;
    public static String Conflict_was;
    public static String Conflict_wasEmpty;
    public static String Conflict_whoWhen;
    public static String Conflict_window;

    static {
        NLS.initializeMessages("org.mailmend.tickets.ui.internal.conflict.messages", Messages.class);
    }

    private Messages() {
    }
}
