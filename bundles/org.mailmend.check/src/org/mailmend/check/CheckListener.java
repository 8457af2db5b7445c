package org.mailmend.check;

import org.mailmend.diagnosis.Stage;

/**
 * Told of a check while it runs, on the thread that runs it. Implementations return quickly.
 */
public interface CheckListener {

    /** Hears nothing. */
    CheckListener NONE = new CheckListener() {
    };

    /** A stage begins. */
    default void stageStarted(Stage stage) {
        // most listeners want the end of a stage only
    }

    /** A stage has ended or was skipped. */
    default void stageFinished(CheckResult.StageResult result) {
        // see above
    }

    /** A line was said. */
    default void said(TranscriptLine line) {
        // see above
    }
}
