package org.mailmend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.check.CheckResult.OAuthError;
import org.mailmend.check.CheckResult.Verdict;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

/** IMAP. */
class ImapCheckTest extends CheckerTestBase {

    private static CheckResult imap(Security security, SignIn signIn, ScriptedServer server) {
        return run(request(server, Protocol.IMAP, security).withSignIn(signIn));
    }

    /** TLS from the first byte, a greeting with these capabilities. */
    private static ScriptedServer greeting(String capabilities, ScriptedServer.Script script) throws IOException {
        return ScriptedServer.start(s -> {
            s.tls();
            s.say("* OK [CAPABILITY IMAP4rev1 " + capabilities + "] ready");
            script.play(s);
            s.line();
            s.say("* BYE see you", "a9 OK");
        });
    }

    @Test
    void starttlsAndCapabilitiesAfresh() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say("* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready");
            s.answer("a1 OK begin");
            s.tls();
            s.answer("* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2", "a2 OK done");
            s.answer("a3 OK signed in");
            s.answer("* BYE", "a4 OK");
        })) {
            CheckResult result = imap(Security.STARTTLS, password(null), server);
            assertOk(result);
            assertEquals(List.of("a1 STARTTLS", "[tls]", "a2 CAPABILITY",
                    "a3 AUTHENTICATE PLAIN " + base64("\0" + USER + "\0" + PASSWORD), "a4 LOGOUT"), server.heard());
            assertEquals(List.of("PLAIN", "XOAUTH2"), result.server().mechanisms());
            assertEquals(List.of("IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "AUTH=XOAUTH2"), result.server().capabilities());
        }
    }

    @Test
    void withoutInitialResponseTheMessageFollowsThePlus() throws IOException {
        try (ScriptedServer server = greeting("AUTH=PLAIN", s -> {
            s.answer("+ ");
            s.answer("a1 OK signed in");
        })) {
            assertOk(imap(Security.TLS, password(null), server));
            assertTrue(server.heard().containsAll(List.of("a1 AUTHENTICATE PLAIN", base64("\0" + USER + "\0" + PASSWORD))));
        }
    }

    @Test
    void loginWhereNoMechanismIsOffered() throws IOException {
        try (ScriptedServer server = greeting("ID", s -> s.answer("a1 OK [CAPABILITY IMAP4rev1] signed in"))) {
            CheckResult result = imap(Security.TLS, new SignIn("ta\"ro", Secret.password("a\\b c".toCharArray()), null), server);
            assertOk(result);
            assertTrue(server.heard().contains("a1 LOGIN \"ta\\\"ro\" \"a\\\\b c\""), () -> server.heard().toString());
            assertTrue(result.transcript().stream().anyMatch(line -> line.text().equals("a1 LOGIN •••••••• ••••••••")));
        }
    }

    @Test
    void loginBeyondAsciiUsesLiterals() throws IOException {
        try (ScriptedServer server = greeting("ID", s -> {
            s.answer("+ go on");
            s.answer("+ go on");
            s.answer("a1 OK signed in");
        })) {
            assertOk(imap(Security.TLS, new SignIn("太郎", Secret.password("ひみつ".toCharArray()), null), server));
            assertTrue(server.heard().containsAll(List.of("a1 LOGIN {6}", "太郎 {9}", "ひみつ")), () -> server.heard().toString());
        }
    }

    @Test
    void theErrorOfXoauth2() throws IOException {
        try (ScriptedServer server = greeting("SASL-IR AUTH=XOAUTH2", s -> {
            s.answer("+ " + base64("{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}"));
            s.answer("a1 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)");
        })) {
            CheckResult result = imap(Security.TLS, token(null), server);
            assertFault(Stage.AUTH, CauseId.OAUTH_TOKEN_INVALID, result);
            assertEquals(new OAuthError("400", "Bearer", "https://mail.google.com/"), result.oauthError());
            assertEquals("", server.heard().get(2));
            assertEquals("AUTHENTICATIONFAILED", result.replies().getLast().enhanced());
            assertEquals(0, result.replies().getLast().code());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "a1 NO [AUTHENTICATIONFAILED] Authentication failed. | AUTH_BAD_CREDENTIALS",
            "a1 NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure) | AUTH_APP_PASSWORD_REQUIRED",
            "a1 NO [ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings | IMAP_DISABLED",
            "* NO [WEBALERT https://accounts.google.com/signin/continue?sarp=1] Web login required.\\r\\na1 NO [ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure) | AUTH_WEB_LOGIN_REQUIRED",
            "a1 NO [ALERT] Too many simultaneous connections. (Failure) | CONNECTION_LIMIT",
            "a1 BAD Command Error. | AUTH_MALFORMED"})
    void aRefusedPassword(String reply, CauseId cause) throws IOException {
        try (ScriptedServer server = greeting("SASL-IR AUTH=PLAIN AUTH=LOGIN", s -> {
            s.answer(reply.translateEscapes());
        })) {
            CheckResult result = imap(Security.TLS, password(null), server);
            assertEquals(Stage.AUTH, result.stage(), () -> describe(result));
            assertEquals(Verdict.FAULT, result.verdict());
            assertEquals(cause, result.cause(), () -> describe(result));
            assertEquals(1,
                    server.heard().stream().filter(line -> line.contains("AUTHENTICATE") || line.contains("LOGIN ")).count());
        }
    }

    @Test
    void aFarewellInTheSignIn() throws IOException {
        try (ScriptedServer server = greeting("SASL-IR AUTH=PLAIN", s -> {
            s.answer("* BYE [UNAVAILABLE] Temporary authentication failure.");
            s.close();
        })) {
            CheckResult result = imap(Security.TLS, password(null), server);
            assertEquals(Stage.AUTH, result.stage(), () -> describe(result));
            assertFalse(result.cause() == CauseId.NET_CLOSED || result.cause() == CauseId.AUTH_BAD_CREDENTIALS,
                    () -> describe(result));
        }
    }

    @Test
    void logindisabledMeansTlsFirst() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say("* OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready");
            s.listen();
        })) {
            CheckResult result = run(
                    request(server, Protocol.IMAP, Security.NONE).withSignIn(password(null)).withAllowCleartext(true));
            assertFault(Stage.AUTH, CauseId.TLS_REQUIRED, result);
            assertNoCredential(server);
        }
    }

    @Test
    void noCredentialInClearText() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say("* OK ready");
            s.answer("* CAPABILITY IMAP4rev1 AUTH=PLAIN", "a1 OK");
            s.listen();
        })) {
            assertUntested(Stage.AUTH, CauseId.NOT_TESTED, imap(Security.NONE, password(null), server));
            assertNoCredential(server);
        }
    }

    @Test
    void aGreetingThatSkipsTheSignInRulesOutStarttls() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome back");
            s.listen();
        })) {
            assertFault(Stage.BANNER, CauseId.STARTTLS_STRIPPED, imap(Security.STARTTLS, password(null), server));
            assertNoCredential(server);
        }
    }

    @Test
    void aConnectionThatIsSignedInAlreadyTestsNoPassword() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.tls();
            s.say("* PREAUTH [CAPABILITY IMAP4rev1] welcome back");
            s.listen();
        })) {
            assertUntested(Stage.AUTH, CauseId.NOT_TESTED, imap(Security.TLS, password(null), server));
            assertNoCredential(server);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "* BYE not now | BANNER_REJECTED", "220 mx ESMTP | WRONG_SERVICE", "+OK pop | WRONG_SERVICE",
            "* NO what | PROTOCOL_VIOLATION",
            "hello | PROTOCOL_VIOLATION", "HTTP/1.0 400 | WRONG_SERVICE"})
    void greetings(String line, CauseId cause) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say(line);
            s.listen();
        })) {
            assertFault(Stage.BANNER, cause, imap(Security.STARTTLS, password(null), server));
            assertNoCredential(server);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a1 NO no TLS at present | STARTTLS_UNAVAILABLE",
            "a1 OK begin\\r\\n* OK hi | STARTTLS_INJECTION",
            "a9 OK begin | PROTOCOL_VIOLATION"})
    void starttlsGoesWrong(String reply, CauseId cause) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say("* OK [CAPABILITY IMAP4rev1 STARTTLS] ready");
            s.answer(reply.translateEscapes());
            s.listen();
        })) {
            assertFault(Stage.STARTTLS, cause, imap(Security.STARTTLS, password(null), server));
            assertNoCredential(server);
        }
    }

    @Test
    void starttlsIsNotOffered() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say("* OK ready");
            s.answer("* CAPABILITY IMAP4rev1 AUTH=PLAIN", "a1 OK done");
            s.listen();
        })) {
            assertFault(Stage.STARTTLS, CauseId.STARTTLS_NOT_OFFERED, imap(Security.STARTTLS, password(null), server));
            assertNoCredential(server);
        }
    }

    @Test
    void commandsFromBeforeTheHandshakeAreExecuted() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say("* OK [CAPABILITY IMAP4rev1 STARTTLS] ready");
            s.line();
            s.say("a1 OK begin");
            boolean behind = s.unread() > 0;
            if (behind) {
                s.line();
            }
            s.tls();
            if (behind) {
                s.say("b1 OK done nothing");
            }
            s.answer("* CAPABILITY IMAP4rev1", "a2 OK");
            s.answer("* BYE", "a3 OK");
        })) {
            assertFault(Stage.STARTTLS, CauseId.STARTTLS_COMMAND_INJECTION, imap(Security.STARTTLS, SignIn.NONE, server));
        }
    }

    @Test
    void literalsInReplies() throws IOException {
        try (ScriptedServer server = greeting("SASL-IR AUTH=PLAIN", s -> {
            s.line();
            s.send("* NO {12}\r\nline1\r\nline2 tail\r\na1 NO [AUTHENTICATIONFAILED] no\r\n");
        })) {
            CheckResult result = imap(Security.TLS, password(null), server);
            assertFault(Stage.AUTH, CauseId.AUTH_BAD_CREDENTIALS, result);
            assertTrue(result.replies().getLast().text().contains("line1 line2"), () -> describe(result));
        }
    }

    @Test
    void aLiteralWithoutEndIsCut() throws IOException {
        try (ScriptedServer server = greeting("SASL-IR AUTH=PLAIN", s -> {
            s.line();
            s.say("* NO {2000000000}");
            s.listen();
        })) {
            assertFault(Stage.AUTH, CauseId.REPLY_TOO_LONG, imap(Security.TLS, password(null), server));
        }
    }

    @Test
    void implicitTlsOnASilentPort() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Session::tls)) {
            assertFault(Stage.BANNER, CauseId.IMPLICIT_TLS_EXPECTED,
                    run(request(server, Protocol.IMAP, Security.STARTTLS).withDeadline(Duration.ofSeconds(4))));
        }
    }
}
