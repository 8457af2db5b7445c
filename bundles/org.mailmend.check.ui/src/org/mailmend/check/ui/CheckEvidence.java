package org.mailmend.check.ui;

import java.util.Locale;

import org.mailmend.check.CheckResult;
import org.mailmend.check.ui.internal.Handover;
import org.mailmend.workbench.TicketDraft;

/** What a check found, as evidence for a ticket. Secrets are not in it: a result has none. */
public final class CheckEvidence {
    private CheckEvidence() {
    }

    /**
     * The evidence: the short report as text, the whole one with its dialogue as files for people and for programs.
     *
     * @param locale English or Japanese
     */
    public static TicketDraft.Evidence of(CheckResult result, Locale locale) {
        return Handover.evidence(result, locale);
    }
}
