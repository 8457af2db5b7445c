package org.mailmend.tickets.ui.internal.intake;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Answer_en;
    public static String Answer_explained;
    public static String Answer_ja;
    public static String Answer_kind;
    public static String Answer_language;
    public static String Answer_noSender;
    public static String Answer_preview;
    public static String Answer_sender;
    public static String Answer_subject;
    public static String Answer_switch;
    public static String Answer_text;
    public static String Answer_title;
    public static String Answer_unexplained;
    public static String Box_all;
    public static String Box_auth;
    public static String Box_cancel;
    public static String Box_clear;
    public static String Box_folder;
    public static String Box_host;
    public static String Box_hour;
    public static String Box_idle;
    public static String Box_minute;
    public static String Box_minutes;
    public static String Box_minutes15;
    public static String Box_minutes5;
    public static String Box_noAccount;
    public static String Box_noFolder;
    public static String Box_noPassword;
    public static String Box_noUser;
    public static String Box_none;
    public static String Box_ok;
    public static String Box_password;
    public static String Box_passwordHint;
    public static String Box_port;
    public static String Box_security;
    public static String Box_signIn;
    public static String Box_starttls;
    public static String Box_steps;
    public static String Box_test;
    public static String Box_testing;
    public static String Box_title;
    public static String Box_tls;
    public static String Box_untested;
    public static String Box_user;
    public static String Box_withOAuth;
    public static String Box_withPassword;
    public static String Box_wrongHost;
    public static String Box_wrongPort;
    public static String Job_name;
    public static String Page_add;
    public static String Page_again;
    public static String Page_description;
    public static String Page_edit;
    public static String Page_keeping;
    public static String Page_none;
    public static String Page_remove;
    public static String Page_select;
    public static String Page_source;
    public static String Page_sources;
    public static String Page_start;
    public static String Page_state;
    public static String Page_stop;
    public static String Probe_good;
    public static String Probe_goodIdle;
    public static String State_next;
    public static String State_off;
    public static String State_pending;
    public static String State_refused;
    public static String State_starting;
    public static String State_stopped;
    public static String State_taken;
    public static String State_trouble;
    public static String State_until;
    public static String State_waiting;
    public static String Status_answer;
    public static String Status_fresh;
    public static String Status_none;
    public static String Status_stopped;
    public static String Status_trouble;

    static {
        NLS.initializeMessages("org.mailmend.tickets.ui.internal.intake.messages", Messages.class);
    }

    private Messages() {
    }
}
