package org.mailmend.knowledge.ui.internal.explain;

import org.eclipse.osgi.util.NLS;

/** The texts of the Assistant. */
final class Messages extends NLS {
    public static String Answer_accountPassword;
    public static String Answer_appPassword;
    public static String Answer_byMail;
    public static String Answer_folderOrFax;
    public static String Answer_noConnection;
    public static String Answer_otherAddress;
    public static String Answer_password;
    public static String Answer_providersPage;
    public static String Answer_sameAddress;
    public static String Answer_signInRefused;
    public static String Answer_whenLoggingIn;
    public static String Answer_whenSending;
    public static String Bounce_address;
    public static String Bounce_and;
    public static String Bounce_autoReply;
    public static String Bounce_cause;
    public static String Bounce_delay;
    public static String Bounce_delivered;
    public static String Bounce_feedback;
    public static String Bounce_final;
    public static String Bounce_permanent;
    public static String Bounce_receipt;
    public static String Bounce_recipients;
    public static String Bounce_status;
    public static String Bounce_success;
    public static String Bounce_temporary;
    public static String Button_advise;
    public static String Button_check;
    public static String Button_copy;
    public static String Certainty_guess;
    public static String Certainty_likely;
    public static String Certainty_nearly;
    public static String Certainty_none;
    public static String Certainty_possible;
    public static String Check_noServer;
    public static String Check_server;
    public static String Client_hint;
    public static String Client_name;
    public static String Client_tip;
    public static String Empty_examples;
    public static String Empty_privacy;
    public static String Empty_title;
    public static String Empty_words;
    public static String Example;
    public static String Example_copier;
    public static String Example_gmail;
    public static String Example_outlook;
    public static String Finding_alternatives;
    public static String Finding_article;
    public static String Finding_back;
    public static String Finding_cause;
    public static String Finding_evidence;
    public static String Finding_noSource;
    public static String Finding_notMail;
    public static String Finding_other;
    public static String Finding_perhaps;
    public static String Finding_retry;
    public static String Finding_steps;
    public static String Finding_unverified;
    public static String Finding_verified;
    public static String Finding_who;
    public static String Notepad_file;
    public static String Notepad_long;
    public static String Notepad_longFile;
    public static String Notepad_short;
    public static String Open_all;
    public static String Open_failed;
    public static String Open_reading;
    public static String Open_texts;
    public static String Open_title;
    public static String Open_tooLarge;
    public static String Protocol_any;
    public static String Protocol_name;
    public static String Protocol_tip;
    public static String Question_answer;
    public static String Question_ask;
    public static String Question_hint;
    public static String Question_takeBack;
    public static String Question_use;
    public static String Text_hint;
    public static String Tool_clear;
    public static String Tool_open;
    public static String View_name;
    public static String Handover_answers;

    static {
        NLS.initializeMessages("org.mailmend.knowledge.ui.internal.explain.messages", Messages.class);
    }

    private Messages() {
    }
}
