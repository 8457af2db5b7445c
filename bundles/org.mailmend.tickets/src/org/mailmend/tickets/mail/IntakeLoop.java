package org.mailmend.tickets.mail;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.mailmend.tickets.TicketException;

/** Takes messages from a source as long as it is open; after a failure it tries again, at longer and longer intervals. */
public final class IntakeLoop implements Closeable {
    private static final Duration ROUND = Duration.ofMinutes(9);
    private static final long FIRST_PAUSE = 5;
    private static final long LONGEST_PAUSE = 300;

    private final TicketSource source;
    private final MailIntake intake;
    private final Listener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** Learns how the intake goes; called in a thread of its own. */
    public interface Listener {
        /** A message was kept. */
        void taken(MailIntake.Taken taken);

        /** All that was there is kept, and it waits for more. */
        void waiting();

        /**
         * The source or the store cannot be used now.
         *
         * @param error  what was met
         * @param pause how long it waits before it tries again
         */
        void failed(Exception error, Duration pause);
    }

    /** Begins at once. */
    public IntakeLoop(TicketSource source, MailIntake intake, Listener listener) {
        this.source = Objects.requireNonNull(source);
        this.intake = Objects.requireNonNull(intake);
        this.listener = Objects.requireNonNull(listener);
        this.thread = Thread.ofPlatform().daemon().name("mailmend-intake").start(this::run);
    }

    private void run() {
        long pause = FIRST_PAUSE;
        try {
            while (closed.getCount() > 0) {
                try {
                    source.fetch(intake, listener::taken);
                    listener.waiting();
                    pause = FIRST_PAUSE;
                    source.await(ROUND);
                } catch (IOException | TicketException e) {
                    if (closed.getCount() > 0) {
                        listener.failed(e, Duration.ofSeconds(pause));
                        closed.await(pause, TimeUnit.SECONDS);
                        pause = Math.min(LONGEST_PAUSE, pause * 2);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        source.close();
        thread.interrupt();
    }
}
