package org.mailmend.diagnosis;

import java.util.Optional;

import org.mailmend.diagnosis.internal.Judge;

/** Finds the cause behind a reply that a check received. Safe for use by several threads. */
public final class Classifier {
    private final Judge judge;

    Classifier(Judge judge) {
        this.judge = judge;
    }

    /** The classifier with the rules that Mailmend brings, read when it is first asked for. */
    public static Classifier get() {
        return Holder.CLASSIFIER;
    }

    /**
     * The cause of a reply or local failure; {@link CauseId#UNKNOWN} when no rule fits.
     *
     * @param symptom what was met; all its fields decide together
     */
    public Diagnosis classify(Symptom symptom) {
        String text = symptom.text();
        String enhanced = symptom.enhanced();
        if (enhanced != null && enhanced.indexOf('.') < 0) {
            // A response code of IMAP or POP3 is as good as a word of the text.
            text = "[" + enhanced + "] " + text;
        }
        return judge.judge(symptom, text);
    }

    /** The id of the provider that a greeting, a host name or any other text shows; empty when it shows none. */
    public Optional<String> provider(String text) {
        return Optional.ofNullable(judge.provider(text));
    }

    private static final class Holder {
        static final Classifier CLASSIFIER = new Classifier(Judge.standard());
    }
}
