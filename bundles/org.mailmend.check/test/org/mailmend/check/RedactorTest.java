package org.mailmend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String DOTS = Redactor.DOTS;
    private static final String TOKEN = "ya29.a0AfB_byC-vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg0123456789";

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tr0ub4dor&3", "correct horse battery", "a\"b\\c<d>e", "パスワード①", "p+/=%&? x", "abcd efgh ijkl mnop",
            "żółć-øé"})
    void everyFormIsFound(String secret) {
        Redactor redactor = Redactor.GENERAL.with(secret, "user@example.com");
        byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(utf8);
        for (String form : new String[] {secret, secret.toUpperCase(Locale.ROOT), base64(secret), base64(secret).replace("=", ""),
                Base64.getUrlEncoder().encodeToString(utf8), base64("\0user@example.com\0" + secret),
                base64("user@example.com\0user@example.com\0" + secret), base64("other\0" + secret), base64("xx" + secret + "yy"),
                base64("user=u\1auth=Bearer " + secret + "\1\1"),
                base64("n,a=u,\1host=h\1port=1\1auth=Bearer " + secret + "\1\1"),
                url, url.replace("+", "%20"), url.toLowerCase(Locale.ROOT), secret.replace("\\", "\\\\").replace("\"", "\\\""),
                hex,
                hex.toUpperCase(Locale.ROOT), new String(utf8, StandardCharsets.ISO_8859_1), secret.replace(" ", "")}) {
            String shown = redactor.show("500 unknown command <" + form + "> here");
            assertTrue(shown.startsWith("500 unknown command <"), shown);
            assertTrue(shown.endsWith("> here"), shown);
            assertFalse(shown.contains(form), () -> form + " stands in " + shown);
            assertTrue(shown.contains(DOTS), shown);
        }
    }

    @Test
    void hiddenCharactersDoNotHideASecret() {
        Redactor redactor = Redactor.GENERAL.with("hunter2hunter2", null);
        assertEquals("x " + DOTS + " y", redactor.show("x hun\u0007ter2\u200bhunt\r\ner2 y"));
    }

    @Test
    void aWrappedTokenIsFoundByItsParts() {
        Redactor redactor = Redactor.GENERAL.with(TOKEN.substring(5), null);
        String secret = TOKEN.substring(5);
        String wrapped = "535-bad token " + secret.substring(0, 30) + " | 535 " + secret.substring(30);
        String shown = redactor.redact(wrapped);
        assertFalse(shown.contains(secret.substring(8, 25)), shown);
        assertFalse(shown.contains(secret.substring(34, 50)), shown);
        assertTrue(shown.startsWith("535-bad token " + DOTS) && shown.contains(" | 535 "), shown);
    }

    @Test
    void shortSecretsAreOnlyFoundAsWords() {
        Redactor redactor = Redactor.GENERAL.with("ok", null);
        assertEquals("250 " + DOTS + ", token", redactor.redact("250 OK, token"));
        assertEquals("250 x", Redactor.GENERAL.with("", null).redact("250 x"));
        assertEquals("250 x", Redactor.GENERAL.with("  ", null).redact("250 x"));
    }

    @Test
    void appPasswordsAreFoundWithAndWithoutSpaces() {
        Redactor redactor = Redactor.GENERAL.with("abcdefghijklmnop", null);
        assertEquals("<" + DOTS + ">", redactor.redact("<abcd efgh ijkl mnop>"));
        assertEquals("<" + DOTS + ">", redactor.redact("<ABCDEFGHIJKLMNOP>"));
    }

    @Test
    void theUserNameIsNoSecret() {
        Redactor redactor = Redactor.GENERAL.with(TOKEN, "taro@example.com");
        assertEquals(base64("taro@example.com"), redactor.redact(base64("taro@example.com")));
    }

    @Test
    void aSecretLeavesNoTraceInMessagesOfAnyShape() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            StringBuilder secret = new StringBuilder();
            int length = 6 + random.nextInt(40);
            for (int k = 0; k < length; k++) {
                secret.append((char) (0x21 + random.nextInt(0x5e)));
            }
            Redactor redactor = Redactor.GENERAL.with(secret, "u");
            String before = "x".repeat(random.nextInt(9));
            String message = base64(before + secret + "y".repeat(random.nextInt(9)));
            String shown = redactor.redact("334 " + message);
            assertEquals("334 " + DOTS, shown, () -> secret + " in " + message);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Authorization: Bearer abc123DEF456ghi789 end | Authorization: Bearer •••••••• end",
            "token=abcdefghij0123456789&x | token=••••••••&x",
            "got ya29.a0AfB_byCabcdefghijkl0 ok | got •••••••• ok",
            "id eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln ok | id •••••••• ok",
            "1//0gabcdefghijklmnopqrstuv | ••••••••",
            "GOCSPX-abcdefghijklmnopqrstuvwx | ••••••••"})
    void tokensAreKnownByTheirLooks(String text, String shown) {
        assertEquals(shown, Redactor.GENERAL.redact(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "334 eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIG1hYyIsInNjb3BlIjoiaHR0cHM6Ly9tYWlsLmdvb2dsZS5jb20vIn0K",
            "250-AUTH LOGIN PLAIN XOAUTH2 PLAIN-CLIENTTOKEN OAUTHBEARER XOAUTH", "a1 AUTHENTICATE PLAIN",
            "Bearer authentication failed",
            "{\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}", "535 5.7.8 Username and Password not accepted.",
            "AUTH PLAIN LOGIN", "AUTH PLAIN failed", "250-AUTH=LOGIN PLAIN", "the token expired yesterday",
            "no password: see below",
            "https://support.google.com/mail/?p=BadCredentials 5b1f17b1804b1-3a0e5f1c2d3sm1234567ab.12 - gsmtp",
            "Use PASS and then QUIT, in this order, one after the other please"})
    void whatIsNoSecretStays(String text) {
        assertEquals(text, Redactor.GENERAL.redact(text));
        if (!text.contains("password: see")) {
            assertEquals(text, Redactor.GENERAL.redactPasted(text));
        }
    }

    @Test
    void aLongErrorMessageStaysReadable() {
        String message = "334 " + base64("{\"status\":\"401\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\","
                + "\"openid-configuration\":\"https://accounts.google.com/.well-known/openid-configuration?and=something&more=here&on=on\"}");
        assertEquals(message, Redactor.GENERAL.redact(message));
        assertEquals("x " + DOTS, Redactor.GENERAL.redact("x " + "EwBAA8l6BAAU".repeat(30)));
    }

    @Test
    void pastedLogs() {
        assertEquals("C: AUTH PLAIN " + DOTS, Redactor.GENERAL.redactPasted("C: AUTH PLAIN " + base64("\0taro\0secret")));
        assertEquals("a1 AUTHENTICATE XOAUTH2 " + DOTS,
                Redactor.GENERAL.redactPasted("a1 AUTHENTICATE XOAUTH2 " + base64("user=taro")));
        assertEquals("S: 334 VXNlcm5hbWU6\nC: " + DOTS + "\nS: 334 UGFzc3dvcmQ6\nC: " + DOTS + "\nS: 235 ok",
                Redactor.GENERAL
                        .redactPasted("S: 334 VXNlcm5hbWU6\nC: dGFybw==\nS: 334 UGFzc3dvcmQ6\nC: aHVudGVyMg==\nS: 235 ok"));
        assertEquals("> PASS " + DOTS, Redactor.GENERAL.redactPasted("> PASS hunter2"));
        assertEquals("PASS " + DOTS, Redactor.GENERAL.redactPasted("PASS abcd efgh ijkl mnop"));
        assertEquals("a003 LOGIN taro " + DOTS, Redactor.GENERAL.redactPasted("a003 LOGIN taro hunter2"));
        assertEquals("A1 LOGIN \"ta ro\" " + DOTS, Redactor.GENERAL.redactPasted("A1 LOGIN \"ta ro\" \"hun ter\\\"2\""));
        assertEquals("{\"access_token\":\"" + DOTS + "\",\"refresh_token\": \"" + DOTS + "\"}",
                Redactor.GENERAL.redactPasted("{\"access_token\":\"abc\",\"refresh_token\": \"def\"}"));
        assertEquals("grant_type=x&client_secret=" + DOTS + "&code_verifier=" + DOTS + "&a=b",
                Redactor.GENERAL.redactPasted("grant_type=x&client_secret=abc&code_verifier=def&a=b"));
        assertEquals("http://127.0.0.1:1/?state=s&code=" + DOTS + "&scope=x",
                Redactor.GENERAL.redactPasted("http://127.0.0.1:1/?state=s&code=4%2F0AX&scope=x"));
        assertEquals("パスワード：" + DOTS, Redactor.GENERAL.redactPasted("パスワード：himitsu"));
    }

    @Test
    void hostileTextTakesNoLongTime() {
        String text = ("AUTH PLAIN " + "a".repeat(200) + " 334 + \n").repeat(2000) + "PASS ".repeat(20_000) + "\"".repeat(50_000)
                + "a1 LOGIN \"".repeat(5000) + "bearer ".repeat(20_000);
        long start = System.nanoTime();
        Redactor.GENERAL.with(TOKEN, "u").redactPasted(text);
        assertTrue(System.nanoTime() - start < 20_000_000_000L);
    }

    @Test
    void whatDoesNotShowIsNamed() {
        assertEquals("a\\x00\\x07\\x1b[31m\\x7f\\x9b", Redactor.visible("a\0\7\u001b[31m\u007f\u009b"));
        assertEquals("U+202EU+2066U+200BU+FEFFU+2028U+061C", Redactor.visible("\u202e\u2066\u200b\ufeff\u2028\u061c"));
        assertEquals("U+E0041\\xffU+D800", Redactor.visible(new String(Character.toChars(0xe0041)) + "\udcff\ud800"));
        assertEquals("line\nnext\ttab\nlast\\x0d.", Redactor.visible("line\r\nnext\ttab\nlast\r."));
        String plain = "太郎 😀 é ①";
        assertEquals(plain, Redactor.visible(plain));
    }

    @Test
    void aRedactorDoesNotShowWhatItKnows() {
        assertFalse(Redactor.GENERAL.with("hunter2", null).toString().contains("hunter2"));
        assertEquals("Secret[PASSWORD]", Secret.password("hunter2".toCharArray()).toString());
    }
}
