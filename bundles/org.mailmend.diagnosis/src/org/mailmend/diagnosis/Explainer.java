package org.mailmend.diagnosis;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.mailmend.diagnosis.internal.Judge;

/**
 * Finds the cause behind any text that somebody pasted or read out: server replies, logs, exception traces, error texts
 * of clients and devices. Safe for use by several threads.
 */
public final class Explainer {
    private final Judge judge;

    private Explainer(Judge judge) {
        this.judge = judge;
    }

    /** The explainer with the rules that Mailmend brings, read when it is first asked for. */
    public static Explainer get() {
        return Holder.EXPLAINER;
    }

    /**
     * An explainer with rules of one's own besides those that Mailmend brings. Where both fit equally, one's own decide.
     *
     * @param own    the rules
     * @param errors told of each row that cannot be read and is left out
     */
    public static Explainer with(List<RuleFile> own, Consumer<RuleError> errors) {
        return new Explainer(Judge.with(own, errors));
    }

    /** A classifier with the same rules. */
    public Classifier classifier() {
        return new Classifier(judge);
    }

    /**
     * The cause behind a text; {@link CauseId#UNKNOWN} when no rule fits.
     *
     * @param text  anything; the time that it takes grows with its length only in proportion. Of a text of more than two
     *              million characters the beginning and the end are read
     * @param hints what is known besides
     */
    public Diagnosis explain(String text, Hints hints) {
        Objects.requireNonNull(hints);
        return judge.judge(new Symptom(hints.protocol(), hints.stage(), null, null, text, null, hints.provider(),
                SecretKind.UNKNOWN, hints.client()), text);
    }

    /** The error texts and codes of a client or device that Mailmend brings, by its family, for example {@code canon}. */
    public static List<KnownError> knownErrors(String client) {
        return Judge.knownErrors(client);
    }

    /** How many rules this explainer has. */
    public RuleStatistics statistics() {
        return judge.statistics();
    }

    private static final class Holder {
        static final Explainer EXPLAINER = new Explainer(Judge.standard());
    }
}
