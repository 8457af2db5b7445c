package org.mailmend.check.internal.io;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Acts at the moment of a deadline, whatever the thread that works towards it is blocked in. A read timeout would not do:
 * it starts anew with every byte, and there is none for a write. One thread serves the whole process.
 */
final class Watchdog {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private Watchdog() {
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mailmend-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /**
     * Runs the action at the deadline.
     *
     * @param action must not block
     * @return to be cancelled when the action is no longer wanted
     */
    static Future<?> at(Deadline deadline, Runnable action) {
        return TIMER.schedule(action, deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    }
}
