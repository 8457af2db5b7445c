package org.mailmend.tickets.ui.internal.reply;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Language_en;
    public static String Language_ja;
    public static String Mail_address;
    public static String Mail_auth;
    public static String Mail_description;
    public static String Mail_host;
    public static String Mail_keeping;
    public static String Mail_name;
    public static String Mail_noUser;
    public static String Mail_password;
    public static String Mail_passwordHint;
    public static String Mail_plain;
    public static String Mail_port;
    public static String Mail_security;
    public static String Mail_starttls;
    public static String Mail_tls;
    public static String Mail_user;
    public static String Mail_withNone;
    public static String Mail_withOAuth;
    public static String Mail_withPassword;
    public static String Mail_wrongAddress;
    public static String Mail_wrongHost;
    public static String Mail_wrongPort;
    public static String Preview_aloud;
    public static String Preview_cc;
    public static String Preview_chat;
    public static String Preview_copy;
    public static String Preview_edit;
    public static String Preview_from;
    public static String Preview_keep;
    public static String Preview_name;
    public static String Preview_noAccount;
    public static String Preview_send;
    public static String Preview_sending;
    public static String Preview_setUp;
    public static String Preview_subject;
    public static String Preview_then;
    public static String Preview_thenNothing;
    public static String Preview_thenStatus;
    public static String Preview_to;
    public static String Reply_back;
    public static String Reply_cc;
    public static String Reply_channel;
    public static String Reply_draft;
    public static String Reply_draftTip;
    public static String Reply_hint;
    public static String Reply_language;
    public static String Reply_name;
    public static String Reply_nobody;
    public static String Reply_preview;
    public static String Reply_previewTip;
    public static String Reply_standard;
    public static String Reply_subject;
    public static String Reply_template;
    public static String Reply_to;
    public static String Reply_wrongAddress;
    public static String Secret_none;
    public static String Sent_failed;
    public static String Sent_trouble;
    public static String Files_label;
    public static String Files_attach;
    public static String Files_attachTip;
    public static String Files_evidence;
    public static String Files_evidenceTip;
    public static String Files_title;
    public static String Files_file;
    public static String Files_remove;
    public static String Files_unreadable;
    public static String Files_big;
    public static String Files_gone;

    static {
        NLS.initializeMessages("org.mailmend.tickets.ui.internal.reply.messages", Messages.class);
    }

    private Messages() {
    }
}
