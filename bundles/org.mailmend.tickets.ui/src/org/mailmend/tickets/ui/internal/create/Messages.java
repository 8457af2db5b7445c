package org.mailmend.tickets.ui.internal.create;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Dialog_title;
    public static String Dialog_create;
    public static String Dialog_createTip;
    public static String Dialog_mine;
    public static String Caller_label;
    public static String Caller_message;
    public static String Caller_found;
    public static String Caller_known;
    public static String Caller_knownOf;
    public static String Caller_new;
    public static String Close_title;
    public static String Close_question;
    public static String Close_back;
    public static String Close_discard;

    static {
        NLS.initializeMessages("org.mailmend.tickets.ui.internal.create.messages", Messages.class);
    }

    private Messages() {
    }
}
