package org.mailmend.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;

class AccountsTest {
    private static final ClientRegistration CLIENT = ClientRegistration.desktop("client", "secret-of-client");
    private static final Instant NOW = Instant.now();

    private FakeProvider fake;
    private final TokenStore store = TokenStores.memory();

    @BeforeEach
    void start() throws IOException {
        fake = new FakeProvider();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private Account account(Duration age, Instant refreshExpires, Provider provider) {
        Instant created = NOW.minus(age);
        return new Account("a@example.com", null, provider, CLIENT,
                new Tokens("old-access", "old-refresh", List.of("https://mail.google.com/"), created, created.plusSeconds(3599),
                        refreshExpires),
                created, created, null);
    }

    private Accounts with(Account account) throws IOException {
        store.put(account);
        return new Accounts(store, Clock.systemUTC());
    }

    private static String token(Accounts accounts) throws Exception {
        return new String(accounts.accessToken("A@Example.com", new Cancellation()).reveal());
    }

    @Test
    void aTokenThatLivesIsUsed() throws Exception {
        assertEquals("old-access", token(with(account(Duration.ofMinutes(30), null, fake.provider()))));
        assertTrue(fake.asked.isEmpty());
    }

    @Test
    void oneNearItsEndIsRenewedAndKept() throws Exception {
        fake.answer("/token", 200, "{\"access_token\":\"new-access\",\"expires_in\":3599,\"refresh_token\":\"new-refresh\"}");
        Accounts accounts = with(account(Duration.ofMinutes(59), null, fake.provider()));
        assertEquals("new-access", token(accounts));
        assertEquals("refresh_token", fake.asked.getFirst().form().get("grant_type"));
        assertEquals("old-refresh", fake.asked.getFirst().form().get("refresh_token"));
        Account kept = store.find("a@example.com").orElseThrow();
        assertEquals("new-refresh", kept.tokens().refresh());
        assertEquals(List.of("https://mail.google.com/"), kept.tokens().scopes());
        assertEquals("new-access", token(accounts));
        assertEquals(1, fake.asked.size());
    }

    @Test
    void aClockThatWasSetBackEndsAToken() {
        Tokens tokens = account(Duration.ZERO, null, fake.provider()).tokens();
        assertTrue(tokens.usable(Clock.fixed(NOW.minusSeconds(60), ZoneOffset.UTC)));
        assertFalse(tokens.usable(Clock.fixed(NOW.minusSeconds(600), ZoneOffset.UTC)));
        assertFalse(tokens.usable(Clock.fixed(NOW.plusSeconds(3550), ZoneOffset.UTC)));
    }

    @Test
    void aTokenWithAShortLifeIsUsedNevertheless() {
        Tokens tokens = new Tokens("a", "r", List.of(), NOW, NOW.plusSeconds(60), null);
        assertTrue(tokens.usable(Clock.fixed(NOW.plusSeconds(30), ZoneOffset.UTC)));
        assertFalse(tokens.usable(Clock.fixed(NOW.plusSeconds(50), ZoneOffset.UTC)));
    }

    @Test
    void ofManyWhoAskOneRenews() throws Exception {
        AtomicInteger count = new AtomicInteger();
        fake.answer("/token", form -> FakeProvider.Answer.json(200, "{\"access_token\":\"new-" + count.incrementAndGet()
                + "\",\"expires_in\":3599,\"refresh_token\":\"next-" + count.get() + "\"}"));
        Accounts accounts = with(account(Duration.ofHours(2), null, fake.provider()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(threads.submit((Callable<String>) () -> token(accounts)));
            }
            for (Future<String> one : all) {
                assertEquals("new-1", one.get());
            }
        }
        assertEquals(1, fake.asked.size());
    }

    @Test
    void anotherProcessMayBeQuicker() throws Exception {
        Account old = account(Duration.ofHours(2), null, fake.provider());
        Accounts accounts = with(old);
        fake.answer("/token", form -> {
            try {
                store.put(old.renewed(
                        new Tokens("their-access", "their-refresh", old.tokens().scopes(), NOW, NOW.plusSeconds(3599), null),
                        NOW));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return FakeProvider.Answer.json(400, "{\"error\":\"invalid_grant\"}");
        });
        assertEquals("their-access", token(accounts));
        assertEquals("their-refresh", store.find("a@example.com").orElseThrow().tokens().refresh());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Token has expired|1|false|OAUTH_REFRESH_EXPIRED|failure.refresh.expired",
            "Token has been revoked.|1|false|OAUTH_REFRESH_EXPIRED|failure.refresh.revoked",
            "Token has been expired or revoked.|1|false|OAUTH_REFRESH_EXPIRED|failure.refresh.ended",
            "AADSTS50173: The provided grant has expired due to it being revoked|1|false|OAUTH_REFRESH_EXPIRED|failure.refresh.password",
            "AADSTS700082: The refresh token has expired due to inactivity|1|false|OAUTH_REFRESH_EXPIRED|failure.refresh.unused",
            "reauth related error (invalid_rapt)|1|false|OAUTH_REFRESH_EXPIRED|failure.refresh.admin",
            "Token has been expired or revoked.|7|true|OAUTH_TESTING_EXPIRY|failure.refresh.testing",
            "Token has been expired or revoked.|3|true|OAUTH_REFRESH_EXPIRED|failure.refresh.ended",
            "Token has been expired or revoked.|200|false|OAUTH_REFRESH_EXPIRED|failure.refresh.unused",
            "Token used too late|1|false|CLOCK_SKEW|failure.clock.unknown"})
    void whyASignInEnded(String description, int days, boolean testing, CauseId cause, String remark) throws Exception {
        fake.answer("/token", 400, "{\"error\":\"invalid_grant\",\"error_description\":\"" + description + "\"}");
        Duration age = Duration.ofDays(days);
        Accounts accounts = with(account(age, testing ? NOW.minus(age).plus(Duration.ofDays(7)) : null, fake.provider()));
        OAuthException failure = assertThrows(OAuthException.class, () -> token(accounts));
        assertEquals(cause, failure.causeId());
        assertEquals(remark, failure.remark().key());
        CauseId remembered = cause == CauseId.CLOCK_SKEW ? null : cause;
        assertEquals(remembered, store.find("a@example.com").orElseThrow().failure());
    }

    @Test
    void aWrongClockIsTheReasonWhateverTheProviderSays() throws Exception {
        fake.answer("/token", 400, "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired or revoked.\"}");
        store.put(account(Duration.ofHours(3), null, fake.provider()));
        Accounts accounts = new Accounts(store, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(40)));
        OAuthException failure = assertThrows(OAuthException.class, () -> token(accounts));
        assertEquals(CauseId.CLOCK_SKEW, failure.causeId());
        assertEquals(List.of("40"), failure.remark().args().stream().map(text -> text.equals("39") ? "40" : text).toList());
    }

