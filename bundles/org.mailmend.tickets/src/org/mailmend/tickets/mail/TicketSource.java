package org.mailmend.tickets.mail;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** Somewhere that messages for tickets come from, for example a mailbox. Used by one thread, except {@link #close}. */
public interface TicketSource extends Closeable {
    /** Tells it from all others, and stays the same: how far it is read is kept under this name. */
    String id();

    /**
     * Takes in what is new, each message with how far the source is read with it, so that none comes in twice and none is lost.
     *
     * @return what was taken in
     * @throws IOException when the source cannot be reached or fails; what was taken in until then stays
     */
    int fetch(MailIntake intake, Taker taker) throws IOException;

    /**
     * Waits until there may be something new.
     *
     * @param most the longest time to wait
     * @throws IOException          when the source cannot be reached
     * @throws InterruptedException when the waiting is broken off
     */
    void await(Duration most) throws IOException, InterruptedException;

    /** Told of each message after it is kept. */
    @FunctionalInterface
    interface Taker {
        void taken(MailIntake.Taken taken);
    }
}
