package org.mailmend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.check.CheckResult.OAuthError;
import org.mailmend.check.CheckResult.Verdict;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

/** SMTP's AUTH: what is sent, how often, and what comes of the answers. */
class SmtpSignInTest extends CheckerTestBase {
    /** The error message of Google's document on XOAUTH2. */
    private static final String GOOGLE_ERROR = "eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIG1hYyIsInNjb3BlIjoiaHR0cHM6Ly9tYWls"
            + "Lmdvb2dsZS5jb20vIn0K";

    /** Plays AUTH within TLS; says whether the client sent the credential more than once. */
    private static ScriptedServer within(String auth, ScriptedServer.Script script) throws IOException {
        return ScriptedServer.start(s -> {
            s.smtpWithinTls("AUTH " + auth);
            script.play(s);
            s.answer("221 bye");
        });
    }

    private static CheckResult signIn(ScriptedServer server, SignIn signIn) {
        return run(request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(signIn));
    }

    @Test
    void plainGoesWithTheCommand() throws IOException {
        try (ScriptedServer server = within("LOGIN PLAIN", s -> s.answer("235 2.7.0 welcome"))) {
            assertOk(signIn(server, password(null)));
            assertTrue(server.heard().contains("AUTH PLAIN " + base64("\0" + USER + "\0" + PASSWORD)));
        }
    }

    @Test
    void loginAnswersPrompts() throws IOException {
        try (ScriptedServer server = within("LOGIN", s -> {
            s.answer("334 VXNlcm5hbWU6");
            s.answer("334 UGFzc3dvcmQ6");
            s.answer("235 2.7.0 welcome");
        })) {
            assertOk(signIn(server, password(null)));
            assertTrue(server.heard().containsAll(List.of("AUTH LOGIN", base64(USER), base64(PASSWORD))));
        }
    }

    @Test
    void loginTakesPromptsInPlainWords() throws IOException {
        try (ScriptedServer server = within("LOGIN", s -> {
            s.answer("334 Username:");
            s.answer("334 Password:");
            s.answer("235 2.7.0 welcome");
        })) {
            assertOk(signIn(server, password(null)));
        }
    }

    @Test
    void cramMd5ProvesThePassword() throws IOException {
        // RFC 2195 section 2
        try (ScriptedServer server = within("CRAM-MD5 PLAIN", s -> {
            s.answer("334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+");
            s.answer("235 2.7.0 welcome");
        })) {
            SignIn tim = new SignIn("tim", Secret.password("tanstaaftanstaaf".toCharArray()), null);
            assertOk(signIn(server, tim));
            assertTrue(server.heard().contains("dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw"));
        }
    }

    @ParameterizedTest
    @CsvSource({"!!!", "''"})
    void aCramChallengeThatIsNoneIsBrokenOff(String challenge) throws IOException {
        try (ScriptedServer server = within("CRAM-MD5", s -> {
            s.answer("334 " + challenge);
            s.answer("501 5.5.2 broken off");
        })) {
            assertFault(Stage.AUTH, CauseId.AUTH_MALFORMED, signIn(server, password(null)));
            assertTrue(server.heard().contains("*"));
        }
    }

    @Test
    void xoauth2GoesWithTheCommand() throws IOException {
        try (ScriptedServer server = within("XOAUTH2 PLAIN", s -> s.answer("235 2.7.0 Accepted"))) {
            assertOk(signIn(server, new SignIn("someuser@example.com", Secret.token(TOKEN.toCharArray()), null)));
            // developers.google.com/workspace/gmail/imap/xoauth2-protocol
            assertTrue(server.heard()
                    .contains("AUTH XOAUTH2 dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52"
                            + "YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ=="),
                    () -> server.heard().toString());
        }
    }

