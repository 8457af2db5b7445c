package org.mailmend.oauth;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

import org.mailmend.diagnosis.CauseId;

/**
 * An account that was signed in.
 *
 * @param address     the address that was asked for; accounts are found by it
 * @param owner       who has really signed in; null when the provider does not tell
 * @param provider    the provider, with the endpoints that were in use
 * @param client      the client that signed in
 * @param tokens      the tokens
 * @param created     when somebody signed in
 * @param used        when the refresh token was last used
 * @param failure     why the last renewal failed; null when it did not
 */
public record Account(String address, String owner, Provider provider, ClientRegistration client, Tokens tokens, Instant created,
        Instant used, CauseId failure) {
    public Account {
        Objects.requireNonNull(address);
        Objects.requireNonNull(provider);
        Objects.requireNonNull(client);
        Objects.requireNonNull(tokens);
        Objects.requireNonNull(created);
        Objects.requireNonNull(used);
    }

    /** The address as stores compare it. */
    public String key() {
        return key(address);
    }

    static String key(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    /** The account after its refresh token was used. */
    Account renewed(Tokens value, Instant when) {
        return new Account(address, owner, provider, client, value, created, when, null);
    }

    /** The account after a renewal has failed. */
    Account failed(CauseId why) {
        return new Account(address, owner, provider, client, tokens, created, used, why);
    }
}
