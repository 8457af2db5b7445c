package org.mailmend.oauth.ui.internal;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String File_all;
    public static String File_browse;
    public static String File_drop;
    public static String File_json;
    public static String File_noFile;
    public static String File_nothingToPaste;
    public static String File_paste;
    public static String File_reading;
    public static String Account_unknown;
    public static String Letter_body;
    public static String Letter_close;
    public static String Letter_copied;
    public static String Letter_copy;
    public static String Letter_language;
    public static String Letter_program;
    public static String Letter_subject;
    public static String Letter_title;
    public static String Letter_words;
    public static String Opener_job;
    public static String Practice_provider;
    public static String Step_copy;
    public static String Step_done;
    public static String Step_open;
    public static String Step_openPage;
    public static String Step_why;

    static {
        NLS.initializeMessages("org.mailmend.oauth.ui.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
