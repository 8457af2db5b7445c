package org.mailmend.workbench;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is known of a case before there is a ticket for it. Everything may be missing.
 *
 * @param symptom       what is wrong, in the words of the user or of a program; empty for nothing
 * @param client        id of the client profile, or its name as it was told; null for unknown
 * @param clientVersion its version; null for unknown
 * @param cause         id of the cause, for example {@code TLS_CERT_EXPIRED}; null for unknown
 * @param certainty     how certain the cause is, 0 to 1
 * @param requester     mail address of who asks for help; null for unknown
 * @param evidence      what proves something
 */
public record TicketDraft(String symptom, String client, String clientVersion, String cause, double certainty, String requester,
        List<Evidence> evidence) {

    /**
     * Something that proves something.
     *
     * @param kind  {@code check}, {@code transcript}, {@code bounce}, {@code note} or {@code file}
     * @param title one line
     * @param text  its text, without secrets; may be empty
     * @param data  what else is known of it, by name
     */
    public record Evidence(String kind, String title, String text, Map<String, String> data) {
        public Evidence {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(title);
            Objects.requireNonNull(text);
            data = Map.copyOf(data);
        }
    }

    public TicketDraft {
        Objects.requireNonNull(symptom);
        evidence = List.copyOf(evidence);
    }

    /** A draft of which only the symptom is known. */
    public static TicketDraft of(String symptom) {
        return new TicketDraft(symptom, null, null, null, 0, null, List.of());
    }
}
