package org.mailmend.check.internal.io;

import java.time.Duration;

/** The one moment at which a whole check must be over, on the clock that never jumps. Immutable. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** The deadline that lies this far ahead of now; a negative duration has passed already. */
    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** An earlier deadline for a part of the work: at most this far ahead of now, and never after this one. */
    public Deadline atMost(Duration duration) {
        Deadline part = after(duration);
        return part.end - end < 0 ? part : this;
    }

    /** Nanoseconds that are left; 0 when it has passed. */
    public long remainingNanos() {
        return Math.max(0, end - System.nanoTime());
    }

    /** The time that is left; zero when it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    /** Milliseconds that are left, rounded up so that a wait for them does not end too early; 0 when it has passed. */
    public int remainingMillis() {
        return (int) Math.min(Integer.MAX_VALUE, (remainingNanos() + 999_999) / 1_000_000);
    }

    /** Whether the moment is over. */
    public boolean passed() {
        return remainingNanos() == 0;
    }
}
