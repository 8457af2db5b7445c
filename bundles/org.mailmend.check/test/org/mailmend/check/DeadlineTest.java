package org.mailmend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

/** Whatever a server does, a check ends at its deadline, and at once when it is cancelled. */
@Timeout(60)
class DeadlineTest extends CheckerTestBase {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration TOLERANCE = Duration.ofMillis(100);
    /** A busy machine may keep a thread waiting: of so many attempts one must keep the deadline. */
    private static final int ATTEMPTS = 4;

    static Stream<Arguments> hostileServers() {
        String endless = "220-" + "x".repeat(70) + "\r\n";
        return Stream.of(
                of("silent", Protocol.SMTP, Security.NONE, Stage.BANNER, CauseId.BANNER_TIMEOUT, ScriptedServer.Session::listen),
                of("silent where TLS is wanted", Protocol.SMTP, Security.TLS, Stage.TLS, CauseId.TLS_HANDSHAKE_TIMEOUT,
                        s -> s.pause(60_000)),
                of("half a greeting", Protocol.SMTP, Security.NONE, Stage.BANNER, CauseId.BANNER_TIMEOUT, s -> {
                    s.send("220-hel");
                    s.listen();
                }),
                of("greeting without its last line", Protocol.SMTP, Security.NONE, Stage.BANNER, CauseId.BANNER_TIMEOUT, s -> {
                    s.say("220-one", "220-two");
                    s.listen();
                }),
                of("dripping greeting", Protocol.SMTP, Security.NONE, Stage.BANNER, CauseId.SERVER_SLOW,
                        s -> s.drip("220-" + "x".repeat(8000), 60)),
                of("endless greeting, slowly", Protocol.SMTP, Security.NONE, Stage.BANNER, CauseId.SERVER_SLOW, s -> {
                    while (true) {
                        s.send(endless);
                        s.pause(100);
                    }
                }),
                of("nothing after the greeting", Protocol.SMTP, Security.STARTTLS, Stage.EHLO, CauseId.REPLY_TIMEOUT, s -> {
                    s.say("220 hello");
                    s.listen();
                }),
                of("dripping capabilities", Protocol.SMTP, Security.STARTTLS, Stage.EHLO, CauseId.SERVER_SLOW, s -> {
                    s.say("220 hello");
                    s.line();
                    s.drip("250-" + "X-FEATURE\r\n250-".repeat(1000), 20);
                }),
                of("nothing after STARTTLS", Protocol.SMTP, Security.STARTTLS, Stage.STARTTLS, CauseId.REPLY_TIMEOUT, s -> {
                    s.smtpHello("STARTTLS");
                    s.listen();
                }),
                of("nothing in the handshake", Protocol.SMTP, Security.STARTTLS, Stage.TLS, CauseId.TLS_HANDSHAKE_TIMEOUT, s -> {
                    s.smtpHello("STARTTLS");
                    s.answer("220 ready");
                    s.pause(60_000);
                }),
                of("dripping handshake", Protocol.SMTP, Security.STARTTLS, Stage.TLS, CauseId.TLS_HANDSHAKE_TIMEOUT, s -> {
                    s.smtpHello("STARTTLS");
                    s.answer("220 ready");
                    s.some();
                    s.send(new byte[] {0x16, 3, 3, 0x20, 0, 2, 0, 0x1f, (byte) 0xfc});
                    s.drip("\3".repeat(8000), 30);
                }),
                of("nothing after EHLO within TLS", Protocol.SMTP, Security.STARTTLS, Stage.EHLO, CauseId.REPLY_TIMEOUT, s -> {
                    s.smtpHello("STARTTLS");
                    s.answer("220 ready");
                    s.tls();
                    s.listen();
                }),
                of("dripping within TLS", Protocol.SMTP, Security.STARTTLS, Stage.EHLO, CauseId.SERVER_SLOW, s -> {
                    s.smtpHello("STARTTLS");
                    s.answer("220 ready");
                    s.tls();
                    s.line();
                    s.drip("250-" + "X-FEATURE\r\n250-".repeat(1000), 30);
                }),
                of("nothing after AUTH", Protocol.SMTP, Security.STARTTLS, Stage.AUTH, CauseId.REPLY_TIMEOUT, s -> {
                    s.smtpWithinTls("AUTH PLAIN");
                    s.listen();
                }),
                of("nothing after MAIL", Protocol.SMTP, Security.STARTTLS, Stage.MAIL, CauseId.REPLY_TIMEOUT, s -> {
                    s.smtpWithinTls("AUTH PLAIN");
                    s.answer("235 welcome");
                    s.listen();
                }),
                of("nothing after RCPT", Protocol.SMTP, Security.STARTTLS, Stage.RCPT, CauseId.REPLY_TIMEOUT, s -> {
                    s.smtpWithinTls("AUTH PLAIN");
                    s.answer("235 welcome");
                    s.answer("250 ok");
                    s.listen();
                }),
                of("IMAP: nothing after the greeting", Protocol.IMAP, Security.STARTTLS, Stage.EHLO, CauseId.REPLY_TIMEOUT, s -> {
                    s.say("* OK ready");
                    s.listen();
                }),
                of("IMAP: untagged without end", Protocol.IMAP, Security.STARTTLS, Stage.EHLO, CauseId.SERVER_SLOW, s -> {
                    s.say("* OK ready");
                    s.line();
                    while (true) {
                        s.say("* 1 EXISTS");
                        s.pause(40);
                    }
                }),
                of("IMAP: a literal that drips", Protocol.IMAP, Security.STARTTLS, Stage.EHLO, CauseId.SERVER_SLOW, s -> {
                    s.say("* OK ready");
                    s.line();
                    s.say("* X {60000}");
                    s.drip("y".repeat(60000), 20);
                }),
                of("POP3: a list without end", Protocol.POP3, Security.STARTTLS, Stage.EHLO, CauseId.SERVER_SLOW, s -> {
                    s.say("+OK ready");
                    s.line();
                    s.say("+OK");
                    while (true) {
                        s.say("X-FEATURE");
                        s.pause(40);
                    }
                }));
    }

