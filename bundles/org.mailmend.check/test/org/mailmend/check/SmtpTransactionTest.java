package org.mailmend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.check.CheckResult.Status;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

/** MAIL, RCPT and DATA. */
class SmtpTransactionTest extends CheckerTestBase {

    private static CheckRequest mail(ScriptedServer server, boolean send) {
        return request(server, Protocol.SMTP, Security.NONE).withEnvelope("taro@example.com", "hanako@example.net", send);
    }

    @Test
    void theTransactionEndsBeforeTheMessage() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("SIZE");
            s.answer("250 2.1.0 ok");
            s.answer("250 2.1.5 ok");
            s.answer("250 2.0.0 flushed");
            s.answer("221 bye");
        })) {
            CheckResult result = run(mail(server, false));
            assertOk(result);
            assertEquals(Stage.RCPT, result.stage());
            assertNull(result.sentMessageId());
            assertEquals(
                    List.of("EHLO [127.0.0.1]", "MAIL FROM:<taro@example.com>", "RCPT TO:<hanako@example.net>", "RSET", "QUIT"),
                    server.heard());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "530 5.7.0 Must issue a STARTTLS command first. p - gsmtp | TLS_REQUIRED",
            "530-5.7.0 Authentication Required. For more information, go to | AUTH_REQUIRED",
            "550 5.7.60 SMTP; Client does not have permissions to send as this sender | SENDER_NOT_ALLOWED",
            "250-mixed | PROTOCOL_VIOLATION",
            "354 go | PROTOCOL_VIOLATION"})
    void aRefusedSender(String reply, CauseId cause) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("SIZE");
            s.answer(reply);
            if (reply.charAt(3) == '-') {
                s.say(reply.startsWith("530") ? "530 5.7.0  https://support.google.com/mail/?p=WantAuthError - gsmtp" : "550 no");
            }
            s.listen();
        })) {
            assertFault(Stage.MAIL, cause, run(mail(server, false)));
            assertTrue(server.heard().stream().noneMatch(line -> line.startsWith("RCPT")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "550 5.1.1 <hanako@example.net>: Recipient address rejected: User unknown | RCPT_UNKNOWN",
            "554 5.7.1 <hanako@example.net>: Relay access denied | RELAY_DENIED",
            "450 4.2.0 <hanako@example.net>: Recipient address rejected: Greylisted | GREYLISTED"})
    void aRefusedRecipient(String reply, CauseId cause) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("SIZE");
            s.answer("250 ok");
            s.answer(reply);
            s.listen();
        })) {
            assertFault(Stage.RCPT, cause, run(mail(server, true)));
            assertTrue(server.heard().stream().noneMatch(line -> line.equals("DATA")));
        }
    }

    private static List<String> readMessage(ScriptedServer.Session s) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = s.line(); !line.equals("."); line = s.line()) {
            lines.add(line);
        }
        return lines;
    }

    @Test
    void aTestMessageIsSent() throws IOException {
        List<String> message = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("SIZE");
            s.answer("250 ok");
            s.answer("250 ok");
            s.answer("354 go on");
            message.addAll(readMessage(s));
            s.say("250 2.0.0 queued");
            s.answer("221 bye");
        })) {
            CheckResult result = run(mail(server, true));
            assertOk(result);
            assertEquals(Stage.DATA, result.stage());
            assertNotNull(result.sentMessageId());
            assertTrue(message.contains("Message-ID: " + result.sentMessageId()), () -> message.toString());
            assertTrue(message.contains("From: taro@example.com") && message.contains("To: hanako@example.net"));
            assertTrue(message.stream().anyMatch(line -> line.startsWith("Subject: =?UTF-8?")), () -> message.toString());
            assertTrue(message.stream().anyMatch(line -> line.startsWith("Date: ")));
            assertTrue(message.stream().allMatch(line -> line.length() < 998 && line.chars().allMatch(c -> c < 0x7f)));
            assertTrue(result.transcript().stream().anyMatch(line -> line.text().equals("Auto-Submitted: auto-generated")));
            CheckResult second = run(mail(server, true));
            assertNotEquals(result.sentMessageId(), second.sentMessageId());
        }
    }

    @Test
    void aRefusedMessage() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("SIZE");
            s.answer("250 ok");
            s.answer("250 ok");
            s.answer("354 go on");
            readMessage(s);
            s.say("552 5.3.4 Message too big for system");
            s.listen();
        })) {
            CheckResult result = run(mail(server, true));
            assertFault(Stage.DATA, CauseId.MESSAGE_TOO_BIG, result);
            assertNull(result.sentMessageId());
        }
    }

    @Test
    void dataIsRefused() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("SIZE");
            s.answer("250 ok");
            s.answer("250 ok");
            s.answer("451 4.3.0 temporary fault");
            s.listen();
        })) {
            assertFault(Stage.DATA, CauseId.SERVER_TEMPORARY, run(mail(server, true)));
            assertTrue(server.heard().stream().noneMatch(line -> line.startsWith("Message-ID")));
        }
    }

    @Test
    void aConnectionLostAfterTheFinalDotLeavesTheOutcomeOpen() throws IOException {
        for (boolean silent : new boolean[] {false, true}) {
            try (ScriptedServer server = ScriptedServer.start(s -> {
                s.smtpHello("SIZE");
                s.answer("250 ok");
                s.answer("250 ok");
                s.answer("354 go on");
                readMessage(s);
                if (silent) {
                    s.listen();
                }
            })) {
                CheckResult result = run(mail(server, true).withDeadline(silent ? Duration.ofSeconds(2) : DEADLINE));
                assertFault(Stage.DATA, CauseId.DELIVERY_UNKNOWN, result);
                assertNull(result.sentMessageId());
                assertEquals(1, server.connections(), "never sent again");
            }
        }
    }

    @Test
    void aConnectionLostBeforeTheFinalDotDoesNot() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("SIZE");
            s.answer("250 ok");
            s.answer("250 ok");
            s.line();
        })) {
            assertFault(Stage.DATA, CauseId.NET_CLOSED, run(mail(server, true)));
        }
    }

    @Test
    void theSenderIsTheUserUnlessSomebodyElseIsNamed() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("AUTH PLAIN");
            String line = s.line();
            if (line.startsWith("AUTH")) {
                s.say("235 ok");
                s.line();
            }
            s.say("250 ok");
            s.answer("250 ok");
            s.answer("250 ok");
            s.answer("221 bye");
        })) {
            CheckRequest request = request(server, Protocol.SMTP, Security.NONE).withEnvelope(null, "x@example.com", false)
                    .withAllowCleartext(true);
            run(request.withSignIn(password(null)));
            run(request.withSignIn(new SignIn("taro", Secret.password("p".toCharArray()), null)));
            run(request);
            assertEquals(List.of("MAIL FROM:<" + USER + ">", "MAIL FROM:<>", "MAIL FROM:<>"),
                    server.heard().stream().filter(line -> line.startsWith("MAIL")).toList());
        }
    }

    @Test
    void addressesBeyondAsciiNeedSmtputf8() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("SMTPUTF8");
            s.answer("250 ok");
            s.answer("250 ok");
            s.answer("250 ok");
            s.answer("221 bye");
        }); ScriptedServer old = ScriptedServer.start(s -> {
            s.smtpHello("SIZE");
            while (!s.line().startsWith("QUIT")) {
                s.say("250 ok");
            }
            s.say("221 bye");
        })) {
            CheckRequest request = request(server, Protocol.SMTP, Security.NONE);
            assertOk(run(request.withEnvelope("太郎@例え.jp", "x@例え.jp", false)));
            assertTrue(
                    server.heard().containsAll(List.of("MAIL FROM:<太郎@xn--r8jz45g.jp> SMTPUTF8", "RCPT TO:<x@xn--r8jz45g.jp>")),
                    () -> server.heard().toString());
            CheckRequest toOld = request(old, Protocol.SMTP, Security.NONE);
            assertOk(run(toOld.withEnvelope("x@例え.jp", "x@例え.jp", false)));
            assertFault(Stage.MAIL, CauseId.SENDER_NOT_ALLOWED, run(toOld.withEnvelope("太郎@example.jp", "x@example.jp", false)));
            assertFault(Stage.RCPT, CauseId.RCPT_INVALID_ADDRESS,
                    run(toOld.withEnvelope("x@example.jp", "太郎@example.jp", false)));
        }
    }

    @Test
    void theMessageIsLookedForByItsId() throws IOException {
        String[] id = new String[1];
        try (ScriptedServer smtp = ScriptedServer.start(s -> {
            s.smtpWithinTls("AUTH PLAIN");
            s.answer("235 ok");
            s.answer("250 ok");
            s.answer("250 ok");
            s.answer("354 go on");
            readMessage(s).stream().filter(line -> line.startsWith("Message-ID: ")).forEach(line -> id[0] = line.substring(12));
            s.say("250 ok");
            s.answer("221 bye");
        }); ScriptedServer imap = ScriptedServer.start(s -> {
            s.tls();
            s.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready");
            s.line();
            s.say("a1 OK signed in");
            s.line();
            s.say("* 1 EXISTS", "a2 OK [READ-ONLY] opened");
            String first = s.line();
            s.say("* SEARCH", "a3 OK none yet");
            s.line();
            s.say("* 2 EXISTS", "a4 OK");
            assertTrue(s.line().endsWith("\"" + id[0] + "\""), first);
            s.say("* SEARCH 7", "a5 OK found");
            s.line();
            s.say("* BYE", "a6 OK");
        })) {
            CheckRequest request = request(smtp, Protocol.SMTP, Security.STARTTLS).withSignIn(password(null))
                    .withEnvelope(null, USER, true);
            CheckResult result = run(request.withLookup(imap.target(Protocol.IMAP, Security.TLS)));
            assertOk(result);
            assertEquals(Boolean.TRUE, result.lookup(), () -> describe(result) + imap.heard());
            assertTrue(imap.heard().contains("a2 EXAMINE INBOX"));
            assertEquals("data.found", result.stages().getLast().detail().key());
            assertEquals(Status.OK, result.stages().getLast().status());
        }
    }

    @Test
    void aLookUpThatCannotSignInIsAWarning() throws IOException {
        try (ScriptedServer smtp = ScriptedServer.start(s -> {
            s.smtpWithinTls("AUTH PLAIN");
            s.answer("235 ok");
            s.answer("250 ok");
            s.answer("250 ok");
            s.answer("354 go on");
            readMessage(s);
            s.say("250 ok");
            s.answer("221 bye");
        }); ScriptedServer imap = ScriptedServer.start(s -> {
            s.tls();
            s.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready");
            s.line();
            s.say("a1 NO [ALERT] Your account is not enabled for IMAP use.");
            s.listen();
        })) {
            CheckResult result = run(request(smtp, Protocol.SMTP, Security.STARTTLS).withSignIn(password(null))
                    .withEnvelope(null, USER, true).withLookup(imap.target(Protocol.IMAP, Security.TLS)));
            assertEquals(CheckResult.Verdict.WARNING, result.verdict(), () -> describe(result));
            assertEquals(CauseId.IMAP_DISABLED, result.cause());
            assertNull(result.lookup());
            assertNotNull(result.sentMessageId());
            assertFalse(describe(result).contains(base64("\0" + USER + "\0" + PASSWORD)));
        }
    }
}
