package org.mailmend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.check.CheckResult.Status;
import org.mailmend.check.CheckResult.Verdict;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

/** SMTP from the greeting to STARTTLS. */
class SmtpCheckTest extends CheckerTestBase {

    @Test
    void aServerThatIsWellPasses() throws IOException {
        CheckResult result = smtp(Security.STARTTLS, SignIn.NONE, s -> {
            s.smtpWithinTls("AUTH PLAIN LOGIN");
            s.answer("221 bye");
        });
        assertOk(result);
        assertEquals(Stage.TLS, result.stage());
        assertEquals(List.of(Stage.DNS, Stage.CONNECT, Stage.BANNER, Stage.EHLO, Stage.STARTTLS, Stage.TLS, Stage.AUTH),
                result.stages().stream().map(CheckResult.StageResult::stage).toList());
        assertEquals(Status.SKIPPED, result.stages().getLast().status());
        assertEquals(List.of("PLAIN", "LOGIN"), result.server().mechanisms());
        assertEquals(List.of("AUTH PLAIN LOGIN"), result.server().capabilities(), "those from before TLS are forgotten");
        assertEquals("mx.example.com ESMTP", result.server().banner());
        assertEquals("TLSv1.3", result.tls().protocol());
        assertEquals(1, result.addresses().size());
        assertTrue(result.stages().stream().filter(s -> s.status() == Status.OK).allMatch(s -> s.nanos() > 0));
    }

