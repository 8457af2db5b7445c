package org.mailmend.tickets.ui.internal.list;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String View_name;
    public static String Search_hint;
    public static String Search_tip;
    public static String Search_name;
    public static String More_tip;
    public static String Preset_open;
    public static String Preset_mine;
    public static String Preset_unassigned;
    public static String Preset_waiting;
    public static String Preset_overdue;
    public static String Preset_all;
    public static String Filter_count;
    public static String Column_number;
    public static String Column_subject;
    public static String Column_status;
    public static String Column_requester;
    public static String Column_due;
    public static String Column_assignee;
    public static String Column_updated;
    public static String Column_priority;
    public static String Column_client;
    public static String Column_cause;
    public static String Column_created;
    public static String Column_organisation;
    public static String Column_tags;
    public static String Tip_status;
    public static String Tip_assignee;
    public static String Group_none;
    public static String Group_noClient;
    public static String Group_nobody;
    public static String Chip;
    public static String Chip_remove;
    public static String Count_one;
    public static String Count_many;
    public static String Count_best;
    public static String Count_selected;
    public static String Index_building;
    public static String Notice_undo;
    public static String Notice_close;
    public static String Notice_left;
    public static String Notice_done;
    public static String Notice_doneOne;
    public static String Notice_undone;
    public static String Notice_redone;
    public static String Empty_title;
    public static String Empty_words;
    public static String Empty_keys;
    public static String Empty_new;
    public static String Empty_import;
    public static String Empty_database;
    public static String Empty_all;
    public static String Empty_again;
    public static String Empty_closedTitle;
    public static String Empty_noneTitle;
    public static String Empty_none;
    public static String Empty_notFound;
    public static String Menu_open;
    public static String Menu_status;
    public static String Menu_assignee;
    public static String Menu_priority;
    public static String Menu_tags;
    public static String Menu_seen;
    public static String Menu_copy;
    public static String Menu_duplicate;
    public static String Menu_merge;
    public static String Menu_remove;
    public static String Menu_undo;
    public static String Menu_undoThat;
    public static String Menu_me;
    public static String Menu_nobody;
    public static String Menu_other;
    public static String Assign_name;
    public static String Name_limits;
    public static String Done_status;
    public static String Done_assign;
    public static String Done_nobody;
    public static String Done_priority;
    public static String Done_tags;
    public static String Tags_add;
    public static String Tags_keep;
    public static String Merge_words;
    public static String More_cause;
    public static String More_client;
    public static String More_save;
    public static String More_forget;
    public static String Save_name;
    public static String More_group;
    public static String More_columns;
    public static String More_import;
    public static String More_export;
    public static String More_csv;
    public static String More_json;
    public static String More_database;
    public static String Group_noCause;
    public static String Group_noOrganisation;

    static {
        NLS.initializeMessages("org.mailmend.tickets.ui.internal.list.messages", Messages.class);
    }

    private Messages() {
    }
}
