package org.mailmend.tickets.mail;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes messages from a source as long as it is open; after a failure it tries again, at longer and longer intervals. A sign-in that was
 * refused is not tried again by itself: that would lock the account.
 */
public final class IntakeLoop implements Closeable {
    private static final Duration ROUND = Duration.ofMinutes(9);

    private final TicketSource source;
    private final MailIntake intake;
    private final Listener listener;
    private final Pauses pauses;
    private final Semaphore asked = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /** Learns how the intake goes; called in a thread of its own. */
    public interface Listener {
        /** A message was kept. */
        void taken(MailIntake.Taken taken);

        /** All that was there is kept, and it waits for more. */
        void waiting();

        /**
         * The source or the store cannot be used now.
         *
         * @param error what was met
         * @param pause how long it waits before it tries again; null when it waits for {@link IntakeLoop#again}
         */
        void failed(Exception error, Duration pause);
    }

    /**
     * How long it waits after a failure.
     *
     * @param first   after the first failure; each further one in a row doubles it
     * @param longest the longest pause
     */
    public record Pauses(Duration first, Duration longest) {
        /** 5 seconds to 5 minutes. */
        public static final Pauses USUAL = new Pauses(Duration.ofSeconds(5), Duration.ofMinutes(5));

        Duration after(int failures) {
            Duration pause = first.multipliedBy(1L << Math.min(20, failures - 1));
            return pause.compareTo(longest) > 0 ? longest : pause;
        }
    }

    /** Begins at once. */
    public IntakeLoop(TicketSource source, MailIntake intake, Listener listener) {
        this(source, intake, listener, Pauses.USUAL);
    }

    /** Begins at once. */
    public IntakeLoop(TicketSource source, MailIntake intake, Listener listener, Pauses pauses) {
        this.source = Objects.requireNonNull(source);
        this.intake = Objects.requireNonNull(intake);
        this.listener = Objects.requireNonNull(listener);
        this.pauses = Objects.requireNonNull(pauses);
        this.thread = Thread.ofPlatform().daemon().name("mailmend-intake").start(this::run);
    }

    private void run() {
        int failures = 0;
        try {
            while (!closed) {
                try {
                    source.fetch(intake, listener::taken);
                    if (!closed) {
                        listener.waiting();
                        failures = 0;
                        source.await(ROUND);
                    }
                } catch (IOException | RuntimeException e) {
                    // RuntimeException: what the store cannot do, and what a source of others may throw
                    if (!closed) {
                        failures++;
                        rest(e, failures);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void rest(Exception error, int failures) throws InterruptedException {
        asked.drainPermits();
        if (error instanceof SourceException told && told.isRefused()) {
            listener.failed(error, null);
            asked.acquire();
        } else {
            Duration pause = pauses.after(failures);
            listener.failed(error, pause);
            asked.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Tries again now if it waits after a failure. */
    public void again() {
        asked.release();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        asked.release();
        source.close();
        thread.interrupt();
    }

    /** Waits until a closed loop has ended. */
    void join(Duration most) throws InterruptedException {
        thread.join(most);
    }
}
