package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.Checker;
import org.mailmend.check.Mechanism;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Hints;
import org.mailmend.diagnosis.Stage;
import org.mailmend.lab.OAuthFault;
import org.mailmend.lab.PracticeServer;
import org.mailmend.lab.Scenarios;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.Accounts;
import org.mailmend.oauth.Browser;
import org.mailmend.oauth.ClientFile;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.Delegation;
import org.mailmend.oauth.Health;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Providers;
import org.mailmend.oauth.SignIn;
import org.mailmend.oauth.SignInListener;
import org.mailmend.oauth.SignInRequest;
import org.mailmend.oauth.TokenStore;
import org.mailmend.oauth.TokenStores;
import org.mailmend.oauth.Tokens;

/** All that can go wrong with a sign-in, each by a switch of the lab or on this computer: its cause, and what to do about it. */
class OAuthFailuresTest {
    private static final String USER = "a@example.com";
    private static final Pattern REQUEST = Pattern.compile("name=\"request\" value=\"([^\"]+)\"");
    private static final Duration WEEK = Duration.ofDays(7);

    private PracticeServer lab;
    private Provider provider;
    private ClientRegistration client;
    private final TokenStore store = TokenStores.memory();
    private final CompletableFuture<String> shown = new CompletableFuture<>();

    @BeforeEach
    void start() throws Exception {
        lab = PracticeServer.start(Scenarios.byId("oauth").orElseThrow());
        provider = Providers.discover(lab.authorization().issuer(), Duration.ofSeconds(10), new Cancellation());
        client = read(lab.authorization().clientFile(), ClientFile.Purpose.SIGN_IN);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private ClientRegistration read(String file, ClientFile.Purpose purpose) throws Exception {
        return ClientFile.read(file.getBytes(StandardCharsets.UTF_8), purpose, provider);
    }

    /** No switch of the lab is left out: the compiler sees to it. */
    @ParameterizedTest
    @EnumSource
    void everySwitchOfTheLab(OAuthFault fault) throws Exception {
        switch (fault) {
            case CONSENT_DENIED, SCOPE_UNTICKED -> signInFails(fault, CauseId.OAUTH_CONSENT_DENIED);
            case WRONG_ACCOUNT -> signInFails(fault, CauseId.OAUTH_WRONG_ACCOUNT);
            case ADMIN_BLOCKED -> signInFails(fault, CauseId.OAUTH_ADMIN_BLOCKED);
            case INVALID_SCOPE -> signInFails(fault, CauseId.OAUTH_SCOPE_MISSING);
            case WRONG_CLIENT_TYPE -> signInFails(fault, CauseId.OAUTH_CLIENT_CONFIG);
            case CODE_EXPIRED -> signInFails(fault, CauseId.OAUTH_REFRESH_EXPIRED);
            case WRONG_STATE -> signInFails(fault, CauseId.OAUTH_STATE_MISMATCH);
            case CLOCK -> signInFails(fault, CauseId.CLOCK_SKEW);
            case SERVER_ERROR -> signInFails(fault, CauseId.SERVER_TEMPORARY);
            case RATE_LIMIT -> signInFails(fault, CauseId.RATE_LIMIT);
            case PROXY -> signInFails(fault, CauseId.NET_UNREACHABLE);
            case NOT_JSON -> signInFails(fault, CauseId.UNKNOWN);
            case EMBEDDED_BROWSER -> thePageSays(fault, CauseId.OAUTH_EMBEDDED_BROWSER);
            case REDIRECT_MISMATCH -> thePageSays(fault, CauseId.OAUTH_REDIRECT_MISMATCH);
            case INVALID_CLIENT, DELETED_CLIENT -> thePageSays(fault, CauseId.OAUTH_CLIENT_CONFIG);
            case ORG_INTERNAL -> thePageSays(fault, CauseId.OAUTH_ADMIN_BLOCKED);
            case UNVERIFIED -> thePageSays(fault, CauseId.OAUTH_APP_UNVERIFIED);
            case NO_REFRESH_TOKEN -> isWarnedOf(fault, CauseId.OAUTH_NO_REFRESH_TOKEN);
            case TESTING -> {
                isWarnedOf(fault, CauseId.OAUTH_TESTING_EXPIRY);
                store.remove(USER);
                keepOfAWeekAgo(signIn(Duration.ofSeconds(20)));
                renewalFails(OAuthFault.REFRESH_EXPIRED, CauseId.OAUTH_TESTING_EXPIRY);
            }
            case REFRESH_EXPIRED, REFRESH_REVOKED, PASSWORD_CHANGED, SESSION_CONTROL -> {
                store.put(signIn(Duration.ofSeconds(20)));
                renewalFails(fault, CauseId.OAUTH_REFRESH_EXPIRED);
            }
            case TOKEN_EXPIRED -> theMailServersSay(fault, CauseId.OAUTH_TOKEN_EXPIRED);
            case NOT_DELEGATED -> {
                lab.authorization().faults(fault);
                ClientRegistration key = read(lab.authorization().serviceAccountKey(), ClientFile.Purpose.DELEGATION);
                isExplained(assertThrows(OAuthException.class,
                        () -> Delegation.token(provider, key, USER, Clock.systemUTC(), new Cancellation())),
                        CauseId.OAUTH_CLIENT_CONFIG);
            }
            case NO_ANSWER -> canBeCancelled(fault);
        }
    }

    // --- what goes wrong on this computer

    @Test
    void thePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            SignInRequest request = request(Duration.ofSeconds(5)).withPort(taken.getLocalPort());
            isExplained(assertThrows(OAuthException.class,
                    () -> new SignIn(request, SignInListener.NONE, new Cancellation())), CauseId.NOT_TESTED);
        }
    }

    @Test
    void theBrowserIsClosed() throws Exception {
        SignInRequest request = request(Duration.ofMillis(100)).withBrowser(Browser.NONE);
        SignIn signIn = new SignIn(request, SignInListener.NONE, new Cancellation());
        isExplained(assertThrows(OAuthException.class, signIn::run), CauseId.USER_CANCELLED);
        // and whoever comes too late finds nobody
        String redirect = Pattern.compile("redirect_uri=([^&]+)").matcher(signIn.page().getRawQuery()).results().findFirst()
                .orElseThrow().group(1);
        URI late = URI.create(java.net.URLDecoder.decode(redirect, StandardCharsets.UTF_8) + "?code=4/late");
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThrows(IOException.class,
                    () -> http.send(HttpRequest.newBuilder(late).build(), HttpResponse.BodyHandlers.discarding()));
        }
    }

    @Test
    void thereIsNoNetwork() throws Exception {
        Account account = signIn(Duration.ofSeconds(20));
        store.put(account);
        lab.close();
        isExplained(assertThrows(OAuthException.class, () -> accounts().refresh(USER, new Cancellation())), CauseId.NET_REFUSED);
        assertEquals(null, store.find(USER).orElseThrow().failure(), "nothing is held against the account");
    }

    // --- the ways in which it shows

    private void signInFails(OAuthFault fault, CauseId cause) {
        lab.authorization().faults(fault);
        Duration patience = Duration.ofSeconds(fault == OAuthFault.WRONG_STATE ? 1 : 20);
        isExplained(assertThrows(OAuthException.class, () -> signIn(patience)), cause);
    }

    /** The browser does not come back: what its page says is what the user reads out. */
    private void thePageSays(OAuthFault fault, CauseId cause) throws Exception {
        lab.authorization().faults(fault);
        isExplained(assertThrows(OAuthException.class, () -> signIn(Duration.ofSeconds(1))), CauseId.USER_CANCELLED);
        String words = shown.get().replaceAll("(?s)<style>.*</style>", "").replaceAll("<[^>]+>", " ");
        assertEquals(cause, Explainer.get().explain(words, new Hints(null, Stage.AUTH, null, null)).cause(), words);
        hasNextSteps(cause);
    }

    private void isWarnedOf(OAuthFault fault, CauseId cause) throws Exception {
        lab.authorization().faults(fault);
        Health.Warning warning = Health.of(signIn(Duration.ofSeconds(20)), Clock.systemUTC()).warnings().getFirst();
        assertEquals(cause, warning.cause());
        assertNotEquals(warning.text(Locale.ENGLISH), warning.text(Locale.JAPANESE));
        hasNextSteps(cause);
    }

    private void renewalFails(OAuthFault fault, CauseId cause) throws Exception {
        lab.authorization().faults(fault);
        isExplained(assertThrows(OAuthException.class, () -> accounts().refresh(USER, new Cancellation())), cause);
        Account kept = store.find(USER).orElseThrow();
        assertEquals(cause, kept.failure());
        assertEquals(cause, Health.of(kept, Clock.systemUTC()).warnings().getFirst().cause());
    }

    private void theMailServersSay(OAuthFault fault, CauseId cause) throws Exception {
        Account account = signIn(Duration.ofSeconds(20));
        store.put(account);
        lab.authorization().faults(fault);
        for (Mechanism mechanism : Set.of(Mechanism.XOAUTH2, Mechanism.OAUTHBEARER)) {
            CheckRequest request = CheckRequest.of(lab.targets().getFirst()).withTrustAnchors(lab.trustAnchors())
                    .withSignIn(new org.mailmend.check.SignIn(USER, accounts().accessToken(USER, new Cancellation()),
                            mechanism));
            assertEquals(cause, Checker.run(request, CheckListener.NONE, new Cancellation()).cause());
        }
        hasNextSteps(cause);
    }

    private void canBeCancelled(OAuthFault fault) throws Exception {
        store.put(signIn(Duration.ofSeconds(20)));
        lab.authorization().faults(fault);
        int before = lab.authorization().tokenRequests();
        Cancellation cancellation = new Cancellation();
        Thread.ofVirtual().start(() -> {
            while (lab.authorization().tokenRequests() == before) {
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
            cancellation.cancel();
        });
        isExplained(assertThrows(OAuthException.class, () -> accounts().refresh(USER, cancellation)), CauseId.USER_CANCELLED);
    }

    private static void isExplained(OAuthException failure, CauseId cause) {
        assertEquals(cause, failure.causeId(), failure.toString());
        assertNotEquals(failure.remark().text(Locale.ENGLISH), failure.remark().text(Locale.JAPANESE));
        hasNextSteps(cause);
    }

    private static void hasNextSteps(CauseId cause) {
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.JAPANESE}) {
            assertFalse(Catalogue.get().text(cause, locale).summary().isBlank(), cause.name());
            // who gave up himself, or whom nobody understands, has none
            assertTrue(EnumSet.of(CauseId.USER_CANCELLED, CauseId.UNKNOWN).contains(cause)
                    || !Catalogue.get().text(cause, locale).steps().isEmpty(), cause.name());
        }
    }

    // --- a sign-in

    private Accounts accounts() {
        return new Accounts(store, Clock.systemUTC());
    }

    private SignInRequest request(Duration patience) throws Exception {
        return SignInRequest.of(provider, client, USER).withTimeout(patience)
                .withBrowser(page -> Thread.ofVirtual().start(() -> agree(page)));
    }

    private Account signIn(Duration patience) throws Exception {
        return new SignIn(request(patience), SignInListener.NONE, new Cancellation()).run();
    }

    /** Does what a user does. */
    private void agree(URI page) {
        try (HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
            String body = http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString()).body();
            Matcher request = REQUEST.matcher(body);
            if (request.find()) {
                String form = "mail=yes&allow=yes&request=" + request.group(1) + "&user="
                        + URLEncoder.encode(USER, StandardCharsets.UTF_8);
                http.send(HttpRequest.newBuilder(page.resolve("/consent")).POST(HttpRequest.BodyPublishers.ofString(form))
                        .header("Content-Type", "application/x-www-form-urlencoded").build(),
                        HttpResponse.BodyHandlers.ofString());
            }
            shown.complete(body);
        } catch (IOException e) {
            shown.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepOfAWeekAgo(Account account) throws IOException {
        Instant then = account.created().minus(WEEK);
        Tokens tokens = account.tokens();
        store.put(new Account(account.address(), account.owner(), account.provider(), account.client(),
                new Tokens(tokens.access(), tokens.refresh(), tokens.scopes(), then, then.plusSeconds(3599), then.plus(WEEK)),
                then, then, null));
    }
}
