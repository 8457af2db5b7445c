package org.mailmend.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/**
 * The message that a check sends when it is asked to: short, in both languages because nobody knows who will read it, and
 * with an id that is found again.
 */
public final class TestMessage {
    private final String id;
    private final byte[] bytes;

    private TestMessage(String id, byte[] bytes) {
        this.id = id;
        this.bytes = bytes;
    }

    /**
     * A new message with an id of its own.
     *
     * @param from sender; when it is empty the message says that it comes from its recipient
     * @param to   recipient
     * @param utf8 whether headers may be UTF-8 (RFC 6532)
     */
    public static TestMessage of(String from, String to, boolean utf8) {
        String author = from.isEmpty() ? to : from;
        String id = "<mailmend." + UUID.randomUUID() + "@" + author.substring(author.lastIndexOf('@') + 1) + ">";
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", String.valueOf(utf8));
        try {
            MimeMessage message = new MimeMessage(Session.getInstance(properties)) {
                @Override
                protected void updateMessageID() throws MessagingException {
                    setHeader("Message-ID", id);
                }
            };
            message.setHeader("From", author);
            message.setHeader("To", to);
            message.setSubject(subject(), "UTF-8");
            message.setSentDate(new Date());
            message.setHeader("X-Mailer", "Mailmend");
            // RFC 3834: keeps vacation notices from answering
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setText(text(id), "UTF-8");
            message.saveChanges();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            message.writeTo(out);
            return new TestMessage(id, out.toByteArray());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a message of our own making cannot be written", e);
        }
    }

    /** The subject of every test message, to be shown before one is sent. */
    public static String subject() {
        return both("message.subject", " / ");
    }

    /** The text of the message with this id. */
    private static String text(String id) {
        return both("message.text", "\r\n\r\n", id) + "\r\n";
    }

    private static String both(String key, String between, Object... args) {
        Detail detail = Detail.of(key, args);
        return detail.text(Locale.ENGLISH) + between + detail.text(Locale.JAPANESE);
    }

    /** The Message-ID, with its angle brackets. */
    public String id() {
        return id;
    }

    /** The message with CRLF line ends. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