    @Test
    void aFaultOfTheServerIsNotHeldAgainstTheAccount() throws Exception {
        fake.answer("/token", 503, "");
        Accounts accounts = with(account(Duration.ofHours(2), null, fake.provider()));
        assertEquals(CauseId.SERVER_TEMPORARY, assertThrows(OAuthException.class, () -> token(accounts)).causeId());
        assertEquals(null, store.find("a@example.com").orElseThrow().failure());
    }

    @Test
    void oneThatWasRenewedIsWellAgain() throws Exception {
        Account ill = account(Duration.ofHours(2), null, fake.provider()).failed(CauseId.OAUTH_REFRESH_EXPIRED);
        Accounts accounts = with(ill);
        accounts.refresh("a@example.com", new Cancellation());
        assertEquals(null, store.find("a@example.com").orElseThrow().failure());
    }

    @Test
    void revocationTellsTheProviderAndForgets() throws Exception {
        fake.answer("/revoke", 200, "");
        Accounts accounts = with(account(Duration.ofMinutes(1), null, fake.provider()));
        assertTrue(accounts.revoke("a@example.com", new Cancellation()));
        assertEquals("old-refresh", fake.asked.getFirst().form().get("token"));
        assertTrue(store.accounts().isEmpty());
        assertThrows(BadInputException.class, () -> accounts.revoke("a@example.com", new Cancellation()));
    }

