package org.mailmend.knowledge.ui.internal.browse;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Applies_about;
    public static String Applies_any;
    public static String Applies_articles;
    public static String Applies_clients;
    public static String Applies_empty;
    public static String Applies_family;
    public static String Applies_from;
    public static String Applies_nothing;
    public static String Applies_search;
    public static String Applies_to;
    public static String Area_delivery;
    public static String Area_encryption;
    public static String Area_microsoft;
    public static String Area_network;
    public static String Area_oauth;
    public static String Area_other;
    public static String Area_protocol;
    public static String Area_sending;
    public static String Area_signIn;
    public static String Browse_again;
    public static String Browse_mistakes;
    public static String Browse_oneMistake;
    public static String Browse_reading;
    public static String Facet_anyClient;
    public static String Facet_anyKind;
    public static String Facet_anyLanguage;
    public static String Facet_anyProvider;
    public static String Facet_articles;
    public static String Facet_causes;
    public static String Facet_client;
    public static String Facet_clients;
    public static String Facet_kind;
    public static String Facet_language;
    public static String Facet_provider;
    public static String Search_bothLanguages;
    public static String Search_clear;
    public static String Search_count;
    public static String Search_didYouMean;
    public static String Search_failed;
    public static String Search_filtered;
    public static String Search_firstOf;
    public static String Search_hideFilters;
    public static String Search_hits;
    public static String Search_message;
    public static String Search_name;
    public static String Search_none;
    public static String Search_nothing;
    public static String Search_one;
    public static String Search_showFilters;
    public static String Tree_causes;
    public static String Tree_clients;
    public static String Tree_group;
    public static String Tree_name;
    public static String Tree_topics;

    static {
        NLS.initializeMessages("org.mailmend.knowledge.ui.internal.browse.messages", Messages.class);
    }

    private Messages() {
    }
}