    @Test
    void aLongTokenWaitsForThePrompt() throws IOException {
        String token = "ya29." + "x".repeat(2000);
        try (ScriptedServer server = within("XOAUTH2", s -> {
            s.answer("334 ");
            s.answer("235 2.7.0 Accepted");
        })) {
            assertOk(signIn(server, new SignIn(USER, Secret.token(token.toCharArray()), null)));
            assertTrue(server.heard().contains("AUTH XOAUTH2"));
            assertTrue(server.heard().contains(base64("user=" + USER + "\1auth=Bearer " + token + "\1\1")));
        }
    }

    @Test
    void theErrorOfXoauth2IsReadAndAnsweredWithAnEmptyLine() throws IOException {
        try (ScriptedServer server = within("XOAUTH2", s -> {
            s.answer("334 " + GOOGLE_ERROR);
            s.answer("535-5.7.8 Username and Password not accepted. For more information, go to",
                    "535 5.7.8  https://support.google.com/mail/?p=BadCredentials 5b1f17b1804b1 - gsmtp");
        })) {
            CheckResult result = signIn(server, token(null));
            assertFault(Stage.AUTH, CauseId.OAUTH_TOKEN_EXPIRED, result);
            assertEquals(new OAuthError("401", "bearer mac", "https://mail.google.com/"), result.oauthError());
            int error = indexOf(server, "AUTH XOAUTH2");
            assertEquals("", server.heard().get(error + 1));
            assertEquals(1, countCredentials(server));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"} | OAUTH_TOKEN_INVALID",
            "{\"status\":\"401\"} | OAUTH_TOKEN_EXPIRED",
            "{\"status\":\"403\",\"scope\":\"https://mail.google.com/\"} | OAUTH_SCOPE_MISSING",
            "{\"status\":\"invalid_token\"} | OAUTH_TOKEN_INVALID",
            "{\"status\":\"insufficient_scope\"} | OAUTH_SCOPE_MISSING",
            "{\"scope\":null} | OAUTH_TOKEN_REJECTED",
            "{\"status\":{\"a\":[1,2]},\"status\":\"401\"} | OAUTH_TOKEN_EXPIRED",
            "{\"status\": | OAUTH_TOKEN_REJECTED",
            "[] | OAUTH_TOKEN_REJECTED"})
    void errorsOfTokens(String json, CauseId cause) throws IOException {
        try (ScriptedServer server = within("OAUTHBEARER", s -> {
            s.answer("334 " + base64(json));
            s.answer("535 5.7.8 authentication failed");
        })) {
            assertFault(Stage.AUTH, cause, signIn(server, token(null)));
            assertTrue(server.heard().contains("AQ=="));
            assertEquals(1, countCredentials(server));
        }
    }

    @Test
    void aTokenRefusedWithoutAReason() throws IOException {
        try (ScriptedServer server = within("XOAUTH2", s -> s.answer("535 5.7.3 Authentication unsuccessful"))) {
            CheckResult result = signIn(server, token(null));
            assertEquals(Stage.AUTH, result.stage());
            assertTrue(result.cause().name().startsWith("OAUTH_"), () -> describe(result));
            assertNull(result.oauthError());
        }
    }

    @Test
    void whatTheFinalReplySaysOfLimitsCountsMoreThanTheToken() throws IOException {
        try (ScriptedServer server = within("XOAUTH2", s -> {
            s.answer("334 " + GOOGLE_ERROR);
            s.answer("454 4.7.0 Too many login attempts, please try again later. 5b1f17b1804b1 - gsmtp");
        })) {
            assertFault(Stage.AUTH, CauseId.AUTH_TOO_MANY, signIn(server, token(null)));
        }
    }

    @Test
    void oauthbearerIsPreferredAndEscapesTheName() throws IOException {
        try (ScriptedServer server = within("XOAUTH2 OAUTHBEARER", s -> s.answer("235 2.7.0 Accepted"))) {
            CheckRequest request = request(server, Protocol.SMTP, Security.STARTTLS)
                    .withSignIn(new SignIn("a,b=c@example.com", Secret.token("tok".toCharArray()), null));
            assertOk(run(request));
            assertTrue(server.heard().contains("AUTH OAUTHBEARER " + base64("n,a=a=2Cb=3Dc@example.com,\1host=127.0.0.1\1port="
                    + request.target().port() + "\1auth=Bearer tok\1\1")), () -> server.heard().toString());
        }
    }

