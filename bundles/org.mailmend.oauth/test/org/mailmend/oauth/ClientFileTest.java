package org.mailmend.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.oauth.ClientFile.Purpose;

class ClientFileTest {
    private static final Provider GOOGLE = Providers.byId("google").orElseThrow();
    private static final Provider MICROSOFT = Providers.byId("microsoft365").orElseThrow();
    private static final String ID = "123-abc.apps.googleusercontent.com";

    private static ClientRegistration read(String text, Purpose purpose, Provider provider) throws BadInputException {
        return ClientFile.read(text.getBytes(StandardCharsets.UTF_8), purpose, provider);
    }

    @Test
    void readsWhatTheConsoleOffers() throws Exception {
        String file = "\uFEFF{\"installed\":{\"client_id\":\"" + ID + "\",\"project_id\":\"p-1\",\"client_secret\":\"GOCSPX-x\","
                + "\"auth_uri\":\"https://evil.example/\",\"redirect_uris\":[\"http://localhost\"]}}\n";
        ClientRegistration client = read(file, Purpose.SIGN_IN, GOOGLE);
        assertEquals(ID, client.id());
        assertEquals("GOCSPX-x", client.secret());
        assertEquals("p-1", client.project());
        assertFalse(client.toString().contains("GOCSPX"));
    }

    @Test
    void readsAPlainClientOfOthers() throws Exception {
        ClientRegistration client = read("{\"client_id\":\"00000000-aaaa\"}", Purpose.SIGN_IN, MICROSOFT);
        assertEquals("00000000-aaaa", client.id());
        assertEquals(null, client.secret());
    }

    @Test
    void readsTheKeyOfAServiceAccount() throws Exception {
        String key = "{\"type\":\"service_account\",\"client_email\":\"s@p.iam.gserviceaccount.com\",\"client_id\":\"1\","
                + "\"private_key_id\":\"k\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----\\n\"}";
        ClientRegistration client = read(key, Purpose.DELEGATION, GOOGLE);
        assertEquals(ClientRegistration.Kind.SERVICE_ACCOUNT, client.kind());
        assertEquals("input.client.service-account",
                assertThrows(BadInputException.class, () -> read(key, Purpose.SIGN_IN, GOOGLE)).remark().key());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"SIGN_IN|''|input.client.empty", "SIGN_IN|<html>|input.client.json",
            "SIGN_IN|GOCSPX-abc|input.client.id-only", "SIGN_IN|[]|input.client.json", "SIGN_IN|{\"a\":1} {}|input.client.json",
            "SIGN_IN|{\"client_id\":\"x\",\"client_id\":\"y\"}|input.client.json", "SIGN_IN|{}|input.client.missing",
            "SIGN_IN|{\"web\":{\"client_id\":\"x\"}}|input.client.web", "SIGN_IN|{\"installed\":{}}|input.client.missing",
            "SIGN_IN|{\"installed\":{\"client_id\":\"123-abc.apps.googleusercontent.com\"}}|input.client.missing",
            "SIGN_IN|{\"installed\":{\"client_id\":\"other\",\"client_secret\":\"s\"}}|input.client.google",
            "SIGN_IN|{\"installed\":{\"client_id\":\"a b\",\"client_secret\":\"s\"}}|input.client.broken",
            "SIGN_IN|{\"type\":\"authorized_user\",\"client_id\":\"x\",\"refresh_token\":\"1//x\"}|input.client.user",
            "DELEGATION|{\"installed\":{\"client_id\":\"x\"}}|input.key.client",
            "DELEGATION|{\"type\":\"service_account\",\"client_email\":\"s@p\"}|input.client.missing",
            "DELEGATION|{\"type\":\"service_account\",\"private_key\":\"x\"}|input.client.missing"})
    void complaintsAreExact(Purpose purpose, String text, String key) {
        BadInputException e = assertThrows(BadInputException.class, () -> read(text, purpose, GOOGLE));
        assertEquals(key, e.remark().key());
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            assertFalse(e.remark().text(locale).contains("GOCSPX"));
        }
    }

    @Test
    void aClientOfAnotherProviderIsNoticed() {
        assertEquals("input.client.other", assertThrows(BadInputException.class,
                () -> read("{\"client_id\":\"" + ID + "\"}", Purpose.SIGN_IN, MICROSOFT)).remark().key());
    }

    @Test
    void depthAndSizeAreBounded() {
        assertThrows(BadInputException.class, () -> read("{\"a\":".repeat(10_000), Purpose.SIGN_IN, GOOGLE));
        assertEquals("input.client.big",
                assertThrows(BadInputException.class, () -> read(" ".repeat(100_000), Purpose.SIGN_IN, GOOGLE)).remark().key());
    }

    @Test
    void typedClientsAreCheckedAsWell() throws Exception {
        assertEquals(ID, ClientFile.of(" " + ID + " ", " s ", GOOGLE).id());
        assertThrows(BadInputException.class, () -> ClientFile.of("", "s", GOOGLE));
        assertThrows(BadInputException.class, () -> ClientFile.of(ID, "", GOOGLE));
    }
}
