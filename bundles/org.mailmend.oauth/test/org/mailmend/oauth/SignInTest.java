package org.mailmend.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.diagnosis.CauseId;

class SignInTest {
    private static final ClientRegistration CLIENT = ClientRegistration.desktop("client", "secret-of-client");

    private FakeProvider fake;

    @BeforeEach
    void start() throws IOException {
        fake = new FakeProvider();
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private SignInRequest request() throws BadInputException {
        return SignInRequest.of(fake.provider(), CLIENT, "a@example.com").withTimeout(Duration.ofSeconds(20));
    }

    private static String idToken(String claims) {
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        return url.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + url.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "." + url.encodeToString(new byte[] {1});
    }

    private void answerWith(String more) {
        fake.answer("/token", 200, FakeProvider.GOOD.replace("}", "," + more + "}"));
    }

    @Test
    void codeIsExchangedWithTheVerifierOfTheChallenge() throws Exception {
        RunningSignIn running = new RunningSignIn(request());
        Map<String, String> page = running.page();
        Account account = running.agree();
        Map<String, String> form = fake.asked.getFirst().form();
        assertEquals("S256", page.get("code_challenge_method"));
        // RFC 7636 section 4.2
        assertEquals(page.get("code_challenge"), Base64.getUrlEncoder().withoutPadding().encodeToString(
                MessageDigest.getInstance("SHA-256").digest(form.get("code_verifier").getBytes(StandardCharsets.US_ASCII))));
        assertTrue(form.get("code_verifier").length() >= 43);
        assertEquals("4/code", form.get("code"));
        assertEquals(page.get("redirect_uri"), form.get("redirect_uri"));
        assertEquals("secret-of-client", form.get("client_secret"));
        assertEquals("https://mail.google.com/ openid", page.get("scope"));
        assertEquals("offline", page.get("access_type"));
        assertEquals("a@example.com", page.get("login_hint"));
        assertEquals("1//refresh-one", account.tokens().refresh());
        assertEquals(List.of("https://mail.google.com/", "openid"), account.tokens().scopes());
        assertNull(account.owner());
    }

    @Test
    void everySignInHasItsOwnStateAndVerifier() throws Exception {
        RunningSignIn one = new RunningSignIn(request());
        RunningSignIn two = new RunningSignIn(request());
        assertNotEquals(one.state(), two.state());
        assertNotEquals(one.page().get("code_challenge"), two.page().get("code_challenge"));
        assertNotEquals(one.port(), two.port());
        assertTrue(one.state().length() >= 32);
        one.cancellation.cancel();
        two.cancellation.cancel();
    }

    @Test
    void theLastPageIsOursAndHoldsNoSecret() throws Exception {
        RunningSignIn running = new RunningSignIn(request().withLocale(Locale.JAPANESE));
        String page = running.get("/?state=" + running.state() + "&code=4/very-secret-code&scope=%3Cscript%3E");
        assertTrue(page.startsWith("HTTP/1.1 200 "), page);
        assertTrue(page.contains("Mailmend が受け取りました"), page);
        assertTrue(page.contains("Content-Security-Policy: default-src 'none'"), page);
        assertTrue(page.contains("Cache-Control: no-store"), page);
        assertFalse(page.contains("very-secret-code"), page);
        assertFalse(page.contains(running.state()), page);
        running.result();
    }

    @Test
    void nothingHostileDisturbsIt() throws Exception {
        RunningSignIn running = new RunningSignIn(request());
        String good = "state=" + running.state() + "&code=4/code";
        List<Socket> crowd = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            crowd.add(new Socket("127.0.0.1", running.port()));
        }
        String mark = "<script>alert(1)</script>";
        for (String answer : List.of(running.get("/elsewhere?" + good), running.get("/?state=wrong&code=4/forged"),
                running.get("/?code=4/forged"), running.get("/?" + good + "&state=" + running.state()),
                running.get("/?state=" + running.state() + "&code=4/x&iss=https://evil.example"),
                running.get("/" + mark + "?x=" + mark),
                running.raw(
                        "POST /?" + good + " HTTP/1.1\r\nHost: 127.0.0.1:" + running.port() + "\r\nContent-Length: 0\r\n\r\n"),
                running.raw("GET /?" + good + " HTTP/1.1\r\nHost: evil.example\r\nOrigin: https://evil.example\r\n\r\n"),
                running.raw("GET /?state=wrong&code=4/forged HTTP/1.1\r\nHost: 127.0.0.1:" + running.port()
                        + "\r\nOrigin: https://evil.example\r\nReferer: https://evil.example/" + mark + "\r\n\r\n"),
                running.raw("\r\n\r\n"), running.raw("\0\0\0\0\r\n\r\n"), running.get("/favicon.ico"))) {
            assertTrue(answer.matches("(?s)HTTP/1\\.1 4[0-9][0-9] .*"), answer);
            assertFalse(answer.contains(mark), answer);
        }
        try {
            assertFalse(running.get("/?" + good + "&x=" + "a".repeat(1 << 20)).startsWith("HTTP/1.1 200"));
        } catch (IOException e) {
            // the connection was reset in the middle of the million, which is as good an answer
            assertFalse(String.valueOf(e.getMessage()).isEmpty());
        }
        assertTrue(fake.asked.isEmpty());
        assertEquals("4/code", exchangedCode(running));
        assertTrue(running.ignored.contains(Remark.of("callback.state")));
        for (Socket socket : crowd) {
            socket.close();
        }
    }

