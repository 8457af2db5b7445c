package org.mailmend.knowledge.ui.internal.own;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Folder_noProgram;
    public static String Folder_title;
    public static String New_articleTitle;
    public static String New_articleWords;
    public static String New_badId;
    public static String New_badIdPrefix;
    public static String New_badTitle;
    public static String New_clientTitle;
    public static String New_clientWords;
    public static String New_create;
    public static String New_file;
    public static String New_id;
    public static String New_kind;
    public static String New_nameEnglish;
    public static String New_nameJapanese;
    public static String New_noJapanese;
    public static String New_taken;
    public static String New_titleEnglish;
    public static String New_titleJapanese;
    public static String Pack_allFiles;
    public static String Pack_export;
    public static String Pack_exportTitle;
    public static String Pack_exportWords;
    public static String Pack_exported;
    public static String Pack_file;
    public static String Pack_filter;
    public static String Pack_import;
    public static String Pack_importTitle;
    public static String Pack_importWords;
    public static String Pack_imported;
    public static String Pack_mistakes;
    public static String Pack_new;
    public static String Pack_nothing;
    public static String Pack_overrides;
    public static String Pack_own;
    public static String Pack_replaces;
    public static String Pack_same;
    public static String Pack_what;
    public static String Problems_close;
    public static String Problems_file;
    public static String Problems_line;
    public static String Problems_mistake;
    public static String Problems_none;
    public static String Problems_title;
    public static String Problems_words;
    public static String Source_cancel;
    public static String Source_changedElsewhere;
    public static String Source_checking;
    public static String Source_delete;
    public static String Source_deleteNow;
    public static String Source_deleteQuestion;
    public static String Source_good;
    public static String Source_line;
    public static String Source_mistakes;
    public static String Source_name;
    public static String Source_noPreview;
    public static String Source_notChecked;
    public static String Source_notReadable;
    public static String Source_notSaved;
    public static String Source_oldPreview;
    public static String Source_oneMistake;
    public static String Source_other;
    public static String Source_overwrite;
    public static String Source_page;
    public static String Source_partName;
    public static String Source_preview;
    public static String Source_problems;
    public static String Source_revert;
    public static String Source_revertNow;
    public static String Source_revertQuestion;
    public static String Source_save;
    public static String Source_title;
    public static String TakeBack_failed;
    public static String TakeBack_nothing;
    public static String TakeBack_now;
    public static String TakeBack_question;
    public static String TakeBack_title;

    static {
        NLS.initializeMessages("org.mailmend.knowledge.ui.internal.own.messages", Messages.class);
    }

    private Messages() {
    }
}
