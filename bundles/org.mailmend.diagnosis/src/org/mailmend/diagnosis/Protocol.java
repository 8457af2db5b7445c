package org.mailmend.diagnosis;

import java.util.Locale;
import java.util.Optional;

/** A mail protocol. SMTP stands for submission (RFC 6409) and relay alike. */
public enum Protocol {
    SMTP, IMAP, POP3;

    /** The name in JSON and on the command line, for example {@code pop3}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The protocol with this id, in any case ({@code pop} is POP3); empty when there is none. */
    public static Optional<Protocol> fromId(String id) {
        for (Protocol protocol : values()) {
            if (protocol.id().equalsIgnoreCase(id)) {
                return Optional.of(protocol);
            }
        }
        return "pop".equalsIgnoreCase(id) ? Optional.of(POP3) : Optional.empty();
    }
}