    @Test
    void aServerWithoutInitialResponseGetsTheMessageAfterThePrompt() throws IOException {
        try (ScriptedServer server = within("PLAIN", s -> {
            s.answer("501 5.5.4 Syntax: AUTH mechanism");
            s.answer("334 ");
            s.answer("235 2.7.0 welcome");
        })) {
            assertOk(signIn(server, password(null)));
            assertTrue(server.heard().contains("AUTH PLAIN"));
        }
    }

    @Test
    void aSecondSyntaxErrorIsNoWrongPassword() throws IOException {
        try (ScriptedServer server = within("PLAIN", s -> {
            s.answer("501 5.5.4 Syntax error");
            s.answer("501 5.5.4 Syntax error");
        })) {
            assertFault(Stage.AUTH, CauseId.AUTH_MALFORMED, signIn(server, password(null)));
            assertEquals(1, countCredentials(server));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "535 5.7.8 Error: authentication failed | AUTH_BAD_CREDENTIALS",
            "501 5.7.8 refused | AUTH_MALFORMED",
            "535-5.7.8 Username and Password not accepted. p - gsmtp | AUTH_ACCOUNT_PASSWORD_RETIRED",
            "534-5.7.9 Application-specific password required. p - gsmtp | AUTH_APP_PASSWORD_REQUIRED",
            "454 4.7.0 Temporary authentication failure | AUTH_TEMPORARY",
            "504 5.5.4 unrecognized authentication type | AUTH_NO_COMMON_MECHANISM",
            "432 4.7.12 A password transition is needed | AUTH_PASSWORD_TRANSITION"})
    void aRefusedCredentialIsNotTriedAgain(String reply, CauseId cause) throws IOException {
        try (ScriptedServer server = within("PLAIN LOGIN CRAM-MD5", s -> {
            s.line();
            s.say(reply, reply.charAt(3) == '-' ? reply.substring(0, 3) + " " + reply.substring(4) : "");
            s.listen();
        })) {
            CheckResult result = signIn(server, password(Mechanism.PLAIN));
            assertFault(Stage.AUTH, cause, result);
            assertEquals(1, countCredentials(server), () -> server.heard().toString());
            assertEquals(1, server.heard().stream().filter(line -> line.startsWith("AUTH")).count());
        }
    }

    @Test
    void appPasswordsAreToldFromAccountPasswords() throws IOException {
        try (ScriptedServer server = within("PLAIN",
                s -> s.answer("535-5.7.8 Username and Password not accepted. For more information, go to",
                        "535 5.7.8  https://support.google.com/mail/?p=BadCredentials 5b1f17b1804b1 - gsmtp"))) {
            CheckResult result = signIn(server, new SignIn(USER, Secret.password("abcd efgh ijkl mnop".toCharArray()), null));
            assertFault(Stage.AUTH, CauseId.AUTH_APP_PASSWORD_REJECTED, result);
        }
    }

    @Test
    void aConnectionLostInTheSignIn() throws IOException {
        try (ScriptedServer server = within("PLAIN", s -> {
            s.line();
            s.close();
        })) {
            assertFault(Stage.AUTH, CauseId.NET_CLOSED, signIn(server, password(null)));
            assertEquals(1, countCredentials(server));
        }
    }

    @Test
    void aServerThatNeverStopsAsking() throws IOException {
        for (Mechanism mechanism : Mechanism.values()) {
            try (ScriptedServer server = within(mechanism.saslName(), s -> {
                while (!s.line().equals("*")) {
                    s.say("334 AAAA");
                }
                s.say("501 5.7.0 broken off");
            })) {
                CheckResult result = signIn(server, mechanism.usesToken() ? token(mechanism) : password(mechanism));
                assertFault(Stage.AUTH, CauseId.AUTH_MALFORMED, result);
                assertTrue(countCredentials(server) <= 1, () -> server.heard().toString());
            }
        }
    }

