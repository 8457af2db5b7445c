package org.mailmend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;

@Timeout(120)
class BatchTest extends CheckerTestBase {

    private static void well(ScriptedServer.Session s) throws java.io.IOException {
        s.smtpHello("SIZE");
        s.answer("221 bye");
    }

    @Test
    void allAreCheckedAndEachIsTold() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(BatchTest::well)) {
            CheckRequest request = request(server, Protocol.SMTP, Security.NONE);
            List<Integer> indexes = new ArrayList<>();
            List<Integer> counts = new ArrayList<>();
            int done = Batch.run(Collections.nCopies(200, request).iterator(), 16, (index, result, finished) -> {
                assertEquals(CauseId.OK, result.cause(), () -> describe(result));
                indexes.add(index);
                counts.add(finished);
            }, new Cancellation());
            assertEquals(200, done);
            assertEquals(200, indexes.stream().distinct().count());
            assertEquals(200, counts.getLast());
            assertEquals(200, server.connections());
        }
    }

    @Test
    void noMoreRunAtOnceThanAllowed() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        try (ScriptedServer server = ScriptedServer.start(s -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            three.countDown();
            try {
                three.await();
            } catch (InterruptedException e) {
                throw new java.io.IOException(e);
            }
            s.smtpHello("SIZE");
            s.line();
            now.decrementAndGet();
            s.say("221 bye");
        })) {
            CheckRequest request = request(server, Protocol.SMTP, Security.NONE);
            Batch.run(Collections.nCopies(12, request).iterator(), 3, (index, result, done) -> assertOk(result),
                    new Cancellation());
            assertEquals(3, most.get());
        }
    }

    @Test
    void cancellingEndsThoseThatRunAndBeginsNoOther() throws Exception {
        CountDownLatch running = new CountDownLatch(4);
        try (ScriptedServer server = ScriptedServer.start(s -> {
            running.countDown();
            s.listen();
        })) {
            Cancellation cancellation = new Cancellation();
            Thread canceller = Thread.ofPlatform().start(() -> {
                try {
                    running.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                cancellation.cancel();
            });
            CheckRequest request = request(server, Protocol.SMTP, Security.NONE);
            List<CauseId> causes = new ArrayList<>();
            int done = Batch.run(Collections.nCopies(1000, request).iterator(), 4,
                    (index, result, count) -> causes.add(result.cause()),
                    cancellation);
            assertEquals(4, done);
            assertEquals(Collections.nCopies(4, CauseId.USER_CANCELLED), causes);
            canceller.join();
        }
    }

    @Test
    void anExceptionOfTheListenerComesOut() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(BatchTest::well)) {
            CheckRequest request = request(server, Protocol.SMTP, Security.NONE);
            IllegalStateException thrown = assertThrows(IllegalStateException.class,
                    () -> Batch.run(Collections.nCopies(100, request).iterator(), 2, (index, result, done) -> {
                        throw new IllegalStateException("disk full");
                    }, new Cancellation()));
            assertEquals("disk full", thrown.getMessage());
            assertTrue(server.connections() < 100);
        }
        assertThrows(IllegalArgumentException.class,
                () -> Batch.run(Collections.<CheckRequest>emptyIterator(), 0, (i, r, d) -> {
                }, new Cancellation()));
    }
}
