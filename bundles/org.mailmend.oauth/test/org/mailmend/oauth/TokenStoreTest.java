package org.mailmend.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmend.diagnosis.CauseId;

/** What every store has to do. */
class TokenStoreTest {

    /** A vault as a keyring is one, without a keyring. */
    private static final class MapVault extends MemoryVault {
        @Override
        public boolean isPersistent() {
            return true;
        }
    }

    static Stream<TokenStore> stores() {
        return Stream.of(TokenStores.memory(), TokenStores.in(new MapVault()));
    }

    private static Account account(String address, CauseId failure) {
        Instant now = Instant.ofEpochSecond(1_800_000_000);
        Provider google = Providers.byId("google").orElseThrow();
        return new Account(address, "owner@example.com", google,
                new ClientRegistration(ClientRegistration.Kind.DESKTOP, "id", "secret", "project", null, null,
                        ClientRegistration.Publishing.TESTING),
                new Tokens("access", "refresh", List.of("https://mail.google.com/", "openid"), now, now.plusSeconds(3599),
                        now.plusSeconds(604_800)),
                now, now.plusSeconds(5), failure);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void keepsAllOfAnAccount(TokenStore store) throws Exception {
        assertTrue(store.accounts().isEmpty());
        Account first = account("b,=\"@example.com", null);
        Account second = account("A@Example.com", CauseId.OAUTH_REFRESH_EXPIRED);
        store.put(first);
        store.put(second);
        assertEquals(Optional.of(first), store.find("B,=\"@EXAMPLE.com"));
        assertEquals(List.of(second, first), store.accounts());
        store.put(account("a@example.com", null));
        assertEquals(2, store.accounts().size());
        store.remove("a@EXAMPLE.COM");
        store.remove("nobody@example.com");
        assertEquals(List.of(first), store.accounts());
    }

    @ParameterizedTest
    @MethodSource("stores")
    void keepsAProviderThatWasDiscovered(TokenStore store) throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            Account google = account("a@example.com", null);
            Account account = new Account("a@example.com", null, fake.provider(), google.client(), google.tokens(),
                    google.created(),
                    google.used(), null);
            store.put(account);
            assertEquals(account, store.find("a@example.com").orElseThrow());
        }
    }

    @Test
    void oneThatCannotBeReadHidesNoOther() throws Exception {
        MapVault vault = new MapVault();
        TokenStore store = TokenStores.in(vault);
        store.put(account("b@example.com", null));
        for (String broken : List.of("", "{", "{\"version\":1}", "[]", vault.get("b@example.com").substring(0, 100))) {
            vault.put("a@example.com", broken);
            assertEquals(1, store.accounts().size(), broken);
            assertTrue(store.find("a@example.com").isEmpty());
        }
    }

    @Test
    void aKnownProviderKeepsItsOwnEndpoints() throws Exception {
        MapVault vault = new MapVault();
        TokenStore store = TokenStores.in(vault);
        store.put(account("a@example.com", null));
        vault.put("a@example.com", vault.get("a@example.com").replace("oauth2.googleapis.com", "evil.example"));
        assertEquals("oauth2.googleapis.com", store.find("a@example.com").orElseThrow().provider().token().getHost());
    }

    @Test
    void textFormsShowNoSecret() {
        assertFalse(account("a@example.com", null).toString().matches(".*(secret|access,|refresh,).*"));
    }
}
