package org.mailmend.oauth.ui.internal.delegation;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Admin_copied;
    public static String Admin_copyId;
    public static String Admin_copyScopes;
    public static String Admin_id;
    public static String Admin_letter;
    public static String Admin_practice;
    public static String Admin_scopes;
    public static String Admin_title;
    public static String Admin_words;
    public static String Key_choose;
    public static String Key_file;
    public static String Key_good;
    public static String Key_goodPractice;
    public static String Key_noBrowser;
    public static String Key_noId;
    public static String Key_practice;
    public static String Key_practiceFailed;
    public static String Key_practiceStarts;
    public static String Key_title;
    public static String Key_what;
    public static String Key_words;
    public static String Mailboxes_cancel;
    public static String Mailboxes_cancelled;
    public static String Mailboxes_details;
    public static String Mailboxes_field;
    public static String Mailboxes_found;
    public static String Mailboxes_idle;
    public static String Mailboxes_imap;
    public static String Mailboxes_job;
    public static String Mailboxes_mailbox;
    public static String Mailboxes_over;
    public static String Mailboxes_pop3;
    public static String Mailboxes_progress;
    public static String Mailboxes_refused;
    public static String Mailboxes_results;
    public static String Mailboxes_running;
    public static String Mailboxes_smtp;
    public static String Mailboxes_start;
    public static String Mailboxes_state;
    public static String Mailboxes_title;
    public static String Mailboxes_token;
    public static String Mailboxes_trying;
    public static String Mailboxes_wasCancelled;
    public static String Mailboxes_words;
    public static String Mailboxes_works;
    public static String Wizard_finish;
    public static String Wizard_notKept;
    public static String Wizard_title;

    static {
        NLS.initializeMessages("org.mailmend.oauth.ui.internal.delegation.messages", Messages.class);
    }

    private Messages() {
    }
}
