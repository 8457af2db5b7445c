package org.mailmend.oauth.ui.internal.accounts;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Empty_first;
    public static String Empty_new;
    public static String Empty_practice;
    public static String Empty_title;
    public static String Empty_words;
    public static String Remove_do;
    public static String Remove_done;
    public static String Remove_running;
    public static String Remove_title;
    public static String Remove_words;
    public static String Revoke_do;
    public static String Revoke_done;
    public static String Revoke_notTold;
    public static String Revoke_running;
    public static String Revoke_title;
    public static String Revoke_words;
    public static String Time_daysAgo;
    public static String Time_hoursAgo;
    public static String Time_inDays;
    public static String Time_inHours;
    public static String Time_inMinutes;
    public static String Time_minutesAgo;
    public static String Time_now;
    public static String Time_soon;
    public static String View_account;
    public static String View_accounts;
    public static String View_again;
    public static String View_cancel;
    public static String View_cancelled;
    public static String View_choose;
    public static String View_client;
    public static String View_couldEnd;
    public static String View_dead;
    public static String View_details;
    public static String View_ends;
    public static String View_good;
    public static String View_imap;
    public static String View_keep;
    public static String View_keyring;
    public static String View_lastProof;
    public static String View_letter;
    public static String View_memory;
    public static String View_never;
    public static String View_new;
    public static String View_noEnd;
    public static String View_organisation;
    public static String View_owner;
    public static String View_ownerUnknown;
    public static String View_pop3;
    public static String View_practice;
    public static String View_proofFails;
    public static String View_proofHolds;
    public static String View_proved;
    public static String View_provider;
    public static String View_publishing;
    public static String View_reading;
    public static String View_refused;
    public static String View_remove;
    public static String View_renewedOnly;
    public static String View_revoke;
    public static String View_scopes;
    public static String View_sessionEnds;
    public static String View_signedIn;
    public static String View_smtp;
    public static String View_state;
    public static String View_test;
    public static String View_testing;
    public static String View_unreadable;
    public static String View_used;
    public static String View_warned;
    public static String View_watch;
    public static String View_watchHint;
    public static String Watch_found;
    public static String Watch_job;

    static {
        NLS.initializeMessages("org.mailmend.oauth.ui.internal.accounts.messages", Messages.class);
    }

    private Messages() {
    }
}
