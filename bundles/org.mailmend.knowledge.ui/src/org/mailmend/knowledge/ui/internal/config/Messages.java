package org.mailmend.knowledge.ui.internal.config;

import org.eclipse.osgi.util.NLS;

/** The texts of the assistant for configuration files. */
final class Messages extends NLS {
    public static String Account_address;
    public static String Account_best;
    public static String Account_byAddress;
    public static String Account_client;
    public static String Account_clientHint;
    public static String Account_clientUnknown;
    public static String Account_format;
    public static String Account_guess;
    public static String Account_incoming;
    public static String Account_kind;
    public static String Account_name;
    public static String Account_nameHint;
    public static String Account_noGuess;
    public static String Account_otherClient;
    public static String Account_route;
    public static String Account_servers;
    public static String Account_serversDomain;
    public static String Account_serversFile;
    public static String Account_serversKnown;
    public static String Account_title;
    public static String Account_usual;
    public static String Account_words;
    public static String Import_all;
    public static String Import_browse;
    public static String Import_empty;
    public static String Import_failed;
    public static String Import_file;
    public static String Import_provider;
    public static String Import_title;
    public static String Import_words;
    public static String Import_xml;
    public static String Lookup_and;
    public static String Lookup_answers;
    public static String Lookup_detail;
    public static String Lookup_difference;
    public static String Lookup_differences;
    public static String Lookup_disagree;
    public static String Lookup_domain;
    public static String Lookup_failed;
    public static String Lookup_found;
    public static String Lookup_millis;
    public static String Lookup_noServer;
    public static String Lookup_none;
    public static String Lookup_nothing;
    public static String Lookup_privacy;
    public static String Lookup_progress;
    public static String Lookup_result;
    public static String Lookup_run;
    public static String Lookup_running;
    public static String Lookup_skipped;
    public static String Lookup_source;
    public static String Lookup_stop;
    public static String Lookup_stopped;
    public static String Lookup_time;
    public static String Lookup_title;
    public static String Lookup_variant;
    public static String Lookup_winner;
    public static String Lookup_words;
    public static String Preview_copy;
    public static String Preview_file;
    public static String Preview_name;
    public static String Preview_title;
    public static String Preview_words;
    public static String Save_all;
    public static String Save_failed;
    public static String Save_title;
    public static String Servers_auth;
    public static String Servers_host;
    public static String Servers_name;
    public static String Servers_port;
    public static String Servers_security;
    public static String Servers_type;
    public static String Servers_user;
    public static String Wizard_import;
    public static String Wizard_lookup;
    public static String Wizard_make;
    public static String Wizard_save;

    static {
        NLS.initializeMessages("org.mailmend.knowledge.ui.internal.config.messages", Messages.class);
    }

    private Messages() {
    }
}
