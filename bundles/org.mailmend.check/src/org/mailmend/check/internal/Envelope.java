package org.mailmend.check.internal;

import org.mailmend.check.CheckRequest;
import org.mailmend.check.Detail;
import org.mailmend.check.internal.dialogue.Offer;
import org.mailmend.check.internal.dialogue.Stop;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Stage;

/** Sender and recipient as they go into MAIL and RCPT. */
final class Envelope {
    private final String from;
    private final String to;
    private final boolean utf8;

    /**
     * @throws Stop when an address needs SMTPUTF8 (RFC 6531) and the server does not offer it
     */
    Envelope(CheckRequest request, Offer offer) throws Stop {
        from = Hosts.asciiDomain(sender(request));
        to = Hosts.asciiDomain(request.to());
        utf8 = !Hosts.isAscii(from) || !Hosts.isAscii(to);
        if (utf8 && offer.capability("SMTPUTF8") == null) {
            throw Hosts.isAscii(from) ? new Stop(Stage.RCPT, CauseId.RCPT_INVALID_ADDRESS, Detail.of("rcpt.needs-utf8", to))
                    : new Stop(Stage.MAIL, CauseId.SENDER_NOT_ALLOWED, Detail.of("mail.needs-utf8", from));
        }
    }

    private static String sender(CheckRequest request) {
        if (request.from() != null) {
            return request.from();
        }
        String user = request.signIn().user();
        boolean address = user != null && user.indexOf('@') > 0 && user.indexOf(' ') < 0 && user.indexOf('<') < 0
                && user.indexOf('>') < 0;
        return address ? user : "";
    }

    /** The sender; empty for none. */
    String from() {
        return from;
    }

    String to() {
        return to;
    }

    /** Whether the transaction uses SMTPUTF8. */
    boolean isUtf8() {
        return utf8;
    }

    String mailCommand() {
        return "MAIL FROM:<" + from + ">" + (utf8 ? " SMTPUTF8" : "");
    }

    String rcptCommand() {
        return "RCPT TO:<" + to + ">";
    }
}
