package org.mailmend.knowledge.ui.internal.article;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Article_back;
    public static String Article_copy;
    public static String Article_edit;
    public static String Article_export;
    public static String Article_forward;
    public static String Article_home;
    public static String Article_language;
    public static String Article_larger;
    public static String Article_name;
    public static String Article_print;
    public static String Article_reading;
    public static String Article_signIn;
    public static String Article_smaller;
    public static String Article_tools;
    public static String Article_tooltip;
    public static String Export_done;
    public static String Export_failed;
    public static String Export_html;
    public static String Export_job;
    public static String Export_pdf;
    public static String Export_text;
    public static String Export_title;
    public static String Output_copied;
    public static String Output_printing;

    static {
        NLS.initializeMessages("org.mailmend.knowledge.ui.internal.article.messages", Messages.class);
    }

    private Messages() {
    }
}
