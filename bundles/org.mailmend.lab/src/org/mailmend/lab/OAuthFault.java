package org.mailmend.lab;

import java.util.Locale;

/** What can be made to go wrong with the practice authorization server; several can be on at the same time. */
public enum OAuthFault {
    /** Whoever looks at the page refuses. */
    CONSENT_DENIED,
    /** The permission for mail is not among what was granted. */
    SCOPE_UNTICKED,
    /** Another account signs in than the one that was asked for. */
    WRONG_ACCOUNT,
    /** No refresh token is given. */
    NO_REFRESH_TOKEN,
    /** The client is in Testing: the refresh token has seven days to live. */
    TESTING,
    /** The organisation has not allowed the client. */
    ADMIN_BLOCKED,
    /** The client is for another organisation's accounts only. */
    ORG_INTERNAL,
    /** The client is not verified, and the page ends there. */
    UNVERIFIED,
    /** The page takes the browser for a window inside of a program. */
    EMBEDDED_BROWSER,
    /** The way back is not registered for the client. */
    REDIRECT_MISMATCH,
    /** The client ID is not known, or its secret is wrong. */
    INVALID_CLIENT,
    /** The client is of a type that must not sign in that way. */
    WRONG_CLIENT_TYPE,
    /** The client was deleted in the console. */
    DELETED_CLIENT,
    /** The scope is not known. */
    INVALID_SCOPE,
    /** The code is not taken any more: the answer came too late. */
    CODE_EXPIRED,
    /** The browser brings back another sign-in's state. */
    WRONG_STATE,
    /** The refresh token has expired. */
    REFRESH_EXPIRED,
    /** The refresh token was revoked. */
    REFRESH_REVOKED,
    /** The refresh token ended with the old password. */
    PASSWORD_CHANGED,
    /** The organisation wants a new sign-in from time to time, and it is time. */
    SESSION_CONTROL,
    /** The server finds that the clock of this computer is wrong. */
    CLOCK,
    /** Access tokens have ended when the mail server sees them. */
    TOKEN_EXPIRED,
    /** The organisation has not delegated its mailboxes to the service account. */
    NOT_DELEGATED,
    /** The server has a fault of its own. */
    SERVER_ERROR,
    /** The server is asked too often. */
    RATE_LIMIT,
    /** Something on the way answers with a page of its own. */
    NOT_JSON,
    /** The proxy wants a sign-in. */
    PROXY,
    /** The server does not answer. */
    NO_ANSWER;

    /** Its name on the command line, for example {@code scope-unticked}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What happens, in English or Japanese. */
    public String text(Locale locale) {
        return Texts.get("fault." + id(), locale);
    }
}
