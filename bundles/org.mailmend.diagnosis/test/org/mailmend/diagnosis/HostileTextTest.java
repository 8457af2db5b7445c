package org.mailmend.diagnosis;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Random;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A megabyte of anything takes a time that grows only in proportion to its length. */
class HostileTextTest {
    private static final int ATTEMPTS = 3;
    private static final int MEGABYTE = 1 << 20;
    /** Time of this thread alone, as other work on the machine must not count. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int EIGHTH = MEGABYTE / 8;

    @BeforeAll
    static void warmUp() {
        for (int i = 0; i < 200; i++) {
            Explainer.get().explain("550 5.1.1 user unknown ".repeat(50), Hints.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "(", "[<{", "1", "5.7.", "550 ", "550-5.1.1 ", "user unknown ", "timed out ", "a.", "@", "a@",
            "の", "\n", "535-5.7.8 x\n", "eyJ", "%20", "\\n", "five ", "五", "<br", "<", "://", "- ", "NO [",
            "user mailbox account ",
            "authentication ", "#8", "\u0301", "\ufeff", "2026-11-24 ", "-ERR\n", "a@b.c ",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA "})
    void timeGrowsInProportion(String piece) {
        String measured = "";
        // Again where the compiler of a busy machine had not caught up: what grows as the square does so each time.
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long small = bestOf(piece.repeat(EIGHTH / piece.length()));
            long large = bestOf(piece.repeat(MEGABYTE / piece.length()));
            // Eight times the text: four times as much for the unevenness of a busy machine, where a square would be 64 times.
            if (large < 32 * Math.max(small, 2_000_000L)) {
                return;
            }
            measured += " " + small + " ns, then " + large + " ns;";
        }
        fail(piece + ":" + measured);
    }

    private static long bestOf(String text) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            assertNotNull(Explainer.get().explain(text, Hints.NONE));
            best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
        }
        return best;
    }

    @Test
    void randomCharactersDoNoHarm() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(300);
            int range = i % 2 == 0 ? 0x10000 : 0x80;
            for (int k = 0; k < length; k++) {
                text.append((char) random.nextInt(range));
            }
            Diagnosis diagnosis = Explainer.get().explain(text.toString(), Hints.NONE);
            assertTrue(diagnosis.evidence().length() <= 200);
        }
    }

    @Test
    void cutsAndJoinsOfRealRepliesDoNoHarm() {
        Random random = new Random(11);
        String real = "535-5.7.8 Username and Password not accepted.\r\n535 5.7.8 https://support.google.com/mail/?p=BadCredentials a -"
                + " gsmtp\r\n* BYE [ALERT] x\r\n-ERR [SYS/TEMP] y <a@example.com> 0x800CCC0E ５３４ 五三四 eyJzdGF0dXMiOiI0MDAi";
        for (int i = 0; i < 3000; i++) {
            int from = random.nextInt(real.length());
            int to = from + random.nextInt(real.length() - from);
            int again = random.nextInt(real.length());
            assertNotNull(Explainer.get().explain(real.substring(from, to) + real.substring(again), Hints.NONE).cause());
        }
    }
}
