package org.mailmend.check.internal;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.Target;
import org.mailmend.check.internal.dialogue.Dialogue;
import org.mailmend.check.internal.dialogue.Journal;
import org.mailmend.check.internal.imap.ImapDialogue;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.check.internal.io.Wire;
import org.mailmend.check.internal.pop3.Pop3Dialogue;
import org.mailmend.check.internal.smtp.SmtpDialogue;

/**
 * What the stages of one check share.
 *
 * @param request      what is checked
 * @param deadline     when the check is over
 * @param cancellation ends it before
 * @param journal      keeps what happened
 * @param analyst      says what it means
 */
record Context(CheckRequest request, Deadline deadline, Cancellation cancellation, Journal journal, Analyst analyst) {

    Target target() {
        return request.target();
    }

    /** The client's side of the target's protocol on a connection. */
    Dialogue dialogue(Wire wire, Journal hears) {
        return switch (target().protocol()) {
            case SMTP -> new SmtpDialogue(wire, hears);
            case IMAP -> new ImapDialogue(wire, hears);
            case POP3 -> new Pop3Dialogue(wire, hears);
        };
    }

    /** The name for EHLO: the one asked for, else the client's own, else the address of this end. */
    String clientName(Wire wire) {
        if (request.helo() != null) {
            return request.helo();
        }
        if (request.profile().helo() != null) {
            return request.profile().helo();
        }
        // RFC 5321 section 4.1.4: an address literal where the computer has no name that others know
        return Hosts.literal(wire.socket().getLocalAddress());
    }
}
