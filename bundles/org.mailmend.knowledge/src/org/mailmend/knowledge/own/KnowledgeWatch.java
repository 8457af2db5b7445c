package org.mailmend.knowledge.own;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells when a folder of own knowledge has changed, by whomever: an editor, a pull from Git, an import on the command line. It
 * looks now and then rather than waiting for the system to say so, as that works on every disk and network drive.
 */
public final class KnowledgeWatch implements AutoCloseable {
    private final OwnKnowledge own;
    private final Runnable changed;
    private final ScheduledExecutorService thread;
    private String known;

    private KnowledgeWatch(OwnKnowledge own, Runnable changed) {
        this.own = own;
        this.changed = changed;
        known = own.stamp();
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "knowledge watch");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /**
     * Begins to watch.
     *
     * @param every   how often to look
     * @param changed what to do after a change; runs in a thread of its own
     */
    public static KnowledgeWatch start(OwnKnowledge own, Duration every, Runnable changed) {
        KnowledgeWatch watch = new KnowledgeWatch(Objects.requireNonNull(own), Objects.requireNonNull(changed));
        watch.thread.scheduleWithFixedDelay(watch::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        String now = own.stamp();
        if (!now.equals(known)) {
            known = now;
            changed.run();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
