package org.mailmend.tickets.ui.internal.settings;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Desk_urlHint;
    public static String Page_name;
    public static String Page_nameNote;
    public static String Page_database;
    public static String Page_embedded;
    public static String Page_postgres;
    public static String Page_url;
    public static String Page_user;
    public static String Page_password;
    public static String Page_test;
    public static String Page_testing;
    public static String Page_tested;
    public static String Page_testedEmpty;
    public static String Page_move;
    public static String Page_moveQuestion;
    public static String Page_moveNow;
    public static String Page_moving;
    public static String Page_moved;
    public static String Page_whole;
    public static String Page_backup;
    public static String Page_backingUp;
    public static String Page_backedUp;
    public static String Page_fileThere;
    public static String Page_fileFails;
    public static String Page_restore;
    public static String Page_restoreQuestion;
    public static String Page_restoreNow;
    public static String Page_restoring;
    public static String Page_restored;
    public static String Page_verify;
    public static String Page_verifying;
    public static String Page_verified;
    public static String Page_damaged;
    public static String Page_forget;
    public static String Page_forgetting;
    public static String Page_forgotten;
    public static String Page_cancel;
    public static String Page_busy;
    public static String Forget_words;
    public static String Forget_search;
    public static String Forget_contacts;
    public static String Forget_sure;
    public static String Forget_do;

    static {
        NLS.initializeMessages("org.mailmend.tickets.ui.internal.settings.messages", Messages.class);
    }

    private Messages() {
    }
}