    @Test
    void noAuthIsOffered() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpWithinTls("SIZE");
            s.listen();
        })) {
            assertFault(Stage.AUTH, CauseId.AUTH_NOT_OFFERED, signIn(server, password(null)));
            assertNoCredential(server);
        }
    }

    @ParameterizedTest
    @CsvSource({"NTLM GSSAPI", "XOAUTH2", "SCRAM-SHA-256"})
    void noMechanismInCommonForAPassword(String offered) throws IOException {
        try (ScriptedServer server = within(offered, ScriptedServer.Session::listen)) {
            CheckResult result = signIn(server, password(null));
            assertFault(Stage.AUTH, CauseId.AUTH_NO_COMMON_MECHANISM, result);
            assertNoCredential(server);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"PLAIN LOGIN | | OAUTH_NOT_OFFERED", "PLAIN LOGIN | XOAUTH2 | OAUTH_NOT_OFFERED",
            "PLAIN OAUTHBEARER | XOAUTH2 | AUTH_NO_COMMON_MECHANISM"})
    void noMechanismInCommonForAToken(String offered, Mechanism asked, CauseId cause) throws IOException {
        try (ScriptedServer server = within(offered, ScriptedServer.Session::listen)) {
            CheckResult result = signIn(server, token(asked));
            assertFault(Stage.AUTH, cause, result);
            assertNoCredential(server);
        }
    }

    @Test
    void aClientWithoutOAuthDoesNotSendAToken() throws IOException {
        try (ScriptedServer server = within("PLAIN XOAUTH2", ScriptedServer.Session::listen)) {
            CheckResult result = run(request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(token(null))
                    .withProfile(Profiles.byId("outlook-2013").orElseThrow()));
            assertFault(Stage.AUTH, CauseId.OAUTH_CLIENT_UNSUPPORTED, result);
            assertNoCredential(server);
        }
    }

    @Test
    void aClientUsesItsOwnMechanismsAndNoOther() throws IOException {
        ClientProfile device = new ClientProfile("device", "Device", List.of("TLSv1.2"), Set.of(Security.STARTTLS),
                List.of(Mechanism.LOGIN), Set.of(), null, true, true, true, 0);
        try (ScriptedServer server = within("PLAIN", ScriptedServer.Session::listen)) {
            CheckResult result = run(request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(password(null))
                    .withProfile(device));
            assertFault(Stage.AUTH, CauseId.AUTH_NO_COMMON_MECHANISM, result);
            assertNoCredential(server);
            result = run(
                    request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(password(Mechanism.PLAIN)).withProfile(device));
            assertFault(Stage.AUTH, CauseId.AUTH_NO_COMMON_MECHANISM, result);
            assertNoCredential(server);
        }
    }

    @Test
    void aPasswordTooLongForTheDeviceIsNotSent() throws IOException {
        ClientProfile device = new ClientProfile("device", "Device", List.of("TLSv1.2"), Set.of(Security.STARTTLS),
                List.of(Mechanism.LOGIN), Set.of(), null, true, true, true, PASSWORD.length() - 1);
        try (ScriptedServer server = within("LOGIN", ScriptedServer.Session::listen)) {
            CheckResult result = run(
                    request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(password(null)).withProfile(device));
            assertFault(Stage.AUTH, CauseId.CLIENT_CONFIG, result);
            assertNoCredential(server);
        }
    }

    @Test
    void noCredentialGoesInClearTextUnlessAllowed() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("AUTH PLAIN LOGIN", "STARTTLS");
            if (s.line().startsWith("AUTH")) {
                s.say("235 2.7.0 welcome");
                s.answer("221 bye");
            }
        })) {
            CheckRequest request = request(server, Protocol.SMTP, Security.NONE).withSignIn(password(null));
            CheckResult result = run(request);
            assertUntested(Stage.AUTH, CauseId.NOT_TESTED, result);
            assertEquals(List.of(CauseId.AUTH_CLEARTEXT), result.warnings().stream().map(CheckResult.Warning::cause).toList());
            assertNoCredential(server);
            CheckResult allowed = run(request.withAllowCleartext(true));
            assertEquals(Verdict.WARNING, allowed.verdict(), () -> describe(allowed));
            assertEquals(CauseId.AUTH_CLEARTEXT, allowed.cause());
            assertEquals(1, allowed.warnings().size());
            assertTrue(server.heard().contains("AUTH PLAIN " + base64("\0" + USER + "\0" + PASSWORD)));
        }
    }

    @Test
    void aServerThatOffersASignInOnlyWithinTlsIsBelieved() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("STARTTLS", "SIZE");
            s.listen();
        })) {
            CheckResult result = run(
                    request(server, Protocol.SMTP, Security.NONE).withSignIn(password(null)).withAllowCleartext(true));
            assertFault(Stage.AUTH, CauseId.TLS_REQUIRED, result);
            assertNoCredential(server);
        }
    }

    @Test
    void anOfferInClearTextIsARemarkThatChangesNothing() throws IOException {
        CheckResult result = smtp(Security.NONE, SignIn.NONE, s -> {
            s.smtpHello("AUTH PLAIN LOGIN");
            s.answer("221 bye");
        });
        assertOk(result);
        assertEquals(CauseId.AUTH_CLEARTEXT, result.warnings().getFirst().cause());
    }

    @Test
    void namesAndPasswordsBeyondAsciiGoAsUtf8() throws IOException {
        try (ScriptedServer server = within("PLAIN", s -> s.answer("235 2.7.0 welcome"))) {
            assertOk(signIn(server, new SignIn("太郎@例え.jp", Secret.password("パスワード①".toCharArray()), null)));
            assertTrue(server.heard().contains("AUTH PLAIN " + base64("\0太郎@例え.jp\0パスワード①")));
        }
    }

    @ParameterizedTest
    @EnumSource(Mechanism.class)
    void secretsAndMechanismsMustFit(Mechanism mechanism) throws IOException {
        try (ScriptedServer server = within("PLAIN", ScriptedServer.Session::listen)) {
            CheckResult result = signIn(server, mechanism.usesToken() ? password(mechanism) : token(mechanism));
            assertUntested(Stage.AUTH, CauseId.NOT_TESTED, result);
            assertEquals(0, server.connections());
        }
    }

    @ParameterizedTest
    @CsvSource({"a\\r\\nRSET", "a\\u0000b", "''"})
    void secretsThatBreakTheMessageAreNotSent(String secret) throws IOException {
        try (ScriptedServer server = within("PLAIN", ScriptedServer.Session::listen)) {
            CheckResult result = signIn(server, new SignIn(USER,
                    Secret.password(secret.replace("\\u0000", "\0").translateEscapes().toCharArray()), null));
            assertUntested(Stage.AUTH, CauseId.NOT_TESTED, result);
            assertEquals(0, server.connections());
        }
    }

    private static int indexOf(ScriptedServer server, String start) {
        for (int i = 0; i < server.heard().size(); i++) {
            if (server.heard().get(i).startsWith(start)) {
                return i;
            }
        }
        throw new AssertionError(server.heard().toString());
    }

    /** How often the password or token was sent, in whatever form. */
    private static long countCredentials(ScriptedServer server) {
        Redactor redactor = Redactor.GENERAL.with(PASSWORD, USER).with(TOKEN, USER);
        return server.heard().stream().filter(line -> !redactor.redact(line).equals(line)
                || line.matches("[A-Za-z0-9+/]{60,}={0,2}")).count();
    }

    @Test
    void theCounterCounts() throws IOException {
        try (ScriptedServer server = within("PLAIN", s -> s.answer("235 welcome"))) {
            signIn(server, password(null));
            assertEquals(1, countCredentials(server));
            assertFalse(server.heard().isEmpty());
        }
    }
}
