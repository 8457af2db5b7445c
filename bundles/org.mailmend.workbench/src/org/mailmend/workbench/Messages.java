package org.mailmend.workbench;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Form_cancel;
    public static String Form_save;
    public static String StatusArea_ready;
    public static String State_ok;
    public static String State_warning;
    public static String State_fault;
    public static String State_skipped;
    public static String State_waiting;
    public static String State_running;
    public static String State_untested;
    public static String Ticket_make;
    public static String Ticket_makeTip;
    public static String Ticket_attach;
    public static String Ticket_attachTip;

    static {
        NLS.initializeMessages("org.mailmend.workbench.messages", Messages.class);
    }

    private Messages() {
    }
}
