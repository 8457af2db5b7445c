package org.mailmend.diagnosis;

import java.util.Objects;

import org.mailmend.diagnosis.internal.Judge;

/**
 * Finds the cause behind any text that somebody pasted or read out: server replies, logs, exception traces, error texts
 * of clients and devices. Safe for use by several threads.
 */
public final class Explainer {
    private static final Explainer INSTANCE = new Explainer();

    private Explainer() {
    }

    /** The explainer with the rules that Mailmend brings. */
    public static Explainer get() {
        return INSTANCE;
    }

    /**
     * The cause behind a text; {@link CauseId#UNKNOWN} when no rule fits.
     *
     * @param text  anything; the time that it takes grows with its length only in proportion
     * @param hints what is known besides
     */
    public Diagnosis explain(String text, Hints hints) {
        Objects.requireNonNull(hints);
        return Judge.standard().judge(new Symptom(hints.protocol(), hints.stage(), null, null, text, null,
                hints.provider(), SecretKind.UNKNOWN, hints.client()), text);
    }
}
