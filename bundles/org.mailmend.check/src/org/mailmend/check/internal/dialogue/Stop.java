package org.mailmend.check.internal.dialogue;

import java.util.List;

import org.mailmend.check.Detail;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Stage;

/** The finding that ends a check before all its stages have passed. */
public final class Stop extends Exception {
    private static final long serialVersionUID = 1L;

    private final Stage stage;
    private final CauseId cause;
    private final transient Detail detail;
    private final transient List<Diagnosis.Alternative> alternatives;
    private boolean abrupt;

    /**
     * @param stage  where it was found
     * @param cause  what it is
     * @param detail evidence; null for none
     */
    public Stop(Stage stage, CauseId cause, Detail detail) {
        this(stage, cause, detail, List.of());
    }

    /** A finding with other causes that fit the same evidence. */
    public Stop(Stage stage, CauseId cause, Detail detail, List<Diagnosis.Alternative> alternatives) {
        super(cause.name(), null, false, false);
        this.stage = stage;
        this.cause = cause;
        this.detail = detail;
        this.alternatives = List.copyOf(alternatives);
    }

    /** The same, and the dialogue is over: the connection is lost, or nothing more must be said on it. */
    public Stop abrupt() {
        abrupt = true;
        return this;
    }

    /** Whether nothing more can or must be said to the server. */
    public boolean isAbrupt() {
        return abrupt;
    }

    /** Whether the reason lies on this side: then nothing is said about the server. */
    public boolean isUntested() {
        return cause == CauseId.NOT_TESTED || cause == CauseId.USER_CANCELLED;
    }

    /** Where it was found. */
    public Stage stage() {
        return stage;
    }

    /** What it is. */
    public CauseId cause() {
        return cause;
    }

    /** Evidence; null for none. */
    public Detail detail() {
        return detail;
    }

    /** Other causes that fit, the likeliest first. */
    public List<Diagnosis.Alternative> alternatives() {
        return alternatives;
    }
}