    private static Arguments of(String name, Protocol protocol, Security security, Stage stage, CauseId cause,
            ScriptedServer.Script script) {
        return Arguments.of(name, protocol, security, stage, cause, script);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileServers")
    void theDeadlineIsKept(String name, Protocol protocol, Security security, Stage stage, CauseId cause,
            ScriptedServer.Script script) throws IOException {
        CheckResult result = null;
        Duration took = null;
        for (int i = 0; i < ATTEMPTS && (took == null || took.compareTo(SHORT.plus(TOLERANCE)) > 0); i++) {
            try (ScriptedServer server = ScriptedServer.start(script)) {
                CheckRequest request = request(server, protocol, security).withDeadline(SHORT)
                        .withSignIn(security == Security.NONE ? SignIn.NONE : password(null));
                request = protocol == Protocol.SMTP ? request.withEnvelope(USER, "hanako@example.net", false) : request;
                long start = System.nanoTime();
                result = run(request);
                took = Duration.ofNanos(System.nanoTime() - start);
            }
        }
        assertFault(stage, cause, result);
        assertTrue(took.compareTo(SHORT.plus(TOLERANCE)) <= 0, took.toString());
        assertTrue(result.elapsed().compareTo(took) <= 0);
        assertEquals(SHORT, result.deadline());
    }

    /** A first handshake loads half of JSSE, on both sides. */
    @BeforeAll
    static void warmUp() throws IOException {
        assertOk(smtp(Security.STARTTLS, password(null), s -> {
            s.smtpWithinTls("AUTH PLAIN");
            s.answer("235 welcome");
            s.answer("221 bye");
        }));
    }

    static Stream<Arguments> floods() {
        byte[] block = new byte[64 * 1024];
        java.util.Arrays.fill(block, (byte) 'x');
        byte[] lines = ("220-" + "x".repeat(60) + "\r\n").repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return Stream.of(Arguments.of("one line", block), Arguments.of("many lines", lines));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void aFloodIsCut(String name, byte[] block) throws IOException {
        CheckResult result = smtp(Security.NONE, SignIn.NONE, s -> {
            while (true) {
                s.send(block);
            }
        });
        assertFault(Stage.BANNER, CauseId.REPLY_TOO_LONG, result);
        assertTrue(result.transcript().stream().mapToInt(line -> line.text().length()).sum() < 100_000);
    }

    @Test
    void cancellingEndsTheCheckAtOnce() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(s -> {
            s.say("220 hello");
            s.line();
            reached.countDown();
            s.listen();
        })) {
            Cancellation cancellation = new Cancellation();
            Thread canceller = Thread.ofPlatform().start(() -> {
                try {
                    reached.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                cancellation.cancel();
            });
            long start = System.nanoTime();
            CheckResult result = Checker.run(request(server, Protocol.SMTP, Security.STARTTLS), CheckListener.NONE, cancellation);
            assertUntested(Stage.EHLO, CauseId.USER_CANCELLED, result);
            assertTrue(System.nanoTime() - start < DEADLINE.toNanos() / 2);
            canceller.join();
        }
    }

    @Test
    void aCheckThatWasCancelledBeforeDoesNothing() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Session::listen)) {
            Cancellation cancellation = new Cancellation();
            cancellation.cancel();
            CheckResult result = Checker.run(request(server, Protocol.SMTP, Security.STARTTLS), CheckListener.NONE, cancellation);
            assertEquals(CauseId.USER_CANCELLED, result.cause(), () -> describe(result));
            assertEquals(CheckResult.Verdict.UNTESTED, result.verdict());
            assertFalse(result.stages().isEmpty());
        }
    }

    @Test
    void cancellingInTheHandshakeAndInTheSilence() throws Exception {
        for (Security security : List.of(Security.TLS, Security.NONE)) {
            CountDownLatch reached = new CountDownLatch(1);
            try (ScriptedServer server = ScriptedServer.start(s -> {
                reached.countDown();
                s.pause(60_000);
            })) {
                Cancellation cancellation = new Cancellation();
                Thread canceller = Thread.ofPlatform().start(() -> {
                    try {
                        reached.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    cancellation.cancel();
                });
                CheckResult result = Checker.run(request(server, Protocol.SMTP, security), CheckListener.NONE, cancellation);
                assertEquals(CauseId.USER_CANCELLED, result.cause(), () -> describe(result));
                assertTrue(result.elapsed().compareTo(DEADLINE.dividedBy(2)) < 0);
                canceller.join();
            }
        }
    }
}
