package org.mailmend.diagnosis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that somebody made to do harm cost neither much time nor much room. */
class HostileBounceTest {
    private static final String HEAD = "From: MAILER-DAEMON@mx.example.net\nSubject: failure notice\n";
    /** Far more than is needed, far less than what does not end. */
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static Bounce read(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        return assertTimeoutPreemptively(BOUND, () -> Bounces.get().read(bytes));
    }

    static Stream<String> bombs() {
        StringBuilder nested = new StringBuilder(HEAD);
        for (int i = 0; i < 20_000; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b").append(i).append('\n');
        }
        String inside = "Content-Type: message/rfc822\n\n";
        return Stream.of(nested.toString(), HEAD + inside.repeat(100_000),
                HEAD + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n".repeat(1_000_000),
                HEAD + "Content-Type: multipart/mixed; boundary=b\n\n" + ("--b\n" + inside).repeat(100_000),
                "a:\n".repeat(2_000_000), "Subject:" + "\n a".repeat(2_000_000), "Subject: " + "=?utf-8?Q?a?= ".repeat(300_000),
                HEAD + "Content-Type: text/html\n\n" + "<div>".repeat(500_000),
                HEAD + "Content-Type: text/html\n\n" + "<table><tr><td>".repeat(200_000),
                HEAD + "Content-Transfer-Encoding: base64\n\n" + "QUFB".repeat(1_500_000),
                HEAD + "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n" + "M".repeat(3_000_000));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void bombsDoNotGoOff(String message) {
        assertNotNull(read(message).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a@", "@", "<", "<a@b.c>", "<a@b.c>: 550 x\n", "a@b.c\n", "a@b.c\n\n", ">", "> ", "550 ",
            "RCPT TO:<",
            "RCPT TO:<a@b.c>\n550 x\n", "To: ", "to: a@b.c ", "Final-Recipient: rfc822; a@b.c\nAction: failed\n\n",
            "Received: x\n", "--- ",
            "---- original message ----\n", "From: ", "宛先: ", "\n", "\"", "x <", "(", "a.a-", "_", "1. "})
    void aMegabyteOfAnythingIsRead(String piece) {
        int times = (1 << 20) / piece.length();
        assertNotNull(read(HEAD + "\n" + piece.repeat(times)).kind());
        assertNotNull(read(HEAD + "\n<taro@example.org>: " + piece.repeat(times)).kind());
        assertNotNull(read("Subject: Fwd: x\n\n-----Original Message-----\n" + piece.repeat(times)).kind());
    }

    @Test
    void reportsOfManyRecipientsAreBounded() {
        StringBuilder fields = new StringBuilder(HEAD + "Content-Type: message/delivery-status\n\n");
        for (int i = 0; i < 20_000; i++) {
            fields.append("Final-Recipient: rfc822; a").append(i).append("@example.org\nAction: failed\nStatus: 5.1.1\n\n");
        }
        Bounce bounce = read(fields.toString());
        assertTrue(bounce.isBounce());
        assertTrue(bounce.recipients().size() >= 100 && bounce.recipients().size() <= 1000,
                bounce.recipients().size() + " recipients");
    }

    @Test
    void damagedReportsAreReadWithoutHarm() throws IOException {
        Random random = new Random(5);
        for (String name : new String[] {"postfix-unknown", "exim", "exchange-japanese", "japanese-undeclared-shift-jis",
                "dsn-base64",
                "forwarded-attachment", "quoted-inline", "exchange-2010-no-dsn"}) {
            byte[] message;
            try (InputStream in = HostileBounceTest.class.getResourceAsStream("bounces/" + name + ".eml")) {
                message = in.readAllBytes();
            }
            for (int i = 0; i < 300; i++) {
                byte[] damaged = message.clone();
                int changes = 1 + random.nextInt(20);
                for (int k = 0; k < changes; k++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                int cut = i % 3 == 0 ? random.nextInt(damaged.length) : damaged.length;
                Bounce bounce = Bounces.get().read(Arrays.copyOf(damaged, cut));
                for (Bounce.Recipient recipient : bounce.recipients()) {
                    assertFalse(recipient.address().isEmpty());
                    assertTrue(recipient.diagnostic().length() <= 1000);
                }
            }
        }
    }
}
