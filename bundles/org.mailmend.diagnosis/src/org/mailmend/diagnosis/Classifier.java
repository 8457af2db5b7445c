package org.mailmend.diagnosis;

import java.util.List;
import java.util.Locale;

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
        String text = symptom.text().toLowerCase(Locale.ROOT);
        CauseId cause = CauseId.UNKNOWN;
        if (text.contains("application-specific password required")) {
            cause = CauseId.AUTH_APP_PASSWORD_REQUIRED;
        } else if (text.contains("username and password not accepted")) {
            cause = switch (symptom.secret()) {
                case APP_PASSWORD -> CauseId.AUTH_APP_PASSWORD_REJECTED;
                case PASSWORD -> CauseId.AUTH_ACCOUNT_PASSWORD_RETIRED;
                default -> CauseId.AUTH_BAD_CREDENTIALS;
            };
        } else if (text.contains("must issue a starttls command first")) {
            cause = CauseId.TLS_REQUIRED;
        }
        return new Diagnosis(cause, cause == CauseId.UNKNOWN ? 0 : 0.9, List.of(), "", symptom, null);
    }
}
