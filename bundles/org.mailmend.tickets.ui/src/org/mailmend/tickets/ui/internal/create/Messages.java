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
    public static String Caller_known;
    public static String Caller_knownOf;
    public static String Caller_new;
    public static String Close_title;
    public static String Close_question;
    public static String Close_back;
    public static String Close_discard;
    public static String Kept_words;
    public static String Kept_back;
    public static String Kept_discard;
    public static String Attach_title;
    public static String Attach_words;
    public static String Attach_search;
    public static String Attach_tickets;
    public static String Attach_attach;
    public static String Attach_none;
    public static String Attach_new;

    static {
        NLS.initializeMessages("org.mailmend.tickets.ui.internal.create.messages", Messages.class);
    }

    private Messages() {
    }
}
