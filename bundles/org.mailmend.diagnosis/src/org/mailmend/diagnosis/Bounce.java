package org.mailmend.diagnosis;

import java.util.List;
import java.util.Objects;

/**
 * What a mail message says of the delivery of another one.
 *
 * @param kind       what the message is
 * @param recipients whom it did not reach, or not yet, in the order of the report; empty for a message that is no bounce, and
 *                   where a bounce names nobody
 * @param delivered  addresses that the report says it did reach
 * @param diagnosis  the cause of most recipients; {@link CauseId#UNKNOWN} for a message that is no bounce
 */
public record Bounce(Kind kind, List<Recipient> recipients, List<String> delivered, Diagnosis diagnosis) {
    public Bounce {
        Objects.requireNonNull(kind);
        recipients = List.copyOf(recipients);
        delivered = List.copyOf(delivered);
        Objects.requireNonNull(diagnosis);
    }

    /** Whether the message reports that somebody could not be reached, or not yet. */
    public boolean isBounce() {
        return kind == Kind.FAILURE || kind == Kind.DELAY;
    }

    /** What a message is. */
    public enum Kind {
        /** It reports that delivery failed. */
        FAILURE("failure"),
        /** It reports that delivery is late and goes on. */
        DELAY("delay"),
        /** It reports that a message was delivered, relayed or expanded, and no failure. */
        SUCCESS("success"),
        /** An answer that a program gave for an absent person. */
        AUTO_REPLY("auto-reply"),
        /** A complaint about a message (RFC 5965). */
        FEEDBACK_REPORT("feedback-report"),
        /** It tells what became of a message after its delivery (RFC 8098). */
        READ_RECEIPT("read-receipt"),
        /** Any other message. */
        MESSAGE("message");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The name in JSON. */
        public String id() {
            return id;
        }
    }

    /**
     * One recipient whom the message did not reach.
     *
     * @param address    the address that failed
     * @param original   the address that the sender wrote, null when the report names no other
     * @param status     enhanced status code as the report has it, null when it has none
     * @param code       SMTP reply code as the report has it, null when it has none
     * @param permanent  false when the message may still arrive, or would if it was sent again
     * @param diagnostic what the server or the reporter said about this recipient; empty when they said nothing
     * @param diagnosis  the cause
     */
    public record Recipient(String address, String original, String status, Integer code, boolean permanent,
            String diagnostic, Diagnosis diagnosis) {
        public Recipient {
            Objects.requireNonNull(address);
            Objects.requireNonNull(diagnostic);
            Objects.requireNonNull(diagnosis);
        }

        /** The cause. */
        public CauseId cause() {
            return diagnosis.cause();
        }
    }
}
