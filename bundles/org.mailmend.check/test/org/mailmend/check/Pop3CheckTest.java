package org.mailmend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.check.CheckResult.OAuthError;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

/** POP3. */
class Pop3CheckTest extends CheckerTestBase {

    private static CheckResult pop3(Security security, SignIn signIn, ScriptedServer server) {
        return run(request(server, Protocol.POP3, security).withSignIn(signIn));
    }

    /** TLS from the first byte, a greeting, CAPA with these lines. */
    private static ScriptedServer capa(String capabilities, ScriptedServer.Script script) throws IOException {
        return ScriptedServer.start(s -> {
            s.tls();
            s.say("+OK ready");
            s.line();
            s.say("+OK list", capabilities.replace("|", "\r\n"), ".");
            script.play(s);
            s.answer("+OK bye");
        });
    }

    @Test
    void stlsAndCapaAfresh() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say("+OK ready");
            s.answer("+OK", "STLS", "UIDL", ".");
            s.answer("+OK begin");
            s.tls();
            s.answer("+OK", "SASL PLAIN XOAUTH2", "USER", "..dots", ".");
            s.answer("+OK signed in");
            s.answer("+OK bye");
        })) {
            CheckResult result = pop3(Security.STARTTLS, password(null), server);
            assertOk(result);
            assertEquals(List.of("CAPA", "STLS", "[tls]", "CAPA", "AUTH PLAIN " + base64("\0" + USER + "\0" + PASSWORD), "QUIT"),
                    server.heard());
            assertEquals(List.of("SASL PLAIN XOAUTH2", "USER", ".dots"), result.server().capabilities());
        }
    }

    @Test
    void userAndPassWithoutCapa() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.tls();
            s.say("+OK ready");
            s.answer("-ERR unknown command");
            s.answer("+OK password?");
            s.answer("+OK signed in");
            s.answer("+OK bye");
        })) {
            CheckResult result = pop3(Security.TLS, password(null), server);
            assertOk(result);
            assertEquals(List.of("CAPA", "USER " + USER, "PASS " + PASSWORD, "QUIT"), server.heard().subList(1, 5));
            assertTrue(result.transcript().stream().anyMatch(line -> line.text().equals("PASS ••••••••")));
        }
    }

    @Test
    void stlsIsNotOffered() throws IOException {
        for (String capa : List.of("-ERR unknown", "+OK\r\nUSER\r\n.")) {
            try (ScriptedServer server = ScriptedServer.start(s -> {
                s.say("+OK ready");
                s.answer(capa);
                s.listen();
            })) {
                assertFault(Stage.STARTTLS, CauseId.STARTTLS_NOT_OFFERED, pop3(Security.STARTTLS, password(null), server));
                assertNoCredential(server);
            }
        }
    }

    @Test
    void theErrorOfXoauth2() throws IOException {
        try (ScriptedServer server = capa("SASL XOAUTH2|USER", s -> {
            s.answer("+ " + base64("{\"status\":\"401\"}"));
            s.answer("-ERR [AUTH] Username and password not accepted.");
        })) {
            CheckResult result = pop3(Security.TLS, token(null), server);
            assertFault(Stage.AUTH, CauseId.OAUTH_TOKEN_EXPIRED, result);
            assertEquals(new OAuthError("401", null, null), result.oauthError());
            assertEquals("AUTH", result.replies().getLast().enhanced());
        }
    }

    @Test
    void aLongMessageWaitsForThePlus() throws IOException {
        String token = "t".repeat(300);
        try (ScriptedServer server = capa("SASL XOAUTH2", s -> {
            s.answer("+ ");
            s.answer("+OK signed in");
        })) {
            assertOk(pop3(Security.TLS, new SignIn(USER, Secret.token(token.toCharArray()), null), server));
            assertTrue(server.heard().contains("AUTH XOAUTH2"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "-ERR [AUTH] Authentication failed. | AUTH_BAD_CREDENTIALS",
            "-ERR [AUTH] Application-specific password required: https://support.google.com/accounts/answer/185833 | AUTH_APP_PASSWORD_REQUIRED",
            "-ERR [SYS/PERM] Your account is not enabled for POP access. Please visit your Gmail settings page and enable your account for POP access. | POP_DISABLED",
            "-ERR no | AUTH_BAD_CREDENTIALS",
            "* NO imap | PROTOCOL_VIOLATION"})
    void aRefusedPassword(String reply, CauseId cause) throws IOException {
        try (ScriptedServer server = capa("SASL PLAIN|USER", s -> s.answer(reply))) {
            assertFault(Stage.AUTH, cause, pop3(Security.TLS, password(null), server));
            assertEquals(1, server.heard().stream().filter(line -> line.startsWith("AUTH") || line.startsWith("USER")).count());
        }
    }

    @Test
    void aRefusedNameEndsBeforeThePassword() throws IOException {
        try (ScriptedServer server = capa("USER", s -> s.answer("-ERR [AUTH] no such user"))) {
            CheckResult result = pop3(Security.TLS, password(null), server);
            assertEquals(Stage.AUTH, result.stage());
            assertTrue(server.heard().stream().noneMatch(line -> line.startsWith("PASS")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"-ERR go away | BANNER_REJECTED", "* OK IMAP ready | WRONG_SERVICE",
            "220 mx | WRONG_SERVICE",
            "hello | PROTOCOL_VIOLATION", "+ go on | PROTOCOL_VIOLATION"})
    void greetings(String line, CauseId cause) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say(line);
            s.listen();
        })) {
            CheckResult result = pop3(Security.STARTTLS, password(null), server);
            assertEquals(Stage.BANNER, result.stage(), () -> describe(result));
            assertEquals(cause, result.cause(), () -> describe(result));
            assertNoCredential(server);
        }
    }

    @Test
    void signInOnlyWithinTls() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say("+OK ready");
            s.answer("+OK", "STLS", ".");
            s.listen();
        })) {
            assertFault(Stage.AUTH, CauseId.TLS_REQUIRED, pop3(Security.NONE, password(null), server));
            assertNoCredential(server);
        }
    }

    @Test
    void aListWithoutEndIsCut() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say("+OK ready");
            s.answer("+OK");
            while (true) {
                s.say("X-CAPABILITY ".repeat(20));
            }
        })) {
            assertFault(Stage.EHLO, CauseId.REPLY_TOO_LONG, pop3(Security.STARTTLS, password(null), server));
        }
    }
}
