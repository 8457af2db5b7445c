package org.mailmend.check;

import java.util.Objects;

/**
 * One line of the dialogue, redacted and with control and bidirectional characters escaped.
 *
 * @param nanos time since the start of the check, in nanoseconds
 * @param from  who said it
 * @param text  what was said, without the line end; a secret appears as dots
 */
public record TranscriptLine(long nanos, Speaker from, String text) {

    /** Who said a line. */
    public enum Speaker {
        CLIENT, SERVER,
        /** Mailmend itself: connection made, TLS in force, connection closed. */
        NOTE
    }

    public TranscriptLine {
        Objects.requireNonNull(from);
        Objects.requireNonNull(text);
    }
}
