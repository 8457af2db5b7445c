package org.mailmend.check.internal.io;

import java.util.Objects;

/** A dialogue that cannot go on, for a reason that lies on the wire rather than in the sense of a reply. */
public final class WireException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What happened. */
    public enum Kind {
        /** The deadline passed in silence. */
        SILENT,
        /** The deadline passed while bytes kept arriving. */
        SLOW,
        /** The other side closed the connection. */
        CLOSED,
        /** The other side reset the connection. */
        RESET,
        /** A line or reply passed its bound. */
        TOO_LONG,
        /** What came is not the protocol. */
        VIOLATION,
        /** The other side ended the TLS session with an alert, or broke its rules. */
        TLS,
        /** The user broke it off. */
        CANCELLED
    }

    private final Kind kind;
    private final String evidence;

    /**
     * @param kind     what happened
     * @param evidence what was there to see, raw; empty for nothing
     */
    public WireException(Kind kind, String evidence) {
        super(kind.name(), null, false, false);
        this.kind = Objects.requireNonNull(kind);
        this.evidence = Objects.requireNonNull(evidence);
    }

    /** What happened. */
    public Kind kind() {
        return kind;
    }

    /** What was there to see, neither redacted nor escaped; empty for nothing. */
    public String evidence() {
        return evidence;
    }
}
