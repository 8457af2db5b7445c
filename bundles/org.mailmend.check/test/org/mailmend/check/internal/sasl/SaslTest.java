package org.mailmend.check.internal.sasl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.mailmend.check.CheckResult.OAuthError;
import org.mailmend.check.Mechanism;
import org.mailmend.diagnosis.CauseId;

class SaslTest {
    private static final String TOKEN = "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==";

    private static String base64(byte[] message) {
        return Base64.getEncoder().encodeToString(message);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void xoauth2AsInGooglesDocument() {
        // developers.google.com/workspace/gmail/imap/xoauth2-protocol, section "The SASL XOAUTH2 mechanism"
        Sasl sasl = new Sasl(Mechanism.XOAUTH2, "someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg", "h", 1);
        assertEquals(
                "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0"
                        + "Q2cBAQ==",
                base64(sasl.initial()));
    }

    @Test
    void oauthbearerAsInRfc7628() {
        // RFC 7628 section 4.1
        Sasl sasl = new Sasl(Mechanism.OAUTHBEARER, "user@example.com", TOKEN, "server.example.com", 143);
        assertEquals(
                "bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVyIHZGOWRmdDRxbVRjMk52"
                        + "YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB",
                base64(sasl.initial()));
    }

    @Test
    void namesWithCommaAndEqualsSign() {
        Sasl sasl = new Sasl(Mechanism.OAUTHBEARER, "a,=b", "t", "h", 587);
        assertArrayEquals(bytes("n,a=a=2C=3Db,\1host=h\1port=587\1auth=Bearer t\1\1"), sasl.initial());
        assertArrayEquals(bytes("user=a,=b\1auth=Bearer t\1\1"), new Sasl(Mechanism.XOAUTH2, "a,=b", "t", "h", 1).initial());
    }

    @Test
    void plainIsUtf8() {
        assertArrayEquals(bytes("\0太郎\0ひみつ ①"), new Sasl(Mechanism.PLAIN, "太郎", "ひみつ ①", "h", 1).initial());
    }

    @Test
    void cramMd5AsInRfc2195() {
        Sasl sasl = new Sasl(Mechanism.CRAM_MD5, "tim", "tanstaaftanstaaf", "h", 1);
        assertNull(sasl.initial());
        assertFalse(sasl.credentialSent());
        assertEquals("tim b913a602c7eda7a495b4e6e7334d3890",
                new String(sasl.respond(bytes("<1896.697170952@postoffice.reston.mci.net>")), StandardCharsets.US_ASCII));
        assertTrue(sasl.credentialSent());
        assertNull(sasl.respond(bytes("<1896.697170952@postoffice.reston.mci.net>")), "a second challenge gets no second proof");
    }

    @Test
    void loginAnswersTwice() {
        Sasl sasl = new Sasl(Mechanism.LOGIN, "u", "p", "h", 1);
        assertArrayEquals(bytes("u"), sasl.respond(bytes("Username:")));
        assertFalse(sasl.credentialSent());
        assertArrayEquals(bytes("p"), sasl.respond(null));
        assertTrue(sasl.credentialSent());
        assertNull(sasl.respond(bytes("Username:")));
    }

    @Test
    void anErrorGetsTheAnswerThatTheMechanismDemands() {
        byte[] json = bytes(
                "{\"status\":\"invalid_token\",\"scope\":\"mail\",\"openid-configuration\":\"https://example.com/.well-known\"}");
        Sasl bearer = new Sasl(Mechanism.OAUTHBEARER, "u", "t", "h", 1);
        bearer.initialSent();
        assertEquals("AQ==", base64(bearer.respond(json)));
        assertTrue(bearer.failed());
        assertEquals(new OAuthError("invalid_token", null, "mail"), bearer.error());
        assertNull(bearer.respond(json));
        Sasl xoauth2 = new Sasl(Mechanism.XOAUTH2, "u", "t", "h", 1);
        assertEquals(base64(xoauth2.initial()), base64(xoauth2.respond(new byte[0])));
        assertEquals("", base64(xoauth2.respond(json)));
        assertNull(xoauth2.respond(json));
    }

    @Test
    void errorsThatCannotBeRead() {
        for (String json : new String[] {"", "null", "[]", "\"x\"", "{", "{\"status\"", "{\"status\":", "{\"status\":\"4",
                "\0\1\2", "{}{}"}) {
            OAuthError error = OAuthErrors.read(bytes(json));
            assertEquals(CauseId.OAUTH_TOKEN_REJECTED, OAuthErrors.cause(error), json);
        }
        String deep = "{\"a\":".repeat(100_000);
        assertNull(OAuthErrors.read(bytes(deep)));
        OAuthError long1 = OAuthErrors.read(bytes("{\"status\":\"" + "4".repeat(5000) + "\"}"));
        assertEquals(300, long1.status().length());
        assertEquals(new OAuthError("401", null, null),
                OAuthErrors.read(bytes("{\"status\":401,\"schemes\":null,\"x\":[{\"status\":1}]}")));
    }
}
