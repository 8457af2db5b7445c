package org.mailmend.oauth;

import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.mailmend.check.Cancellation;
import org.mailmend.check.Secret;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.oauth.internal.TokenCalls;

/** The accounts of a store and what is done with them. Safe for use by several threads; one account is renewed once at a time. */
public final class Accounts {
    private final TokenStore store;
    private final Clock clock;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * @param store keeps them
     * @param clock tells the time
     */
    public Accounts(TokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The store. */
    public TokenStore store() {
        return store;
    }

    /**
     * A token to sign in with now: the one at hand while it lives, else a new one. Of several who ask at once one renews it, and the
     * others wait for that.
     *
     * @throws BadInputException when there is no such account
     * @throws OAuthException    when it could not be renewed; the account stays, and remembers why
     * @throws IOException       when the store cannot be read or written
     */
    public Secret accessToken(String address, Cancellation cancellation) throws BadInputException, OAuthException, IOException {
        Tokens tokens = fresh(address, false, cancellation).tokens();
        char[] chars = tokens.access().toCharArray();
        try {
            return Secret.token(chars);
        } finally {
            Arrays.fill(chars, '\0');
        }
    }

    /** Renews the token of an account even if the one at hand still lives: proves that the sign-in holds. */
    public Account refresh(String address, Cancellation cancellation) throws BadInputException, OAuthException, IOException {
        return fresh(address, true, cancellation);
    }

    private Account fresh(String address, boolean always, Cancellation cancellation)
            throws BadInputException, OAuthException, IOException {
        ReentrantLock lock = locks.computeIfAbsent(Account.key(address), key -> new ReentrantLock());
        lock.lock();
        try {
            Account account = find(address);
            if (!always && account.tokens().usable(clock)) {
                return account;
            }
            Tokens tokens;
            try {
                tokens = renew(account, cancellation);
            } catch (OAuthException e) {
                // another process may have been quicker, and the provider takes each refresh token only once
                Account meanwhile = find(address);
                if (!Objects.equals(meanwhile.tokens().refresh(), account.tokens().refresh())
                        && meanwhile.tokens().usable(clock)) {
                    return meanwhile;
                }
                if (isFinal(e.causeId())) {
                    store.put(account.failed(e.causeId()));
                }
                throw e;
            }
            Account renewed = account.renewed(tokens, clock.instant());
            // a provider that gives a new refresh token each time takes back the old one: it must be kept before anything else happens
            store.put(renewed);
            return renewed;
        } finally {
            lock.unlock();
        }
    }

    private Tokens renew(Account account, Cancellation cancellation) throws OAuthException {
        return account.client().kind() == ClientRegistration.Kind.SERVICE_ACCOUNT
                ? Delegation.token(account.provider(), account.client(), account.address(), clock, cancellation)
                : new TokenCalls(account.provider(), account.client(), clock, cancellation).refresh(account);
    }

    /** Whether trying again later is in vain. */
    private static boolean isFinal(CauseId cause) {
        return switch (cause) {
            case OAUTH_REFRESH_EXPIRED, OAUTH_TESTING_EXPIRY, OAUTH_CLIENT_CONFIG, OAUTH_ADMIN_BLOCKED, OAUTH_NO_REFRESH_TOKEN,
                    OAUTH_CONSENT_DENIED, MS_CONDITIONAL_ACCESS, ACCOUNT_DISABLED ->
                true;
            default -> false;
        };
    }

    /**
     * Ends a sign-in at the provider and forgets it here.
     *
     * @return whether the provider was told; false where it has no way for that, then the user can do so on its page
     * @throws OAuthException when the provider could not be told; then the account is still there
     */
    public boolean revoke(String address, Cancellation cancellation) throws BadInputException, OAuthException, IOException {
        Account account = find(address);
        boolean told = account.provider().revocation() != null
                && account.client().kind() != ClientRegistration.Kind.SERVICE_ACCOUNT;
        if (told) {
            new TokenCalls(account.provider(), account.client(), clock, cancellation).revoke(account.tokens());
        }
        store.remove(address);
        return told;
    }

    /**
     * Looks at the token of an account: what the provider says of it now, and what is known here where the provider does not tell.
     *
     * @throws OAuthException when the token had to be renewed and could not be
     */
    public TokenFacts inspect(String address, Cancellation cancellation) throws BadInputException, OAuthException, IOException {
        Account account = fresh(address, false, cancellation);
        return new TokenCalls(account.provider(), account.client(), clock, cancellation).inspect(account);
    }

    private Account find(String address) throws BadInputException, IOException {
        Optional<Account> account = store.find(address);
        if (account.isEmpty()) {
            throw new BadInputException(Remark.of("input.account", org.mailmend.oauth.internal.Failures.printable(address)));
        }
        return account.get();
    }
}
