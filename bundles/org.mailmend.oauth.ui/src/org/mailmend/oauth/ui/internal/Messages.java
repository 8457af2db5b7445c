package org.mailmend.oauth.ui.internal;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Letter_body;
    public static String Letter_close;
    public static String Letter_copied;
    public static String Letter_copy;
    public static String Letter_language;
    public static String Letter_program;
    public static String Letter_subject;
    public static String Letter_title;
    public static String Letter_words;
    public static String Practice_provider;

    static {
        NLS.initializeMessages("org.mailmend.oauth.ui.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
