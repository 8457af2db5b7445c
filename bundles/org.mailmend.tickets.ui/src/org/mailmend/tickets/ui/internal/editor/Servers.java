package org.mailmend.tickets.ui.internal.editor;

import java.util.Optional;

import org.mailmend.check.Presets;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Hints;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.tickets.Ticket;

/** The server that a ticket is about. */
final class Servers {
    private static final int READ = 20_000;

    private Servers() {
    }

    /**
     * The server: the one that the text names, else the provider's, else the one that goes with the kind of account.
     *
     * @param typed the symptom as it is being typed; null for the ticket's own
     */
    static Optional<Target> of(Ticket ticket, String typed, KnowledgeBase base) {
        String text = typed == null ? ticket.symptom() : typed;
        Diagnosis diagnosis = text.isBlank() ? null
                : (base == null ? Explainer.get() : base.explainer()).explain(
                        text.length() > READ ? text.substring(0, READ) : text,
                        new Hints(null, null, ticket.client(), ticket.provider()));
        Protocol protocol = diagnosis == null || diagnosis.symptom().protocol() == null ? Protocol.SMTP
                : diagnosis.symptom().protocol();
        String provider = ticket.provider() != null ? ticket.provider()
                : diagnosis != null && diagnosis.symptom().provider() != null ? diagnosis.symptom().provider()
                        : ticket.account().map(Servers::provider).orElse(null);
        Optional<Target> named = Presets.all().stream().map(preset -> preset.target())
                .filter(target -> text.contains(target.host())).findFirst();
        return named.isPresent() || provider == null ? named
                : Presets.all().stream()
                        .filter(preset -> preset.provider().equals(provider) && preset.target().protocol() == protocol)
                        .map(preset -> preset.target()).findFirst();
    }

    private static String provider(AccountKind kind) {
        return switch (kind) {
            case PERSONAL, WORKSPACE -> "gmail";
            case MICROSOFT365 -> "microsoft365";
            case OUTLOOK_COM -> "outlook.com";
            case OTHER -> null;
        };
    }
}
