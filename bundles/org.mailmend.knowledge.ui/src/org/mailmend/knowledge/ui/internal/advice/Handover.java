package org.mailmend.knowledge.ui.internal.advice;

import java.util.List;
import java.util.Map;

import org.eclipse.osgi.util.NLS;
import org.mailmend.knowledge.Advice;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.workbench.TicketDraft;

/** What the guided dialogue hands over to a ticket. */
final class Handover {
    private Handover() {
    }

    /**
     * The client, the kind of account, the way that is shown in full with its steps, and the whole advice as a note.
     *
     * @param option the way that is shown in full
     */
    static TicketDraft of(Case found, Advice.Option option) {
        String client = found.client().name().in(Words.locale());
        TicketDraft.Way way = new TicketDraft.Way(found.account(), option.route() == Route.NONE ? null : option.route().id(),
                option.steps().stream().map(AdviceWords::step).toList(), option.articles());
        return TicketDraft.of("").withClient(found.client().id()).withWay(way).withEvidence(List.of(new TicketDraft.Evidence(
                "note", NLS.bind(Messages.Copy_case, client), AdviceWords.text(found), Map.of(), List.of())));
    }
}
