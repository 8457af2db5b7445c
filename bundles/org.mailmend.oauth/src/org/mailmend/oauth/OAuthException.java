package org.mailmend.oauth;

import java.util.Locale;
import java.util.Objects;

import org.mailmend.diagnosis.CauseId;

/**
 * A sign-in, a renewal or a revocation that failed. What to do next stands in the catalogue of causes; the remark says what happened here.
 * Neither this nor its causes ever hold a secret: exceptions of libraries, which do, are not kept.
 */
public final class OAuthException extends Exception {
    private static final long serialVersionUID = 1L;

    private final CauseId cause;
    private final transient Remark remark;
    private final String evidence;

    /**
     * @param cause    the cause
     * @param remark   what happened
     * @param evidence what the provider said, redacted and printable; null for nothing
     */
    public OAuthException(CauseId cause, Remark remark, String evidence) {
        super(remark.text(Locale.ENGLISH) + (evidence == null ? "" : " [" + evidence + "]"));
        this.cause = Objects.requireNonNull(cause);
        this.remark = remark;
        this.evidence = evidence;
    }

    /** The cause. */
    public CauseId causeId() {
        return cause;
    }

    /** What happened. */
    public Remark remark() {
        return remark;
    }

    /** What the provider said, fit to be shown; null when it said nothing. */
    public String evidence() {
        return evidence;
    }
}
