package org.mailmend.check;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.mailmend.check.internal.Lines;
import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.imap.ImapParser;
import org.mailmend.check.internal.io.LineSource;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.pop3.Pop3Parser;
import org.mailmend.check.internal.smtp.SmtpParser;
import org.mailmend.diagnosis.Protocol;

/**
 * Random replies, made of pieces of real ones: no exception, no hang, bounded memory. How long is set with the system property
 * {@code mailmend.fuzz.seconds}; a failure names the seed to try again with, {@code mailmend.fuzz.seed}.
 */
class FuzzTest extends CheckerTestBase {
    private static final long SECONDS = Long.getLong("mailmend.fuzz.seconds", 5);
    private static final String[] PIECES = {"220 ", "220-", "250-", "250 ", "334 ", "354 ", "235 ", "535-5.7.8 ", "535 5.7.8 ",
            "421 ", "5", "-", " ",
            "* ", "*", "a1 ", "a2 ", "a3 ", "b1 ", "+", "+ ", "+OK", "-ERR", "OK ", "NO ", "BAD ", "BYE ", "PREAUTH ", "[", "]",
            "[CAPABILITY ",
            "CAPABILITY ", "AUTH", "AUTH=", "=PLAIN", " PLAIN LOGIN XOAUTH2 OAUTHBEARER CRAM-MD5", "STARTTLS", "STLS", "SASL ",
            "USER", "SASL-IR",
            "LOGINDISABLED", "XXXXXXXA", "SMTPUTF8", "SIZE 1", "{", "}", "{0}", "{3}", "{3+}", "{99999}", "{999999999999}",
            "\r\n", "\r\n", "\r\n", "\n",
            "\r", ".", "\r\n.\r\n", "<http://", ">", "eyJzdGF0dXMiOiI0MDEifQ==", "====", "AQ==", "\0", "\u0016\u0003", "\u202e",
            "\ud83d\ude00", "\u00e9",
            "x".repeat(200), "x".repeat(9000), "gsmtp", "5.7.8", "4.7.0", "2.0.0", "999", "٢٥٠", "\u001b[2J", "HTTP/1.1 400",
            "SSH-2.0"};

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(most);
        for (int i = 0; i < pieces; i++) {
            text.append(random.nextInt(20) == 0 ? String.valueOf((char) random.nextInt(0x3000))
                    : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    @Test
    void parsers() {
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos() / 2;
        for (long seed = Long.getLong("mailmend.fuzz.seed", System.nanoTime()); System.nanoTime() < end; seed++) {
            String text = text(new Random(seed), 40);
            String known = "seed " + seed;
            try {
                parse(text);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(known + ": " + text, e);
            }
        }
    }

    private interface Parser {
        Answer read(LineSource in) throws WireException;
    }

    private static void parse(String text) {
        Parser[] parsers = {SmtpParser::read, ImapParser::greeting, in -> ImapParser.read(in, "a1"),
                in -> Pop3Parser.read(in, false),
                in -> Pop3Parser.read(in, true)};
        for (Parser parser : parsers) {
            Lines lines = new Lines(text);
            for (int i = 0; i < 100; i++) {
                try {
                    Answer answer = parser.read(lines);
                    assertNotNull(answer.state());
                    assertNotNull(answer.text());
                    Redactor.GENERAL.show(answer.text());
                } catch (WireException e) {
                    assertNotNull(e.evidence());
                    if (e.kind() == WireException.Kind.CLOSED) {
                        break;
                    }
                }
            }
        }
    }

    @Test
    void dialogues() throws IOException {
        long[] seed = {Long.getLong("mailmend.fuzz.seed", System.nanoTime())};
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos() / 2;
        try (ScriptedServer server = ScriptedServer.start(s -> {
            Random random = new Random(seed[0]);
            // most often the beginning is well, so that the later stages are reached
            while (true) {
                s.send(random.nextInt(3) == 0 ? text(random, 12).getBytes(StandardCharsets.UTF_8) : likely(random));
                if (random.nextInt(12) == 0) {
                    return;
                }
                s.line();
            }
        })) {
            while (System.nanoTime() < end) {
                Random random = new Random(seed[0]);
                Protocol protocol = Protocol.values()[random.nextInt(3)];
                CheckRequest request = request(server, protocol, random.nextBoolean() ? Security.NONE : Security.STARTTLS)
                        .withSignIn(random.nextBoolean() ? password(null) : token(null)).withAllowCleartext(true)
                        .withDeadline(Duration.ofMillis(150));
                request = protocol == Protocol.SMTP ? request.withEnvelope(USER, USER, random.nextBoolean()) : request;
                try {
                    CheckResult result = run(request);
                    assertTrue(result.elapsed().compareTo(Duration.ofSeconds(5)) < 0, () -> describe(result));
                    assertTrue(result.transcript().size() < 40_000);
                    assertTrue(result.transcript().stream()
                            .noneMatch(line -> line.text().contains(PASSWORD) || line.text().contains(TOKEN)));
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + seed[0], e);
                }
                seed[0]++;
            }
        }
    }

    private static byte[] likely(Random random) {
        String[] likely = {"220 hi\r\n", "250-hi\r\n250-AUTH PLAIN LOGIN XOAUTH2\r\n250 SMTPUTF8\r\n", "250 ok\r\n", "235 ok\r\n",
                "334 \r\n",
                "354 go\r\n", "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2] hi\r\n", "a1 OK x\r\n", "a2 OK x\r\n",
                "+ \r\n", "+OK\r\n",
                "+OK\r\nSASL PLAIN XOAUTH2\r\nUSER\r\n.\r\n", "535 no\r\n", "a1 NO no\r\n", "-ERR no\r\n"};
        return likely[random.nextInt(likely.length)].getBytes(StandardCharsets.UTF_8);
    }
}
