package org.mailmend.tickets.internal.mail;

import java.util.List;

import org.mailmend.tickets.Attachment;

import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;

/**
 * What a message consists of.
 *
 * @param text     its text
 * @param html     its text with markup that does no harm; empty for none
 * @param files    its files
 * @param returned the header of a message inside of it; null for none
 * @param broken   what could not be read; null for nothing
 */
public record MailParts(String text, String html, List<Attachment.Content> files, InternetHeaders returned, String broken) {
    private static final int LONGEST_TEXT = 1_000_000;

    /** Takes a message apart. */
    public static MailParts of(MimeMessage message) {
        Parts parts = new Parts();
        parts.take(message, 0);
        String html = parts.html.toString();
        String text = parts.text.isEmpty() && !html.isBlank() ? SafeHtml.text(html) : parts.text.toString();
        return new MailParts(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text,
                html.isBlank() ? "" : SafeHtml.clean(html), parts.files, parts.returned, parts.broken);
    }
}