    @Test
    void whatHasEndedAlreadyCanBeRevoked() throws Exception {
        fake.answer("/revoke", 400, "{\"error\":\"invalid_token\"}");
        assertTrue(with(account(Duration.ofMinutes(1), null, fake.provider())).revoke("a@example.com", new Cancellation()));
    }

    @Test
    void anAccountStaysWhenTheProviderCouldNotBeTold() throws Exception {
        fake.answer("/revoke", 503, "");
        Accounts accounts = with(account(Duration.ofMinutes(1), null, fake.provider()));
        assertThrows(OAuthException.class, () -> accounts.revoke("a@example.com", new Cancellation()));
        assertEquals(1, store.accounts().size());
    }

    @Test
    void microsoftCannotBeTold() throws Exception {
        Provider microsoft = Providers.byId("microsoft365").orElseThrow();
        assertFalse(with(account(Duration.ofMinutes(1), null, microsoft)).revoke("a@example.com", new Cancellation()));
        assertTrue(store.accounts().isEmpty());
    }

    @Test
    void theProviderSaysWhatATokenIsGoodFor() throws Exception {
        Provider plain = fake.provider();
        Provider asking = new Provider(plain.id(), plain.name(), plain.issuer(), plain.authorization(), plain.token(), null, null,
                null,
                java.net.URI.create(fake.base() + "/introspect"), plain.mailScopes(), plain.otherScopes(), plain.parameters(),
                "127.0.0.1",
                "/", List.of(), List.of(), List.of());
        Accounts accounts = with(account(Duration.ofMinutes(1), null, asking));
        fake.answer("/introspect", 200, "{\"active\":true,\"scope\":\"email\",\"username\":\"a@example.com\",\"expires_in\":60}");
        TokenFacts facts = accounts.inspect("a@example.com", new Cancellation());
        assertEquals("old-access", fake.asked.getFirst().form().get("token"));
        assertTrue(facts.told() && facts.active() && facts.refresh());
        assertFalse(facts.mail());
        assertEquals("a@example.com", facts.owner());
        fake.answer("/introspect", 200, "{\"active\":false}");
        assertFalse(accounts.inspect("a@example.com", new Cancellation()).active());
        fake.answer("/introspect", 500, "");
        facts = accounts.inspect("a@example.com", new Cancellation());
        assertTrue(!facts.told() && facts.active() && facts.mail());
    }

    @Test
    void healthIsKnownBeforeTheUserKnowsIt() {
        Provider google = Providers.byId("google").orElseThrow();
        Clock now = Clock.fixed(NOW, ZoneOffset.UTC);
        assertTrue(Health.of(account(Duration.ofDays(1), null, google), now).warnings().isEmpty());
        Health testing = Health.of(account(Duration.ofDays(2), NOW.plus(Duration.ofDays(5)), google), now);
        assertEquals(CauseId.OAUTH_TESTING_EXPIRY, testing.warnings().getFirst().cause());
        assertEquals(NOW.plus(Duration.ofDays(5)), testing.ends());
        Health unused = Health.of(account(Duration.ofDays(170), null, google), now);
        assertEquals("health.unused", unused.warnings().getFirst().key());
        Account without = new Account("a@example.com", null, google, CLIENT, new Tokens("a", null, List.of("email"), NOW,
                NOW.plusSeconds(3600), null), NOW, NOW, CauseId.OAUTH_ADMIN_BLOCKED);
        assertEquals(List.of(CauseId.OAUTH_ADMIN_BLOCKED, CauseId.OAUTH_NO_REFRESH_TOKEN, CauseId.OAUTH_SCOPE_MISSING),
                Health.of(without, now).warnings().stream().map(Health.Warning::cause).toList());
    }
}