    @Test
    void stagesAreToldWhileTheyHappen() throws IOException {
        StringBuilder told = new StringBuilder();
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpWithinTls("AUTH PLAIN");
            s.answer("235 2.7.0 fine");
            s.answer("221 bye");
        })) {
            Checker.run(request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(password(null)), new CheckListener() {
                @Override
                public void stageStarted(Stage stage) {
                    told.append(stage.id()).append('(');
                }

                @Override
                public void stageFinished(CheckResult.StageResult result) {
                    told.append(result.status().id()).append(") ");
                }
            }, new Cancellation());
        }
        assertEquals("dns(ok) connect(ok) banner(ok) ehlo(ok) starttls(ok) tls(ok) ehlo(ok) auth(ok) ", told.toString());
    }

    @Test
    void implicitTlsComesBeforeTheGreeting() throws IOException {
        CheckResult result = smtp(Security.TLS, SignIn.NONE, s -> {
            s.tls();
            s.smtpHello("AUTH PLAIN");
            s.answer("221 bye");
        });
        assertOk(result);
        assertTrue(result.stages().stream().noneMatch(stage -> stage.stage() == Stage.STARTTLS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "554 5.7.1 you are not welcome here | BANNER_REJECTED",
            "554-no|BANNER_REJECTED",
            "421 4.3.2 try again later | SERVER_TEMPORARY",
            "HTTP/1.1 400 Bad Request | WRONG_SERVICE",
            "SSH-2.0-OpenSSH_9.2 | WRONG_SERVICE",
            "* OK [CAPABILITY IMAP4rev1] ready | WRONG_SERVICE",
            "+OK POP3 ready <1.2@example.com> | WRONG_SERVICE",
            "220 ftp.example.com FTP server (vsFTPd 3.0) ready | WRONG_SERVICE",
            "RFB 003.008 | WRONG_SERVICE",
            "hello | PROTOCOL_VIOLATION",
            "2200 hello | PROTOCOL_VIOLATION",
            "999 hello | PROTOCOL_VIOLATION",
            "250 hello | PROTOCOL_VIOLATION",
            "354 hello | PROTOCOL_VIOLATION"})
    void greetings(String greeting, CauseId cause) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say(greeting.startsWith("554-") ? greeting + "\r\n554 go away" : greeting);
            s.listen();
        })) {
            CheckResult result = run(request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(password(null)));
            assertFault(Stage.BANNER, cause, result);
            assertNoCredential(server);
            assertTrue(server.heard().stream().noneMatch(line -> line.startsWith("EHLO")), () -> server.heard().toString());
        }
    }

    @Test
    void mixedCodesAreNoReply() throws IOException {
        assertFault(Stage.BANNER, CauseId.PROTOCOL_VIOLATION, smtp(Security.NONE, SignIn.NONE, s -> {
            s.say("220-first", "250 second");
            s.listen();
        }));
    }

    @Test
    void tlsBytesInThePlaceOfAGreetingNameImplicitTls() throws IOException {
        CheckResult result = smtp(Security.NONE, SignIn.NONE, s -> {
            s.send(new byte[] {0x15, 3, 3, 0, 2, 2, 10});
            s.listen();
        });
        assertFault(Stage.BANNER, CauseId.IMPLICIT_TLS_EXPECTED, result);
    }

    @Test
    void aSilentPortThatAnswersToTlsNamesImplicitTls() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Session::tls)) {
            CheckResult result = run(
                    request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(password(null))
                            .withDeadline(Duration.ofSeconds(4)));
            assertFault(Stage.BANNER, CauseId.IMPLICIT_TLS_EXPECTED, result);
            assertNoCredential(server);
        }
    }

    @Test
    void aWebServerIsRecognisedThoughItWaits() throws IOException {
        CheckResult result;
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.line();
            s.say("HTTP/1.1 400 Bad Request", "Connection: close", "");
        })) {
            result = run(request(server, Protocol.SMTP, Security.STARTTLS).withDeadline(Duration.ofSeconds(3)));
        }
        // a ClientHello need not contain a line feed, then nothing can be told
        assertTrue(Set.of(CauseId.WRONG_SERVICE, CauseId.BANNER_TIMEOUT).contains(result.cause()), () -> describe(result));
    }

    @Test
    void aLateGreetingIsAWarning() throws IOException {
        CheckResult result = smtp(Security.NONE, SignIn.NONE, s -> {
            s.pause(2700);
            s.smtpHello("SIZE");
            s.answer("221 bye");
        });
        assertEquals(Verdict.WARNING, result.verdict(), () -> describe(result));
        assertEquals(CauseId.GREETING_DELAYED, result.cause());
        assertEquals(Stage.BANNER, result.stage());
    }

    @Test
    void closedBeforeTheGreeting() throws IOException {
        assertFault(Stage.BANNER, CauseId.NET_CLOSED, smtp(Security.STARTTLS, SignIn.NONE, ScriptedServer.Session::close));
    }

    @Test
    void resetBeforeTheGreeting() throws IOException {
        assertFault(Stage.BANNER, CauseId.NET_RESET, smtp(Security.STARTTLS, SignIn.NONE, s -> {
            s.pause(50);
            s.reset();
        }));
    }

    @Test
    void closedAfterTheGreeting() throws IOException {
        assertFault(Stage.EHLO, CauseId.NET_CLOSED, smtp(Security.STARTTLS, SignIn.NONE, s -> {
            s.say("220 hello");
            s.line();
        }));
    }

    @Test
    void aFarewellAfterTheGreetingIsNoRefusalOfTheName() throws IOException {
        assertFault(Stage.EHLO, CauseId.SERVER_TEMPORARY, smtp(Security.STARTTLS, SignIn.NONE, s -> {
            s.say("220 hello");
            s.answer("421 4.3.0 going down");
        }));
    }

    @Test
    void heloOnlyCannotDoStarttls() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say("220 hello");
            s.answer("502 5.5.1 command not implemented");
            s.answer("250 hello");
            s.listen();
        })) {
            CheckResult result = run(request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(password(null)));
            assertFault(Stage.EHLO, CauseId.NO_ESMTP, result);
            assertNoCredential(server);
        }
    }

    @Test
    void heloOnlyIsEnoughWhereNothingElseIsAskedFor() throws IOException {
        CheckResult result = smtp(Security.NONE, SignIn.NONE, s -> {
            s.say("220 hello");
            s.answer("500 what?");
            s.answer("250 hello");
            s.answer("221 bye");
        });
        assertEquals(Verdict.WARNING, result.verdict(), () -> describe(result));
        assertEquals(CauseId.NO_ESMTP, result.cause());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "501 5.5.4 Invalid EHLO argument | HELO_REJECTED",
            "504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname | HELO_REJECTED",
            "550 5.7.1 Access denied: invalid HELO name | HELO_REJECTED",
            "553 not with that name | HELO_REJECTED"})
    void aRefusedName(String reply, CauseId cause) throws IOException {
        CheckResult result = smtp(Security.STARTTLS, SignIn.NONE, s -> {
            s.say("220 hello");
            s.answer(reply);
            s.listen();
        });
        assertFault(Stage.EHLO, cause, result);
    }

    @Test
    void theNameIsTheOneAskedForElseTheProfilesElseTheAddress() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("SIZE");
            s.answer("221 bye");
        })) {
            CheckRequest request = request(server, Protocol.SMTP, Security.NONE);
            run(request);
            ClientProfile device = new ClientProfile("device", "Device", List.of(), Set.of(Security.NONE), List.of(), Set.of(),
                    "localhost", true, true, true, 0);
            run(request.withProfile(device));
            run(request.withProfile(device).withHelo("pc1.example.com"));
            assertEquals(List.of("EHLO [127.0.0.1]", "EHLO localhost", "EHLO pc1.example.com"),
                    server.heard().stream().filter(line -> line.startsWith("EHLO")).toList());
        }
    }

    @Test
    void starttlsIsNotOffered() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("AUTH PLAIN LOGIN", "SIZE");
            s.listen();
        })) {
            CheckResult result = run(request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(password(null))
                    .withAllowCleartext(true));
            assertFault(Stage.STARTTLS, CauseId.STARTTLS_NOT_OFFERED, result);
            assertNoCredential(server);
        }
    }

    @ParameterizedTest
    @CsvSource({"XXXXXXXA", "XXXXXXXX", "********"})
    void starttlsWasWrittenOver(String mask) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("SIZE", mask, "AUTH PLAIN");
            s.listen();
        })) {
            CheckResult result = run(request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(password(null)));
            assertFault(Stage.STARTTLS, CauseId.STARTTLS_STRIPPED, result);
            assertNoCredential(server);
        }
    }

    @Test
    void theGreetingWasWrittenOver() throws IOException {
        assertFault(Stage.STARTTLS, CauseId.STARTTLS_STRIPPED, smtp(Security.STARTTLS, SignIn.NONE, s -> {
            s.say("220 **********************************0*2******0**");
            s.ehlo("SIZE");
            s.listen();
        }));
    }

    @Test
    void aProviderThatAlwaysOffersStarttls() throws IOException {
        assertFault(Stage.STARTTLS, CauseId.STARTTLS_STRIPPED, smtp(Security.STARTTLS, SignIn.NONE, s -> {
            s.say("220 smtp.gmail.com ESMTP 5b1f17b1804b1 - gsmtp");
            s.ehlo("SIZE 35882577", "8BITMIME");
            s.listen();
        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "454 4.7.0 TLS not available due to local problem | STARTTLS_UNAVAILABLE",
            "454 no | STARTTLS_UNAVAILABLE",
            "502 5.5.1 not implemented | STARTTLS_NOT_OFFERED",
            "250 2.0.0 fine | PROTOCOL_VIOLATION",
            "334 go on | PROTOCOL_VIOLATION"})
    void starttlsIsRefused(String reply, CauseId cause) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("STARTTLS");
            s.answer(reply);
            s.listen();
        })) {
            CheckResult result = run(request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(password(null)));
            assertFault(Stage.STARTTLS, cause, result);
            assertNoCredential(server);
        }
    }

    @Test
    void clearTextBehindTheReplyToStarttlsIsNotTrusted() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("STARTTLS");
            s.answer("220 ready", "250 AUTH PLAIN");
            s.tls();
            s.listen();
        })) {
            CheckResult result = run(request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(password(null)));
            assertFault(Stage.STARTTLS, CauseId.STARTTLS_INJECTION, result);
            assertNoCredential(server);
            assertFalse(server.heard().contains("[tls]"));
        }
    }

    @Test
    void clearTextThatComesALittleLaterIsNotTrustedEither() throws IOException {
        assertFault(Stage.STARTTLS, CauseId.STARTTLS_INJECTION, smtp(Security.STARTTLS, password(null), s -> {
            s.smtpHello("STARTTLS");
            s.answer("220 ready");
            s.pause(100);
            s.say("250 AUTH PLAIN");
            s.listen();
        }));
    }

    @Test
    void everyStageThatBeginsEnds() throws IOException {
        StringBuilder told = new StringBuilder();
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("STARTTLS");
            s.answer("220 ready");
            s.some();
            s.say("250 AUTH PLAIN");
            s.listen();
        })) {
            CheckResult result = Checker.run(request(server, Protocol.SMTP, Security.STARTTLS), new CheckListener() {
                @Override
                public void stageStarted(Stage stage) {
                    told.append(stage.id()).append('(');
                }

                @Override
                public void stageFinished(CheckResult.StageResult finished) {
                    told.append(finished.stage().id()).append(' ').append(finished.status().id()).append(") ");
                }
            }, new Cancellation());
            assertFault(Stage.STARTTLS, CauseId.STARTTLS_INJECTION, result);
        }
        assertEquals("dns(dns ok) connect(connect ok) banner(banner ok) ehlo(ehlo ok) starttls(starttls ok) tls(tls skipped) "
                + "starttls fault) ", told.toString());
    }

    @Test
    void aServerThatExecutesCommandsFromBeforeTheHandshake() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("STARTTLS");
            s.line();
            s.say("220 ready");
            boolean behind = s.unread() > 0;
            if (behind) {
                s.line();
            }
            s.tls();
            if (behind) {
                s.say("250 2.0.0 executed");
            }
            s.ehlo("SIZE");
            s.answer("221 bye");
        })) {
            CheckResult result = run(request(server, Protocol.SMTP, Security.STARTTLS));
            assertFault(Stage.STARTTLS, CauseId.STARTTLS_COMMAND_INJECTION, result);
            assertEquals(2, server.connections(), "tried on a connection of its own");
        }
    }

    @Test
    void aServerThatForgetsCommandsFromBeforeTheHandshakeIsWell() throws IOException {
        CheckResult result = smtp(Security.STARTTLS, SignIn.NONE, s -> {
            s.smtpHello("STARTTLS");
            s.line();
            s.say("220 ready");
            if (s.unread() > 0) {
                s.line();
            }
            s.tls();
            s.ehlo("SIZE");
            s.answer("221 bye");
        });
        assertOk(result);
    }

    @Test
    void anUntrustedCertificateEndsTheCheckBeforeTheSignIn() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpWithinTls("AUTH PLAIN");
            s.listen();
        })) {
            CheckResult result = run(request(server, Protocol.SMTP, Security.STARTTLS).withTrustAnchors(List.of())
                    .withSignIn(password(null)));
            assertFault(Stage.TLS, CauseId.TLS_CERT_SELF_SIGNED, result);
            assertNoCredential(server);
            assertTrue(server.heard().stream().filter(line -> line.startsWith("EHLO")).count() == 1);
        }
    }

    @Test
    void implicitTlsOnAPortThatStartsInClearText() throws IOException {
        assertFault(Stage.TLS, CauseId.TLS_MODE_MISMATCH, smtp(Security.TLS, password(null), s -> {
            s.say("220 hello");
            s.listen();
        }));
    }

    @Test
    void theStagesAfterTheLastOneWantedAreSkipped() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("STARTTLS");
            s.answer("221 bye");
        })) {
            CheckResult result = run(request(server, Protocol.SMTP, Security.STARTTLS).withSignIn(password(null))
                    .withStopAfter(Stage.EHLO));
            assertOk(result);
            assertEquals(Stage.EHLO, result.stage());
            assertEquals(List.of("EHLO [127.0.0.1]", "QUIT"), server.heard().subList(0, 2));
            assertEquals(3, result.stages().stream().filter(stage -> stage.status() == Status.SKIPPED).count());
            for (Stage stage : List.of(Stage.DNS, Stage.CONNECT)) {
                result = run(request(server, Protocol.SMTP, Security.TLS).withStopAfter(stage));
                assertOk(result);
                assertEquals(stage, result.stage());
                assertNull(result.server());
            }
        }
    }

    @Test
    void charactersThatDoNotShowAreMadeVisible() throws IOException {
        CheckResult result = smtp(Security.NONE, SignIn.NONE, s -> {
            s.send("220 a\u0007b\u202ec\u001b[2J\r\n");
            s.line();
            s.send(new byte[] {'2', '5', '0', ' ', (byte) 0xff, (byte) 0xfe, '\r', '\n'});
            s.answer("221 bye");
        });
        assertOk(result);
        assertEquals("a\\x07bU+202Ec\\x1b[2J", result.server().banner());
        assertTrue(result.transcript().stream().anyMatch(line -> line.text().equals("250 \\xff\\xfe")), () -> describe(result));
    }

    @Test
    void nobodyListens() throws IOException {
        ScriptedServer server = ScriptedServer.start(ScriptedServer.Session::listen);
        CheckRequest request = request(server, Protocol.SMTP, Security.STARTTLS);
        server.close();
        CheckResult result = run(request);
        assertFault(Stage.CONNECT, CauseId.NET_REFUSED, result);
        assertEquals(List.of(new CheckResult.AddressResult("127.0.0.1", Status.FAULT, CauseId.NET_REFUSED)), result.addresses());
        assertNull(result.server());
        assertNull(result.tls());
    }

    @Test
    void whatAClientCannotDoIsNotTried() throws IOException {
        ClientProfile device = Profiles.byId("plain-device").orElseThrow();
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Session::listen)) {
            CheckResult result = run(request(server, Protocol.SMTP, Security.NONE).withProfile(device));
            assertFault(Stage.CONNECT, CauseId.CLIENT_CONFIG, result);
            ClientProfile anyPort = new ClientProfile("p", "P", List.of(), Set.of(Security.NONE), List.of(Mechanism.LOGIN),
                    Set.of(),
                    null, true, true, true, 0);
            result = run(request(server, Protocol.SMTP, Security.STARTTLS).withProfile(anyPort));
            assertFault(Stage.STARTTLS, CauseId.CLIENT_CONFIG, result);
            ClientProfile helo = new ClientProfile("h", "H", List.of("TLSv1.2"), Set.of(Security.STARTTLS), List.of(), Set.of(),
                    null,
                    false, true, true, 0);
            result = run(request(server, Protocol.SMTP, Security.STARTTLS).withProfile(helo));
            assertFault(Stage.STARTTLS, CauseId.CLIENT_CONFIG, result);
            assertTrue(result.stages().get(4).detail().text(Locale.JAPANESE).contains("H は HELO"));
            assertEquals(0, server.connections());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"pc1 example | null | null | EHLO", "null | a@b\\r\\nRCPT | null | MAIL",
            "null | null | a@b>\\r\\nDATA | RCPT"})
    void inputThatWouldBreakACommandIsNotSent(String helo, String from, String to, Stage stage) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Session::listen)) {
            CheckRequest request = request(server, Protocol.SMTP, Security.NONE);
            request = helo.equals("null") ? request : request.withHelo(helo);
            request = request.withEnvelope(from.equals("null") ? null : from.translateEscapes(),
                    to.equals("null") ? null : to.translateEscapes(), false);
            assertUntested(stage, CauseId.NOT_TESTED, run(request));
            assertEquals(0, server.connections());
        }
    }
}
