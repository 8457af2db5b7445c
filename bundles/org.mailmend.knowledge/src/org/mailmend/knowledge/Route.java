package org.mailmend.knowledge;

import java.util.Locale;
import java.util.Optional;

import org.mailmend.knowledge.internal.Ids;
import org.mailmend.knowledge.internal.Messages;

/** A way out for a client that can no longer send with the account's password. */
public enum Route {
    /** Sign-in on the provider's own page (OAuth 2.0). */
    OAUTH,
    /** A password that the provider makes for this one program or device. */
    APP_PASSWORD,
    /** The organisation's relay: Google Workspace SMTP relay, or a connector of Exchange Online. */
    SMTP_RELAY,
    /** Straight to the provider's own exchanger on port 25, for recipients of that provider only. */
    RESTRICTED_SMTP,
    /** A program of the user's own that takes the client's password and signs in with OAuth for it. */
    LOCAL_BRIDGE,
    /** Another client, a newer version or a newer device. */
    REPLACE_CLIENT,
    /** Nothing fits as long as nothing changes. */
    NONE;

    /** The name in data, JSON and article ids, for example {@code app-password}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name for people in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "route." + id());
    }

    /** The route with this id, in any case; empty when there is none. */
    public static Optional<Route> fromId(String id) {
        return Ids.find(values(), Route::id, id);
    }
}
