package org.mailmend.check.ui.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.osgi.util.NLS;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Presets;
import org.mailmend.check.Profiles;
import org.mailmend.check.report.CheckReport;
import org.mailmend.check.report.TextStyle;
import org.mailmend.check.ui.TesterInput;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.workbench.TicketDraft;

/** What a check hands over to a ticket. */
public final class Handover {
    private Handover() {
    }

    /** What is known of the case: what the server said, the cause, the client, who signs in, and the result as evidence. */
    static TicketDraft of(CheckResult result, TesterInput input) {
        boolean fault = result.verdict() == CheckResult.Verdict.FAULT;
        TicketDraft draft = TicketDraft.of(fault && !result.replies().isEmpty() ? Words.reply(result.replies().getLast()) : "")
                .withEvidence(List.of(evidence(result, Words.locale())))
                .withClient(Profiles.all().stream().anyMatch(profile -> profile.id().equals(input.profile())) ? null
                        : input.profile());
        if (result.cause() != CauseId.OK && result.cause() != CauseId.UNKNOWN) {
            draft = draft.withCause(result.cause().name(),
                    Math.max(0, 1 - result.alternatives().stream().mapToDouble(Diagnosis.Alternative::confidence).sum()));
        }
        if (input.isPractice()) {
            return draft;
        }
        return draft.withProvider(Presets.providerOf(result.target().host()))
                .withRequester(input.user().strip().matches("[^@\\s]{1,64}@[^@\\s]{1,255}") ? input.user().strip() : null);
    }

    /** A result as evidence, see {@link org.mailmend.check.ui.CheckEvidence}. */
    public static TicketDraft.Evidence evidence(CheckResult result, Locale locale) {
        String host = result.target().host();
        return new TicketDraft.Evidence("check",
                NLS.bind(Messages.Evidence_title, host, CheckReport.verdict(result, locale)),
                CheckReport.toText(result, locale, TextStyle.PLAIN), Map.of("cause", result.cause().name(), "host", host),
                List.of(file("check.md", "text/markdown", CheckReport.toMarkdown(result, locale)),
                        file("check.json", "application/json", CheckReport.toJson(result, locale, true))));
    }

    private static TicketDraft.File file(String name, String type, String text) {
        return new TicketDraft.File(name, type, text.getBytes(StandardCharsets.UTF_8));
    }
}
