package org.mailmend.tickets.mail;

import java.util.List;
import java.util.Objects;

import org.mailmend.tickets.Attachment;

/**
 * A message that is to be sent, as the preview shows it.
 *
 * @param to        whom it goes to; not empty
 * @param cc        who gets a copy
 * @param subject   its subject
 * @param text      its text
 * @param answers   Message-ID of the message that it answers; null for none
 * @param automatic whether no person has looked at it: programs then do not answer it
 * @param files     its files
 */
public record OutgoingMail(List<Mail.Address> to, List<Mail.Address> cc, String subject, String text, String answers,
        boolean automatic, List<Attachment.Content> files) {
    public OutgoingMail {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(text);
        files = List.copyOf(files);
    }
}
