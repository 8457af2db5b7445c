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
 * @param provider      id of the provider, for example {@code gmail}; null for unknown
 * @param way           what is to be done; null when nobody knows
 * @param evidence      what proves something
 */
public record TicketDraft(String symptom, String client, String clientVersion, String cause, double certainty, String requester,
        String provider, Way way, List<Evidence> evidence) {

    /**
     * What is to be done.
     *
     * @param account  kind of the account as the knowledge base names it, for example {@code workspace}; null for unknown
     * @param route    id of the way out, for example {@code app-password}; null when none is chosen
     * @param steps    what to do, one after the other
     * @param articles ids of articles about it
     */
    public record Way(String account, String route, List<String> steps, List<String> articles) {
        public Way {
            steps = List.copyOf(steps);
            articles = List.copyOf(articles);
        }
    }

    /**
     * Something that proves something.
     *
     * @param kind  {@code check}, {@code transcript}, {@code bounce}, {@code note} or {@code file}
     * @param title one line
     * @param text  its text, without secrets; may be empty
     * @param data  what else is known of it, by name
     * @param files its files, without secrets
     */
    public record Evidence(String kind, String title, String text, Map<String, String> data, List<File> files) {
        public Evidence {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(title);
            Objects.requireNonNull(text);
            data = Map.copyOf(data);
            files = List.copyOf(files);
        }
    }

    /**
     * A file.
     *
     * @param name    its name
     * @param type    media type, for example {@code application/json}
     * @param content its bytes; they are not copied
     */
    public record File(String name, String type, byte[] content) {
        public File {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
            Objects.requireNonNull(content);
        }
    }

    public TicketDraft {
        Objects.requireNonNull(symptom);
        evidence = List.copyOf(evidence);
    }

    /** A draft of which only the symptom is known. */
    public static TicketDraft of(String symptom) {
        return new TicketDraft(symptom, null, null, null, 0, null, null, null, List.of());
    }

    /** The same with other words of what is wrong. */
    public TicketDraft withSymptom(String value) {
        return new TicketDraft(value, client, clientVersion, cause, certainty, requester, provider, way, evidence);
    }

    /** The same of this client; null for an unknown one. */
    public TicketDraft withClient(String value) {
        return new TicketDraft(symptom, value, clientVersion, cause, certainty, requester, provider, way, evidence);
    }

    /**
     * The same with this cause.
     *
     * @param value its id; null for an unknown one
     * @param sure  how certain it is, 0 to 1
     */
    public TicketDraft withCause(String value, double sure) {
        return new TicketDraft(symptom, client, clientVersion, value, sure, requester, provider, way, evidence);
    }

    /** The same from whoever has this mail address; null for somebody unknown. */
    public TicketDraft withRequester(String value) {
        return new TicketDraft(symptom, client, clientVersion, cause, certainty, value, provider, way, evidence);
    }

    /** The same at this provider; null for an unknown one. */
    public TicketDraft withProvider(String value) {
        return new TicketDraft(symptom, client, clientVersion, cause, certainty, requester, value, way, evidence);
    }

    /** The same with what is to be done. */
    public TicketDraft withWay(Way value) {
        return new TicketDraft(symptom, client, clientVersion, cause, certainty, requester, provider, value, evidence);
    }

    /** The same with this evidence. */
    public TicketDraft withEvidence(List<Evidence> value) {
        return new TicketDraft(symptom, client, clientVersion, cause, certainty, requester, provider, way, value);
    }
}
