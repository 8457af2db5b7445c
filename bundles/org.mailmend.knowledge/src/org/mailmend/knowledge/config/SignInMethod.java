package org.mailmend.knowledge.config;

import java.util.Locale;

import org.mailmend.knowledge.internal.config.ConfigMessages;

/** How a client signs in at a server. */
public enum SignInMethod {
    /** OAuth 2.0: a token instead of a password. */
    OAUTH2,
    /** A password that the provider makes for this one client. */
    APP_PASSWORD,
    /** The account's password, or one that the provider hands out for mail. */
    PASSWORD,
    /** Not at all. */
    NONE;

    /** The name in data and JSON, for example {@code app-password}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name for people in English or Japanese. */
    public String text(Locale locale) {
        return ConfigMessages.text(locale, "auth." + id());
    }

    /** Whether a secret is typed into the client. */
    public boolean usesPassword() {
        return this == APP_PASSWORD || this == PASSWORD;
    }
}
