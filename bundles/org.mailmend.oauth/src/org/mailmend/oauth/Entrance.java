package org.mailmend.oauth;

import java.util.Locale;
import java.util.Optional;

import org.mailmend.check.Presets;
import org.mailmend.diagnosis.CauseId;

/** Where the setup of a sign-in begins for somebody who comes with a cause from elsewhere: a failed check, an article, a ticket. */
public enum Entrance {
    /** At the beginning: for whom and where. Whoever still uses a password begins here. */
    ACCOUNT,
    /** How a client is created or set right in the provider's console. */
    GUIDE,
    /** The client's file, ID and secret. */
    CLIENT,
    /** The sign-in itself: the client is good, the token is not. */
    SIGN_IN;

    /** Where to begin with a cause; empty where a sign-in with OAuth is no way out of it. */
    public static Optional<Entrance> of(CauseId cause) {
        return Optional.ofNullable(switch (cause) {
            case AUTH_ACCOUNT_PASSWORD_RETIRED, AUTH_APP_PASSWORD_REQUIRED, AUTH_APP_PASSWORD_REJECTED, AUTH_BAD_CREDENTIALS,
                    AUTH_WEB_LOGIN_REQUIRED, AUTH_PASSWORD_TRANSITION, MS_BASIC_DISABLED, MS_SECURITY_DEFAULTS ->
                ACCOUNT;
            // the console is where these are put right
            case OAUTH_TESTING_EXPIRY, OAUTH_APP_UNVERIFIED, OAUTH_REDIRECT_MISMATCH, OAUTH_CLIENT_CONFIG -> GUIDE;
            case OAUTH_TOKEN_INVALID, OAUTH_TOKEN_EXPIRED, OAUTH_TOKEN_REJECTED, OAUTH_SCOPE_MISSING, OAUTH_WRONG_ACCOUNT,
                    OAUTH_REFRESH_EXPIRED, OAUTH_NO_REFRESH_TOKEN, OAUTH_CONSENT_DENIED, OAUTH_ADMIN_BLOCKED,
                    OAUTH_EMBEDDED_BROWSER, OAUTH_DEVICE_PENDING, OAUTH_STATE_MISMATCH ->
                SIGN_IN;
            default -> null;
        });
    }

    /** {@link #of(CauseId)} by the id of the cause, in any case; empty for an id that is none. */
    public static Optional<Entrance> of(String cause) {
        for (CauseId id : CauseId.values()) {
            if (id.name().equalsIgnoreCase(cause)) {
                return of(id);
            }
        }
        return Optional.empty();
    }

    /**
     * The provider, as far as what is known of the account tells.
     *
     * @param address its address; null when it is not known
     * @param server  host name of one of its mail servers; null when it is not known
     * @param account kind of the account as the knowledge base names it, for example {@code workspace}; null when it is not known
     */
    public static Optional<Provider> provider(String address, String server, String account) {
        Optional<Provider> found = address == null ? Optional.empty() : Providers.ofAddress(address.strip());
        return found.or(() -> ofKind(account)).or(() -> ofServer(server));
    }

    private static Optional<Provider> ofKind(String account) {
        return switch (account == null ? "" : account) {
            case "personal", "workspace" -> Providers.byId("google");
            case "microsoft365" -> Providers.byId("microsoft365");
            case "outlook.com" -> Providers.byId("outlook");
            default -> Optional.empty();
        };
    }

    private static Optional<Provider> ofServer(String server) {
        if (server == null) {
            return Optional.empty();
        }
        String host = server.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "").replace(".googlemail.com", ".gmail.com");
        return Providers.all().stream().filter(provider -> provider.presets().stream()
                .anyMatch(id -> Presets.byId(id).filter(preset -> preset.target().host().equals(host)).isPresent()))
                .findFirst();
    }
}
