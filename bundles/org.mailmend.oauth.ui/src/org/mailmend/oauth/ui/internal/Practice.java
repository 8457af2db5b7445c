package org.mailmend.oauth.ui.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Secret;
import org.mailmend.check.SignIn;
import org.mailmend.check.Target;
import org.mailmend.lab.OAuthFault;
import org.mailmend.lab.PracticeServer;
import org.mailmend.lab.Scenarios;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Providers;

/**
 * The practice server: an authorization server and mail servers on this computer, started when somebody practises for the first time, and
 * ended with Mailmend. Its methods take a moment and are not called in the UI thread.
 */
public final class Practice {
    /** Id of the practice provider. */
    public static final String PROVIDER = "practice";
    /** The address that is suggested. */
    public static final String ADDRESS = "taro@example.com";

    private static PracticeServer server;
    private static Provider provider;

    private Practice() {
    }

    /** The provider; starts the server where it does not run yet. */
    public static synchronized Provider start() throws IOException {
        if (provider == null) {
            PracticeServer started = PracticeServer.start(Scenarios.byId("oauth").orElseThrow());
            try {
                Provider found = Providers.discover(started.authorization().issuer(), Duration.ofSeconds(10), new Cancellation());
                // as particular as the one that is practised for
                provider = new Provider(PROVIDER, Messages.Practice_provider, found.issuer(), found.authorization(),
                        found.token(),
                        found.revocation(), found.device(), found.userInfo(), found.introspection(), found.mailScopes(),
                        found.otherScopes(), found.parameters(), found.redirectHost(), found.redirectPath(), List.of(),
                        Providers.byId("google").orElseThrow().quirks(), List.of());
                server = started;
            } catch (BadInputException | OAuthException e) {
                started.close();
                throw new IOException(e);
            }
        }
        return provider;
    }

    /** Lets this go wrong from now on; null for nothing. */
    public static synchronized void fault(OAuthFault fault) {
        if (server != null) {
            server.authorization().faults(fault == null ? new OAuthFault[0] : new OAuthFault[] {fault});
        }
    }

    /** The client file that the console of the practice provider would give. */
    public static synchronized String clientFile() throws IOException {
        start();
        return server.authorization().clientFile();
    }

    /** The key of the service account that the practice organisation has allowed. */
    public static synchronized String serviceAccountKey() throws IOException {
        start();
        return server.authorization().serviceAccountKey();
    }

    /** How many tokens of the practice server were revoked. */
    public static synchronized int revocations() {
        return server == null ? 0 : server.authorization().revocations();
    }

    /** Whether an account is one of the practice server. */
    public static boolean isPractice(Provider of) {
        return PROVIDER.equals(of.id());
    }

    /** The practice mail servers, the one for sending first. */
    public static synchronized List<Target> targets() throws IOException {
        start();
        return server.targets();
    }

    /** The checks that prove an account at the practice mail servers. */
    static synchronized List<CheckRequest> requests(Account account, Secret token) throws IOException {
        List<CheckRequest> requests = new ArrayList<>();
        for (Target target : targets()) {
            requests.add(CheckRequest.of(target).withTrustAnchors(server.trustAnchors())
                    .withSignIn(new SignIn(account.address(), token, Mechanism.XOAUTH2)));
        }
        return requests;
    }

    /** Ends the server. */
    static synchronized void stop() {
        if (server != null) {
            server.close();
            server = null;
            provider = null;
        }
    }
}
