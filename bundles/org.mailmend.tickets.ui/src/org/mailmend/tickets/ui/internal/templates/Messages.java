package org.mailmend.tickets.ui.internal.templates;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Edit_channel;
    public static String Edit_help;
    public static String Edit_insert;
    public static String Edit_insertTip;
    public static String Edit_known;
    public static String Edit_language;
    public static String Edit_name;
    public static String Edit_preview;
    public static String Edit_previewName;
    public static String Edit_subject;
    public static String Edit_text;
    public static String Edit_textName;
    public static String Edit_unknown;
    public static String Help_client;
    public static String Help_meaning;
    public static String Help_name;
    public static String Help_number;
    public static String Help_question;
    public static String Help_steps;
    public static String Help_subject;
    public static String Help_summary;
    public static String Help_technician;
    public static String Language_en;
    public static String Language_ja;
    public static String New_copy;
    public static String New_name;
    public static String Origin_changed;
    public static String Origin_own;
    public static String Origin_shipped;
    public static String Origin_touched;
    public static String Page_channel;
    public static String Page_delete;
    public static String Page_deleted;
    public static String Page_description;
    public static String Page_duplicate;
    public static String Page_language;
    public static String Page_list;
    public static String Page_name;
    public static String Page_new;
    public static String Page_origin;
    public static String Page_reset;
    public static String Page_resetTip;
    public static String Page_undo;
    public static String Page_wrong;

    static {
        NLS.initializeMessages("org.mailmend.tickets.ui.internal.templates.messages", Messages.class);
    }

    private Messages() {
    }
}
