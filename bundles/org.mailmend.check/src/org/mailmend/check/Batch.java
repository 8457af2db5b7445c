package org.mailmend.check;

import java.util.Iterator;
import java.util.concurrent.CountDownLatch;

/**
 * Many checks at once, on virtual threads. Requests are taken one by one as threads become free and results are handed on
 * as they come, so that the memory needed depends on the number of checks that run, not on that of all.
 */
public final class Batch {
    /** How many checks run at once when nobody says otherwise. */
    public static final int DEFAULT_PARALLEL = 32;

    private Batch() {
    }

    /** Told of the checks. Called by one thread at a time. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A check has finished.
         *
         * @param index  place of its request, from 0
         * @param result its result
         * @param done   how many have finished by now, this one included
         */
        void finished(int index, CheckResult result, int done);
    }

    /**
     * Runs all checks and waits for the last one. When it is cancelled, the checks that run end at once with cause
     * USER_CANCELLED, and no other begins.
     *
     * @param requests     taken from one thread at a time
     * @param parallel     how many checks may run at once, at least 1
     * @param listener     told of each that finishes; an exception that it throws ends the batch and comes out of here
     * @param cancellation ends all
     * @return how many checks have finished
     * @throws InterruptedException when the waiting thread is interrupted; the checks are cancelled then
     */
    public static int run(Iterator<CheckRequest> requests, int parallel, Listener listener, Cancellation cancellation)
            throws InterruptedException {
        if (parallel < 1) {
            throw new IllegalArgumentException("parallel " + parallel);
        }
        Worker worker = new Worker(requests, listener, cancellation, new CountDownLatch(parallel));
        for (int i = 0; i < parallel; i++) {
            Thread.ofVirtual().name("mailmend-check-", i).start(worker);
        }
        try {
            worker.running.await();
        } catch (InterruptedException e) {
            cancellation.cancel();
            throw e;
        }
        if (worker.failure != null) {
            throw worker.failure;
        }
        return worker.done;
    }

    private static final class Worker implements Runnable {
        private final Iterator<CheckRequest> requests;
        private final Listener listener;
        private final Cancellation cancellation;
        private final CountDownLatch running;
        private int begun;
        private int done;
        private RuntimeException failure;

        Worker(Iterator<CheckRequest> requests, Listener listener, Cancellation cancellation, CountDownLatch running) {
            this.requests = requests;
            this.listener = listener;
            this.cancellation = cancellation;
            this.running = running;
        }

        @Override
        public void run() {
            try {
                for (Turn turn = next(); turn != null; turn = next()) {
                    finished(turn, Checker.run(turn.request, CheckListener.NONE, cancellation));
                }
            } catch (RuntimeException e) {
                fail(e);
            } finally {
                running.countDown();
            }
        }

        private record Turn(int index, CheckRequest request) {
        }

        private synchronized Turn next() {
            return failure == null && !cancellation.isCancelled() && requests.hasNext() ? new Turn(begun++, requests.next())
                    : null;
        }

        private synchronized void finished(Turn turn, CheckResult result) {
            done++;
            listener.finished(turn.index, result, done);
        }

        private synchronized void fail(RuntimeException e) {
            failure = failure == null ? e : failure;
        }
    }
}
