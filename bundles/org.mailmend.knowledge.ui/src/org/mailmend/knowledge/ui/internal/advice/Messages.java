package org.mailmend.knowledge.ui.internal.advice;

import org.eclipse.osgi.util.NLS;

/** The texts of the guided dialogue. */
final class Messages extends NLS {
    public static String Against;
    public static String Articles;
    public static String Auth_appPassword;
    public static String Auth_none;
    public static String Auth_oauth;
    public static String Auth_password;
    public static String Because;
    public static String Button_configure;
    public static String Button_copy;
    public static String Button_restart;
    public static String Button_signIn;
    public static String Choice_before;
    public static String Client_hint;
    public static String Client_label;
    public static String Client_profile;
    public static String Client_unknown;
    public static String Copy_case;
    public static String Done_title;
    public static String Done_words;
    public static String Empty_title;
    public static String Empty_words;
    public static String Excluded;
    public static String Limits;
    public static String Option_unverified;
    public static String Options_account;
    public static String Options_empty;
    public static String Path_change;
    public static String Path_question;
    public static String Question_keys;
    public static String Question_why;
    public static String Rank_best;
    public static String Rank_none;
    public static String Rank_other;
    public static String Rank_soFar;
    public static String Settings_auth;
    public static String Settings_check;
    public static String Settings_copy;
    public static String Settings_host;
    public static String Settings_port;
    public static String Settings_receiving;
    public static String Settings_security;
    public static String Settings_sending;
    public static String Step_unverified;
    public static String Steps;
    public static String View_name;

    static {
        NLS.initializeMessages("org.mailmend.knowledge.ui.internal.advice.messages", Messages.class);
    }

    private Messages() {
    }
}