    private String exchangedCode(RunningSignIn running) throws Exception {
        running.agree();
        return fake.asked.getFirst().form().get("code");
    }

    @Test
    void onlyTheFirstAnswerCounts() throws Exception {
        java.util.concurrent.CountDownLatch second = new java.util.concurrent.CountDownLatch(1);
        fake.answer("/token", form -> {
            try {
                second.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FakeProvider.Answer.json(200, FakeProvider.GOOD);
        });
        RunningSignIn running = new RunningSignIn(request());
        running.get("/?state=" + running.state() + "&code=4/first");
        String page = running.get("/?state=" + running.state() + "&code=4/second");
        second.countDown();
        running.result();
        assertTrue(page.startsWith("HTTP/1.1 409 "), page);
        assertEquals(1, fake.asked.size());
        assertEquals("4/first", fake.asked.getFirst().form().get("code"));
    }

    @Test
    void waitsNoLongerThanItShould() throws Exception {
        RunningSignIn running = new RunningSignIn(request().withTimeout(Duration.ofMillis(200)));
        OAuthException failure = assertThrows(OAuthException.class, running::result);
        assertEquals(CauseId.USER_CANCELLED, failure.causeId());
        assertEquals("failure.waited", failure.remark().key());
        assertThrows(IOException.class, () -> running.get("/?state=" + running.state() + "&code=4/late"));
    }

    @Test
    void anAnswerOfAnotherSignInIsNamedAtTheEnd() throws Exception {
        RunningSignIn running = new RunningSignIn(request().withTimeout(Duration.ofSeconds(1)));
        running.get("/?state=old&code=4/old");
        assertEquals(CauseId.OAUTH_STATE_MISMATCH, assertThrows(OAuthException.class, running::result).causeId());
    }

    @Test
    void cancelEndsItAtOnce() throws Exception {
        RunningSignIn running = new RunningSignIn(request());
        running.signIn.cancel();
        assertEquals(CauseId.USER_CANCELLED, assertThrows(OAuthException.class, running::result).causeId());
    }

    @Test
    void cancelEndsAnExchangeToo() throws Exception {
        java.util.concurrent.CountDownLatch reached = new java.util.concurrent.CountDownLatch(1);
        java.util.concurrent.CountDownLatch never = new java.util.concurrent.CountDownLatch(1);
        fake.answer("/token", form -> {
            reached.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FakeProvider.Answer.json(200, FakeProvider.GOOD);
        });
        RunningSignIn running = new RunningSignIn(request());
        running.get("/?state=" + running.state() + "&code=4/code");
        reached.await();
        running.signIn.cancel();
        assertEquals(CauseId.USER_CANCELLED, assertThrows(OAuthException.class, running::result).causeId());
        never.countDown();
    }

    @Test
    void portThatIsTakenIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            SignInRequest request = request().withPort(taken.getLocalPort());
            OAuthException failure = assertThrows(OAuthException.class, () -> new RunningSignIn(request));
            assertEquals(CauseId.NOT_TESTED, failure.causeId());
            assertEquals("failure.port", failure.remark().key());
        }
    }

    @Test
    void aBrowserThatDoesNotOpenIsNoReasonToGiveUp() throws Exception {
        RunningSignIn running = new RunningSignIn(request().withBrowser(address -> {
            throw new IOException("no display");
        }));
        running.agree();
        assertEquals(List.of(Remark.of("failure.browser")), running.browser);
    }

    @Test
    void theAddressCanBeCarriedOver() throws Exception {
        RunningSignIn running = new RunningSignIn(request());
        String back = running.page().get("redirect_uri") + "?state=" + running.state() + "&code=4%2Fcarried";
        for (String wrong : List.of("", "hello", "https://evil.example/?state=" + running.state() + "&code=4/x",
                back.replace(running.state(), "other"))) {
            assertThrows(BadInputException.class, () -> running.signIn.paste(wrong), wrong);
        }
        running.signIn.paste("  " + back + "\n");
        running.result();
        assertEquals("4/carried", fake.asked.getFirst().form().get("code"));
    }

    @ParameterizedTest
    @CsvSource({"access_denied,OAUTH_CONSENT_DENIED", "admin_policy_enforced,OAUTH_ADMIN_BLOCKED",
            "org_internal,OAUTH_ADMIN_BLOCKED",
            "disallowed_useragent,OAUTH_EMBEDDED_BROWSER", "redirect_uri_mismatch,OAUTH_REDIRECT_MISMATCH",
            "invalid_scope,OAUTH_SCOPE_MISSING", "unauthorized_client,OAUTH_CLIENT_CONFIG", "server_error,SERVER_TEMPORARY",
            "temporarily_unavailable,SERVER_TEMPORARY", "invalid_request,OAUTH_CLIENT_CONFIG"})
    void errorsThatTheBrowserBringsBack(String error, CauseId cause) throws Exception {
        RunningSignIn running = new RunningSignIn(request());
        String page = running.get("/?state=" + running.state() + "&error=" + error + "&error_description=%3Cb%3Ehello");
        assertTrue(page.startsWith("HTTP/1.1 200 "), page);
        assertFalse(page.contains("hello"), page);
        OAuthException failure = assertThrows(OAuthException.class, running::result);
        assertEquals(cause, failure.causeId());
        assertTrue(failure.evidence().contains(error));
        assertTrue(fake.asked.isEmpty());
    }

    @Test
    void unverifiedAndTestersOnlyAreToldApartFromARefusal() throws Exception {
        RunningSignIn running = new RunningSignIn(request());
        running.get("/?state=" + running.state()
                + "&error=access_denied&error_description=AADSTS90094%3A+An+administrator+of+the+organization+has+set+a+policy");
        assertEquals(CauseId.OAUTH_ADMIN_BLOCKED, assertThrows(OAuthException.class, running::result).causeId());
    }

    @Test
    void theBoxForMailWasLeftUnticked() throws Exception {
        fake.answer("/token", 200, FakeProvider.GOOD.replace("https://mail.google.com/ ", ""));
        OAuthException failure = assertThrows(OAuthException.class, () -> new RunningSignIn(request()).agree());
        assertEquals(CauseId.OAUTH_CONSENT_DENIED, failure.causeId());
        assertEquals("failure.unticked", failure.remark().key());
    }

    @Test
    void withoutAScopeInTheAnswerAllWasGranted() throws Exception {
        fake.answer("/token", 200, "{\"access_token\":\"t\",\"token_type\":\"bearer\"}");
        Account account = new RunningSignIn(request()).agree();
        assertEquals(List.of("https://mail.google.com/", "openid"), account.tokens().scopes());
        assertEquals(Duration.ofHours(1), Duration.between(account.tokens().issued(), account.tokens().expires()));
    }

    @ParameterizedTest
    @CsvSource({"A@Example.com,true", "other@example.com,false"})
    void whoHasSignedInIsCompared(String owner, boolean same) throws Exception {
        answerWith("\"id_token\":\"" + idToken("{\"email\":\"" + owner + "\"}") + "\"");
        RunningSignIn running = new RunningSignIn(request());
        if (same) {
            assertEquals(owner, running.agree().owner());
        } else {
            assertEquals(CauseId.OAUTH_WRONG_ACCOUNT, assertThrows(OAuthException.class, running::agree).causeId());
        }
    }

    @Test
    void gmailHasTwoNamesAndTakesDotsForNothing() {
        assertTrue(SignIn.sameMailbox("j.doe@gmail.com", "JDoe@googlemail.com"));
        assertFalse(SignIn.sameMailbox("j.doe@example.com", "jdoe@example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "..", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void anIdentityThatIsNoneSaysNothing(String token) throws Exception {
        answerWith("\"id_token\":\"" + token + "\"");
        assertNull(new RunningSignIn(request()).agree().owner());
    }

    @Test
    void microsoftNamesScopesWithoutTheirResource() {
        List<String> wanted = Providers.byId("microsoft365").orElseThrow().mailScopes();
        assertTrue(SignIn.isGranted(List.of("IMAP.AccessAsUser.All"), wanted.get(1)));
        assertFalse(SignIn.isGranted(List.of("User.Read"), wanted.get(1)));
        assertFalse(SignIn.isGranted(List.of("https://www.googleapis.com/auth/gmail.send", "email"), "https://mail.google.com/"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"200|<html>Accept the terms</html>|UNKNOWN", "200|{}|UNKNOWN",
            "200|{\"access_token\":\"a b\"}|UNKNOWN", "200|{\"access_token\":\"t\",\"token_type\":\"mac\"}|OAUTH_CLIENT_CONFIG",
            "200|[1,2]|UNKNOWN", "500||SERVER_TEMPORARY", "503|<html>|SERVER_TEMPORARY", "429|{}|RATE_LIMIT",
            "407|proxy|NET_UNREACHABLE",
            "401|{\"error\":\"invalid_client\"}|OAUTH_CLIENT_CONFIG", "400|{\"error\":\"invalid_grant\"}|OAUTH_REFRESH_EXPIRED",
            "400|{\"error\":\"redirect_uri_mismatch\"}|OAUTH_REDIRECT_MISMATCH",
            "400|{\"error\":\"invalid_request\",\"error_description\":\"client_secret is missing.\"}|OAUTH_CLIENT_CONFIG",
            "400|{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000218: The request body must contain client_secret\"}|OAUTH_CLIENT_CONFIG",
            "400|{\"error\":\"invalid_grant\",\"error_description\":\"Token used too early\"}|CLOCK_SKEW"})
    void answersOfTheTokenEndpoint(int status, String body, CauseId cause) throws Exception {
        fake.answer("/token", status, body == null ? "" : body);
        OAuthException failure = assertThrows(OAuthException.class, () -> new RunningSignIn(request()).agree());
        assertEquals(cause, failure.causeId(), failure.toString());
    }

    @Test
    void anEndlessAnswerIsCutOff() throws Exception {
        fake.answer("/token", 200, "{\"access_token\":\"" + "a".repeat(2 << 20) + "\"}");
        assertThrows(OAuthException.class, () -> new RunningSignIn(request()).agree());
    }

    @Test
    void aServerThatIsGoneIsNamed() throws Exception {
        RunningSignIn running = new RunningSignIn(request());
        fake.close();
        assertEquals(CauseId.NET_REFUSED, assertThrows(OAuthException.class, running::agree).causeId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a@", "@example.com", "a b@example.com", "a@exam ple.com", "<a@example.com>",
            "a@example.com\r\nX: y",
            "あ　い@example.com"})
    void addressesThatAreNone(String address) {
        assertThrows(BadInputException.class, () -> SignInRequest.checkAddress(address));
    }

    @Test
    void scopesThatAreNone() throws Exception {
        SignInRequest request = request();
        for (List<String> scopes : List.of(List.<String>of(), List.of(""), List.of("a b"), List.of("\""))) {
            assertThrows(BadInputException.class, () -> request.withScopes(scopes));
        }
    }
}
