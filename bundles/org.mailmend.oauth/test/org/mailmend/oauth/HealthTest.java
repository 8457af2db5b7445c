package org.mailmend.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.oauth.ClientRegistration.Publishing;
import org.mailmend.oauth.Provider.Quirk;

/** What is said of an account before and after its end. */
class HealthTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static Account account(String address, Provider provider, Publishing publishing, Instant signedIn,
            Instant refreshExpires) {
        return new Account(address, null, provider, ClientRegistration.desktop("client", null).withPublishing(publishing),
                new Tokens("access", "refresh", provider.mailScopes(), signedIn, signedIn.plusSeconds(3599), refreshExpires),
                signedIn, signedIn, null);
    }

    private static Health health(String provider, Publishing publishing, int days, Integer endsAfter) {
        Instant signedIn = NOW.minus(Duration.ofDays(days));
        return Health.of(account("a@example.com", Providers.byId(provider).orElseThrow(), publishing, signedIn,
                endsAfter == null ? null : signedIn.plus(Duration.ofDays(endsAfter))), CLOCK);
    }

    private static Provider at(URI token) {
        return new Provider(Provider.GENERIC, "Test", null, token, token, null, null, null, null, List.of("mail"), List.of(),
                Map.of(), "127.0.0.1", "/", List.of(), List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource({"TESTING,7,health.testing", "UNKNOWN,7,health.testing", "PRODUCTION,7,health.ends", "INTERNAL,7,health.ends",
            "UNKNOWN,30,health.ends"})
    void aDateToEndIsToldFromTheFirstDay(Publishing publishing, int life, String key) {
        Health health = health("google", publishing, 0, life);
        assertEquals(List.of(key), health.warnings().stream().map(Health.Warning::key).toList());
        assertEquals(NOW.plus(Duration.ofDays(life)), health.ends());
        assertEquals(health.ends(), health.warnings().getFirst().when());
        assertTrue(health.warnings().getFirst().text(Locale.ENGLISH).contains("2026"));
        assertTrue(health.warnings().getFirst().text(Locale.JAPANESE).contains("2026"));
    }

    @ParameterizedTest
    @CsvSource({"google,149,false,180", "google,151,true,180", "microsoft365,74,false,90", "microsoft365,76,true,90",
            "outlook,76,true,90"})
    void whoeverDoesNotUseItIsToldInTime(String provider, int days, boolean told, int life) {
        Health health = health(provider, Publishing.PRODUCTION, days, null);
        assertEquals(told ? List.of("health.unused") : List.of(),
                health.warnings().stream().map(Health.Warning::key).toList());
        assertEquals(told ? NOW.plus(Duration.ofDays(life - days)) : null, health.ends());
    }

    @Test
    void whatNobodyAnnouncesIsSaidBeforehand() {
        Provider google = Providers.byId("google").orElseThrow();
        Account account = account("a@example.com", google, Publishing.PRODUCTION, NOW, null);
        assertEquals(List.of(Quirk.TESTING_SEVEN_DAYS, Quirk.UNUSED_SIX_MONTHS, Quirk.HUNDRED_TOKENS, Quirk.PASSWORD_CHANGE),
                Health.risks(account));
        assertFalse(Health.risks(account("a@example.com", google, Publishing.INTERNAL, NOW, null))
                .contains(Quirk.TESTING_SEVEN_DAYS));
        ClientRegistration robot = new ClientRegistration(ClientRegistration.Kind.SERVICE_ACCOUNT, "1", "key", null, null, null,
                Publishing.UNKNOWN);
        assertEquals(List.of(), Health.risks(
                new Account("a@example.com", null, google, robot, account.tokens(), NOW, NOW, null)));
    }

    @Test
    void aHostThatDoesNotExistIsNamed() throws Exception {
        TokenStore store = TokenStores.memory();
        store.put(account("a@example.com", at(URI.create("https://id.mailmend.invalid/token")), Publishing.UNKNOWN, NOW, null));
        OAuthException failure = assertThrows(OAuthException.class,
                () -> new Accounts(store, Clock.systemUTC()).refresh("a@example.com", new Cancellation()));
        assertEquals(CauseId.DNS_NO_SUCH_HOST, failure.causeId());
        assertTrue(failure.remark().text(Locale.ENGLISH).contains("id.mailmend.invalid"));
        assertEquals(null, store.find("a@example.com").orElseThrow().failure());
    }

    @Test
    void whoeverDoesNotAnswerCanBeCancelledAndIsNotHeldAgainstTheAccount() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            TokenStore store = TokenStores.memory();
            store.put(account("a@example.com", at(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/token")),
                    Publishing.UNKNOWN, NOW, null));
            Cancellation cancellation = new Cancellation();
            CountDownLatch connected = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> {
                try {
                    silent.accept();
                    connected.countDown();
                } catch (IOException e) {
                    // the test is over
                }
            });
            Thread.ofVirtual().start(() -> {
                try {
                    connected.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                cancellation.cancel();
            });
            OAuthException failure = assertThrows(OAuthException.class,
                    () -> new Accounts(store, Clock.systemUTC()).refresh("a@example.com", cancellation));
            assertEquals(CauseId.USER_CANCELLED, failure.causeId());
            assertEquals(null, store.find("a@example.com").orElseThrow().failure());
        }
    }

    /** A store in which one account breaks whatever is done with it. */
    private record Broken(TokenStore store) implements TokenStore {
        @Override
        public boolean isPersistent() {
            return false;
        }

        @Override
        public List<Account> accounts() throws IOException {
            return store.accounts();
        }

        @Override
        public Optional<Account> find(String address) throws IOException {
            if (address.startsWith("b")) {
                throw new IllegalStateException("secret-of-b");
            }
            return store.find(address);
        }

        @Override
        public void put(Account account) throws IOException {
            store.put(account);
        }

        @Override
        public void remove(String address) throws IOException {
            store.remove(address);
        }
    }

    @Test
    void evenOneThatBreaksHidesNoOther() throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            TokenStore store = TokenStores.memory();
            store.put(account("a@example.com", at(URI.create("https://id.mailmend.invalid/token")), Publishing.UNKNOWN, NOW,
                    null));
            store.put(account("b@example.com", fake.provider(), Publishing.UNKNOWN, NOW, null));
            store.put(account("c@example.com", fake.provider(), Publishing.UNKNOWN, NOW, null));
            List<AccountWatch.Finding> found = new ArrayList<>();
            AccountWatch.look(new Accounts(new Broken(store), Clock.systemUTC()), Duration.ofMillis(1), Clock.systemUTC(),
                    found::add, new Cancellation());
            assertEquals(List.of("a@example.com", "b@example.com", "c@example.com"),
                    found.stream().map(AccountWatch.Finding::address).toList());
            assertEquals(CauseId.DNS_NO_SUCH_HOST, found.get(0).failure().causeId());
            assertEquals(CauseId.UNKNOWN, found.get(1).failure().causeId());
            assertFalse(found.get(1).failure().getMessage().contains("secret"));
            assertEquals(null, found.get(2).failure());
        }
    }
}
