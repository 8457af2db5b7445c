package org.mailmend.lab;

/**
 * Told of everything that clients of a practice server do, on the thread that serves the client; several threads call at the
 * same time. Implementations return quickly.
 */
@FunctionalInterface
public interface PracticeListener {

    /** Hears nothing. */
    PracticeListener NONE = event -> {
        // nobody listens
    };

    /** Something happened. */
    void happened(PracticeEvent event);
}
