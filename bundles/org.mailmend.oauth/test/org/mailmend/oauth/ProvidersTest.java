package org.mailmend.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.check.Cancellation;
import org.mailmend.check.Presets;
import org.mailmend.diagnosis.CauseId;

class ProvidersTest {

    @Test
    void allHaveWhatASignInNeedsAndASource() {
        assertEquals(List.of("google", "microsoft365", "outlook", "yahoo"), Providers.all().stream().map(Provider::id).toList());
        for (Provider provider : Providers.all()) {
            assertEquals("https", provider.authorization().getScheme());
            assertEquals("https", provider.token().getScheme());
            assertFalse(provider.mailScopes().isEmpty());
            assertFalse(provider.sources().isEmpty());
            for (String preset : provider.presets()) {
                assertTrue(Presets.all().stream().anyMatch(known -> known.id().equals(preset)), preset);
            }
            for (Provider.Source source : provider.sources()) {
                assertTrue(source.address().startsWith("https://") && source.date().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"));
            }
        }
        for (Provider.Quirk quirk : Provider.Quirk.values()) {
            assertFalse(quirk.text(Locale.ENGLISH).equals(quirk.text(Locale.JAPANESE)));
        }
    }

    @Test
    void googleNeedsTheFullScopeAndOfflineAccess() {
        Provider google = Providers.byId("google").orElseThrow();
        assertEquals(List.of("https://mail.google.com/"), google.mailScopes());
        assertEquals("offline", google.parameters().get("access_type"));
        assertEquals("consent", google.parameters().get("prompt"));
        assertEquals(null, google.device());
    }

    @Test
    void certainDomainsBelongToAProvider() {
        assertEquals("google", Providers.ofAddress("A@Gmail.com").orElseThrow().id());
        assertEquals("outlook", Providers.ofAddress("a@hotmail.co.jp").orElseThrow().id());
        assertTrue(Providers.ofAddress("a@yahoo.co.jp").isEmpty());
        assertTrue(Providers.ofAddress("a@example.com").isEmpty());
    }

    private static Provider discover(String issuer) throws BadInputException, OAuthException {
        return Providers.discover(issuer, Duration.ofSeconds(10), new Cancellation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.com", "http://example.com", "https://", "https://example.com/?a=b",
            "https://user@example.com/",
            "ftp://example.com", "file:///etc/passwd", "https://exam ple.com", "http://127.0.0.1.evil.example/"})
    void issuersThatAreNone(String issuer) {
        assertThrows(BadInputException.class, () -> discover(issuer));
    }

    private static String metadata(String base, String issuer, String more) {
        return "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + base + "/a\",\"token_endpoint\":\"" + base
                + "/t\"" + more
                + "}";
    }

    @Test
    void discoversByRfc8414WithAPath() throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            fake.answer("/.well-known/oauth-authorization-server/realm", 200, metadata(fake.base(), fake.base() + "/realm",
                    ",\"scopes_supported\":[\"openid\",\"email\",\"https://outlook.office.com/SMTP.Send\",\"profile\",\"mail\",\"offline_access\"]"));
            Provider provider = discover(fake.base() + "/realm/");
            assertEquals(fake.base() + "/t", provider.token().toString());
            assertEquals(List.of("https://outlook.office.com/SMTP.Send", "mail"), provider.mailScopes());
            assertEquals(List.of("openid", "email", "offline_access"), provider.otherScopes());
        }
    }

    @Test
    void discoversByOpenIdWhereThatIsAll() throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            fake.answer("/realm/.well-known/openid-configuration", 200, metadata(fake.base(), fake.base() + "/realm", ""));
            assertEquals(List.of("https://mail.google.com/"), discover(fake.base() + "/realm").mailScopes());
        }
    }

    @Test
    void doesNotTrustWhatBelongsToOthers() throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            String place = "/.well-known/oauth-authorization-server";
            fake.answer(place, 200, metadata(fake.base(), "https://accounts.example.com", ""));
            assertEquals("failure.discovery.issuer",
                    assertThrows(OAuthException.class, () -> discover(fake.base())).remark().key());
            fake.answer(place, 200, metadata("http://evil.example", fake.base(), ""));
            assertEquals("failure.discovery.unsafe",
                    assertThrows(OAuthException.class, () -> discover(fake.base())).remark().key());
            fake.answer(place, 200, "{\"issuer\":\"" + fake.base() + "\"}");
            assertEquals("failure.discovery.endpoints",
                    assertThrows(OAuthException.class, () -> discover(fake.base())).remark().key());
            fake.answer(place, 404, "");
            assertEquals("failure.discovery.none",
                    assertThrows(OAuthException.class, () -> discover(fake.base())).remark().key());
            fake.answer(place, 503, "");
            assertEquals(CauseId.SERVER_TEMPORARY, assertThrows(OAuthException.class, () -> discover(fake.base())).causeId());
        }
    }
}
