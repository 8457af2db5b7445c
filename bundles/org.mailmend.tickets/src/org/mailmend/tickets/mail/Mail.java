package org.mailmend.tickets.mail;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.mailmend.diagnosis.Bounce;
import org.mailmend.tickets.Attachment;

/**
 * A mail message as Mailmend reads it. Texts are as they stand in it: harmful characters are made visible where they are shown.
 *
 * @param messageId Message-ID with its angle brackets; null for none
 * @param answers   Message-IDs that it answers, or that the message has which it reports about, the nearest first
 * @param from      who wrote it; null when nobody can be made out
 * @param to        whom it was sent to
 * @param cc        who got a copy
 * @param replyTo   where answers are wanted; null for nowhere else
 * @param subject   its subject; may be empty
 * @param date      when it was written; null for unknown
 * @param text      its text without markup and without secrets
 * @param html      its text with markup that shows nothing from elsewhere and does nothing; empty for none
 * @param headers   its header fields as they came, at most 16 KiB
 * @param kind      what kind of message it is
 * @param bounce    what it says of the delivery of another
 * @param files     its files
 * @param number    number of the ticket that its subject names; 0 for none
 * @param hash      what makes it this very message, see {@link org.mailmend.tickets.Incoming}
 * @param broken    why it could not be read as its sender meant it; null when it could
 */
public record Mail(String messageId, List<String> answers, Address from, List<Address> to, List<Address> cc, Address replyTo,
        String subject, Instant date, String text, String html, String headers, Kind kind, Bounce bounce,
        List<Attachment.Content> files, long number, String hash, String broken) {
    public Mail {
        answers = List.copyOf(answers);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        files = List.copyOf(files);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(text);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(hash);
    }

    /**
     * A mail address with a name.
     *
     * @param name    name; empty for none
     * @param address address
     */
    public record Address(String name, String address) {
        public Address {
            Objects.requireNonNull(name);
            Objects.requireNonNull(address);
        }

        @Override
        public String toString() {
            return name.isEmpty() ? address : name + " <" + address + ">";
        }
    }

    /** What kind of message it is. */
    public enum Kind {
        /** A person wrote it. */
        PERSON("person"),
        /** A program answers for a person. */
        AUTO_REPLY("auto-reply"),
        /** It reports about a delivery. */
        BOUNCE("bounce"),
        /** It reports that a message was read or complained of. */
        REPORT("report"),
        /** It came over a mailing list or was sent to many. */
        BULK("bulk"),
        /** It is one of our own that came back. */
        LOOP("loop");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The name in data and JSON. */
        public String id() {
            return id;
        }
    }
}
