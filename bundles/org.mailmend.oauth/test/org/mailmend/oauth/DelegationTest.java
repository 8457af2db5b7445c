package org.mailmend.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;

class DelegationTest {
    private static KeyPair pair;

    private static ClientRegistration serviceAccount(String key) {
        return new ClientRegistration(ClientRegistration.Kind.SERVICE_ACCOUNT, "100", key, "p", "s@p.iam.gserviceaccount.com",
                "kid",
                ClientRegistration.Publishing.INTERNAL);
    }

    private static ClientRegistration serviceAccount() throws Exception {
        if (pair == null) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            pair = generator.generateKeyPair();
        }
        return serviceAccount(
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    @Test
    void theAssertionSaysWhoAndForWhom() throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            fake.answer("/token", 200, "{\"access_token\":\"t\",\"expires_in\":3599}");
            Account account = Delegation.signIn(fake.provider(), serviceAccount(), "a@example.com", Clock.systemUTC(),
                    new Cancellation());
            FakeProvider.Asked asked = fake.asked.getFirst();
            assertEquals("urn:ietf:params:oauth:grant-type:jwt-bearer", asked.form().get("grant_type"));
            String[] parts = asked.form().get("assertion").split("\\.");
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(pair.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            assertTrue(signature.verify(Base64.getUrlDecoder().decode(parts[2])));
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            assertTrue(claims.contains("\"sub\":\"a@example.com\""), claims);
            assertTrue(claims.contains("\"iss\":\"s@p.iam.gserviceaccount.com\""), claims);
            assertTrue(claims.contains("\"aud\":\"" + fake.base() + "/token\""), claims);
            assertTrue(claims.contains("\"scope\":\"https://mail.google.com/\""), claims);
            assertTrue(Health.of(account, Clock.systemUTC()).warnings().isEmpty());
            // there is no refresh token: a new assertion is made
            TokenStore store = TokenStores.memory();
            store.put(account);
            new Accounts(store, Clock.offset(Clock.systemUTC(), Duration.ofHours(2))).accessToken("a@example.com",
                    new Cancellation());
            assertEquals(2, fake.asked.size());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "unauthorized_client|Client is unauthorized to retrieve access tokens|OAUTH_CLIENT_CONFIG|failure.delegation",
            "invalid_grant|Invalid email or User ID|OAUTH_CLIENT_CONFIG|failure.delegation.mailbox",
            "invalid_grant|Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe|CLOCK_SKEW|failure.clock.unknown",
            "access_denied|Requested client not authorized.|OAUTH_CONSENT_DENIED|failure.denied"})
    void refusalsAreToldApart(String error, String description, CauseId cause, String remark) throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            fake.answer("/token", 400, "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
            ClientRegistration client = serviceAccount();
            OAuthException e = assertThrows(OAuthException.class,
                    () -> Delegation.token(fake.provider(), client, "a@example.com", Clock.systemUTC(), new Cancellation()));
            assertEquals(cause, e.causeId());
            assertEquals(remark, e.remark().key());
        }
    }

    @Test
    void aDamagedKeyIsNotQuoted() throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            OAuthException e = assertThrows(OAuthException.class,
                    () -> Delegation.token(fake.provider(),
                            serviceAccount("-----BEGIN PRIVATE KEY-----\nQUJDREVG\n-----END PRIVATE KEY-----"),
                            "a@example.com", Clock.systemUTC(), new Cancellation()));
            assertEquals("failure.key", e.remark().key());
            assertFalse(e.toString().contains("QUJD"));
            assertEquals(null, e.getCause());
        }
    }

    @Test
    void theAdministratorGetsWhatToEnter() throws Exception {
        assertEquals("100\thttps://mail.google.com/",
                Delegation.adminEntry(Providers.byId("google").orElseThrow(), serviceAccount()));
        assertTrue(Instant.now().isAfter(Instant.EPOCH));
    }
}
