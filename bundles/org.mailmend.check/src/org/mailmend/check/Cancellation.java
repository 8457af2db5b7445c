package org.mailmend.check;

import java.util.ArrayList;
import java.util.List;

/**
 * A switch that stops running work at once: whoever runs something that blocks registers how to break it off.
 */
public final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    /** Stops the work; does nothing when that was done already. Safe from every thread. */
    public void cancel() {
        List<Runnable> due;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Whether {@link #cancel()} was called. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /**
     * Runs the action at the moment of cancellation, or now when that has passed.
     *
     * @return ends the registration
     */
    public Registration onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return () -> remove(action);
            }
        }
        action.run();
        return () -> {
            // nothing is registered
        };
    }

    private synchronized void remove(Runnable action) {
        actions.remove(action);
    }

    /** Ends a registration when closed. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
