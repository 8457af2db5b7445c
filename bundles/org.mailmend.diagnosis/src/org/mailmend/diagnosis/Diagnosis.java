package org.mailmend.diagnosis;

import java.util.List;
import java.util.Objects;

/**
 * The cause that a symptom points to, how sure that is, and why.
 *
 * @param cause        the likeliest cause; {@link CauseId#UNKNOWN} when nothing fits
 * @param confidence   0 to 1
 * @param alternatives other causes that fit, the likeliest first, each less likely than {@code cause}
 * @param evidence     the fragment of the text that decided, empty when none did
 * @param symptom      the symptom as it was read: with the protocol, stage, code, enhanced status code and provider that
 *                     the text revealed
 * @param question     id of the question whose answer would tell the cause from its alternatives, null when there is none;
 *                     its text is {@link Catalogue#question}
 * @param basis        what the rule that decided rests on, null when none did
 */
public record Diagnosis(CauseId cause, double confidence, List<Alternative> alternatives, String evidence,
        Symptom symptom, String question, Basis basis) {
    public Diagnosis {
        Objects.requireNonNull(cause);
        alternatives = List.copyOf(alternatives);
        Objects.requireNonNull(evidence);
        Objects.requireNonNull(symptom);
    }

    /** A diagnosis of which nobody asks what it rests on. */
    public Diagnosis(CauseId cause, double confidence, List<Alternative> alternatives, String evidence, Symptom symptom,
            String question) {
        this(cause, confidence, alternatives, evidence, symptom, question, null);
    }

    /**
     * Another cause that fits.
     *
     * @param cause      the cause
     * @param confidence 0 to 1
     */
    public record Alternative(CauseId cause, double confidence) {
    }

    /**
     * What a rule rests on.
     *
     * @param source   where its facts come from: addresses or names of documents; empty when there is no source
     * @param verified whether that source was read for it
     */
    public record Basis(String source, boolean verified) {
        public Basis {
            Objects.requireNonNull(source);
        }
    }
}
