package org.mailmend.oauth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;

import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.oauth.internal.Assertion;

/**
 * A service account with domain-wide delegation (Google Workspace): it stands for a mailbox of its organisation without a consent of the
 * mailbox's owner. The administrator has to enter its client ID and the scope once.
 */
public final class Delegation {
    private Delegation() {
    }

    /**
     * A token for a mailbox. There is no refresh token: a new one is made whenever it is needed.
     *
     * @param mailbox address of the mailbox
     * @throws OAuthException when the key is none, or the organisation has not allowed it
     */
    public static Tokens token(Provider provider, ClientRegistration client, String mailbox, Clock clock,
            Cancellation cancellation)
            throws OAuthException {
        return Assertion.token(provider, client, key(client), mailbox, clock, cancellation);
    }

    /** Proves a mailbox and makes an account of it. */
    public static Account signIn(Provider provider, ClientRegistration client, String mailbox, Clock clock,
            Cancellation cancellation)
            throws OAuthException {
        Tokens tokens = token(provider, client, mailbox, clock, cancellation);
        Instant now = clock.instant();
        return new Account(mailbox, mailbox, provider, client, tokens, now, now, null);
    }

    private static PrivateKey key(ClientRegistration client) throws OAuthException {
        try {
            String base64 = client.secret().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // the exception may quote the key
            throw new OAuthException(CauseId.OAUTH_CLIENT_CONFIG, Remark.of("failure.key"), null);
        }
    }

    /** What the administrator enters under API controls, Domain-wide delegation: client ID and scopes. */
    public static String adminEntry(Provider provider, ClientRegistration client) {
        return client.id() + "\t" + scopes(provider);
    }

    /** The scopes as the Admin console takes them, with commas between them. */
    public static String scopes(Provider provider) {
        return String.join(",", provider.mailScopes());
    }
}
