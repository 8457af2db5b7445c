package org.mailmend.knowledge.ui.internal.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.mailmend.check.Redactor;
import org.mailmend.check.report.ExplainReport;
import org.mailmend.check.report.TextStyle;
import org.mailmend.diagnosis.Bounce;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ui.internal.explain.ExplainPane.Explained;
import org.mailmend.knowledge.ui.internal.explain.Inquiry.Option;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.workbench.TicketDraft;

/** What the Assistant hands over to a ticket. */
final class Handover {
    private Handover() {
    }

    /** What is known of the case: the text, the cause, the client, what was answered, and a returned message as evidence. */
    static TicketDraft of(Explained explained) {
        Diagnosis diagnosis = explained.diagnosis();
        Client client = explained.inquiry().client();
        Bounce bounce = explained.finding().bounce();
        boolean returned = bounce != null && bounce.isBounce();
        List<TicketDraft.Evidence> evidence = new ArrayList<>();
        if (returned) {
            evidence.add(new TicketDraft.Evidence("bounce", Catalogue.get().text(diagnosis.cause(), Words.locale()).summary(),
                    Redactor.GENERAL.redactPasted(ExplainReport.toText(bounce, Words.locale(), TextStyle.PLAIN)),
                    Map.of("cause", diagnosis.cause().name()), List.of()));
        }
        if (!explained.inquiry().answers().isEmpty()) {
            evidence.add(new TicketDraft.Evidence("note", Messages.Handover_answers, answers(explained.inquiry().answers()),
                    Map.of(), List.of()));
        }
        // the whole of a returned message is no symptom: what the server said of it is
        String symptom = returned && !diagnosis.evidence().isBlank() ? diagnosis.evidence() : explained.inquiry().text();
        TicketDraft draft = TicketDraft.of(symptom).withClient(client == null ? null : client.id())
                .withProvider(diagnosis.symptom().provider()).withEvidence(evidence);
        return diagnosis.cause() == CauseId.UNKNOWN ? draft : draft.withCause(diagnosis.cause().name(), diagnosis.confidence());
    }

    private static String answers(Map<String, String> answers) {
        return Redactor.GENERAL.redactPasted(answers.entrySet().stream().map(each -> {
            Option option = Option.of(each.getKey(), each.getValue());
            return Catalogue.get().question(each.getKey(), Words.locale()) + " "
                    + (option == null ? each.getValue() : option.text());
        }).collect(Collectors.joining("\n")));
    }
}
