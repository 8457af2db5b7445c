package org.mailmend.diagnosis;

import org.mailmend.diagnosis.internal.Judge;

/** Finds the cause behind a reply that a check received. Safe for use by several threads. */
public final class Classifier {
    private static final Classifier INSTANCE = new Classifier();

    private Classifier() {
    }

    /** The classifier with the rules that Mailmend brings. */
    public static Classifier get() {
        return INSTANCE;
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
        return Judge.standard().judge(symptom, text);
    }
}
