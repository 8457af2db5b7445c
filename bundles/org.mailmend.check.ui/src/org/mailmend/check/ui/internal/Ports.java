package org.mailmend.check.ui.internal;

import java.util.Set;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;

/** The ports that the standards give to mail (RFC 8314, RFC 6409). */
final class Ports {
    private static final Set<String> USUAL = Set.of("", "25", "587", "465", "143", "993", "110", "995");

    private Ports() {
    }

    static int usual(Protocol protocol, Security security) {
        boolean tls = security == Security.TLS;
        return switch (protocol) {
            case SMTP -> tls ? 465 : security == Security.STARTTLS ? 587 : 25;
            case IMAP -> tls ? 993 : 143;
            case POP3 -> tls ? 995 : 110;
        };
    }

    /** Whether the text is such a port, or empty: then it may follow the protocol. */
    static boolean isUsual(String port) {
        return USUAL.contains(port);
    }
}
