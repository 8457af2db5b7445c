package org.mailmend.tickets.internal.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.mailmend.tickets.Attachment;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParseException;

/** The texts and files of a message. A part that cannot be read does not keep the others from being read. */
final class Parts {
    private static final int DEEPEST = 20;
    private static final int MOST = Attachment.MOST - 5;
    private static final int LONGEST_TEXT = 4 * 1024 * 1024;

    final StringBuilder text = new StringBuilder();
    final StringBuilder html = new StringBuilder();
    final List<Attachment.Content> files = new ArrayList<>();
    /** The header of a message that is attached or returned; null for none. */
    InternetHeaders returned;
    /** Why something could not be read; null when all could. */
    String broken;

    /** Takes a part with all that is in it. */
    void take(MimePart part, int depth) {
        try {
            ContentType type = type(part);
            String primary = type.getPrimaryType().toLowerCase(Locale.ROOT);
            if ("multipart".equals(primary)) {
                multipart(part, type, depth);
            } else {
                leaf(part, type);
            }
        } catch (MessagingException | IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            note(e);
            raw(part);
        }
    }

    private void note(Exception e) {
        if (broken == null) {
            broken = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
        }
    }

    private ContentType type(MimePart part) throws MessagingException {
        String value = part.getHeader("Content-Type", null);
        if (value == null || value.isBlank()) {
            return new ContentType("text", "plain", null);
        }
        try {
            return new ContentType(value);
        } catch (ParseException e) {
            note(e);
            String plain = value.replaceAll("[;\\s].*", "").strip().toLowerCase(Locale.ROOT);
            return new ContentType(plain.matches("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}") && !plain.startsWith("multipart/") ? plain
                    : "text/plain");
        }
    }

    private void multipart(MimePart part, ContentType type, int depth) throws MessagingException, IOException {
        if (depth >= DEEPEST) {
            note(new MessagingException("More than " + DEEPEST + " parts inside each other"));
            raw(part);
            return;
        }
        MimeMultipart parts = new MimeMultipart(part.getDataHandler().getDataSource());
        boolean alternative = "alternative".equalsIgnoreCase(type.getSubType());
        int count = parts.getCount();
        if (count == 0) {
            note(new MessagingException("A multipart without parts"));
            raw(part);
        }
        int textBefore = text.length();
        for (int i = 0; i < count; i++) {
            BodyPart each = parts.getBodyPart(i);
            boolean second = alternative && text.length() > textBefore && each.isMimeType("text/plain");
            if (each instanceof MimePart mime && !second) {
                take(mime, depth + 1);
            }
        }
    }

    private void leaf(MimePart part, ContentType type) throws MessagingException, IOException {
        byte[] bytes = bytes(part);
        String mime = type.getBaseType().toLowerCase(Locale.ROOT);
        String name = name(part, type);
        boolean attached = "attachment".equalsIgnoreCase(disposition(part)) || !name.isEmpty();
        if (mime.startsWith("message/rfc822") || "text/rfc822-headers".equals(mime) || "message/global".equals(mime)) {
            if (returned == null) {
                returned = new InternetHeaders(new ByteArrayInputStream(bytes));
            }
            file(name.isEmpty() ? "message.eml" : name, mime, bytes);
        } else if ("text/html".equals(mime) && !attached && bytes.length <= LONGEST_TEXT) {
            html.append(Words.decode(bytes, type.getParameter("charset"))).append('\n');
        } else if (mime.startsWith("text/") && !attached && bytes.length <= LONGEST_TEXT
                || "message/delivery-status".equals(mime) || "message/disposition-notification".equals(mime)) {
            text.append(text.isEmpty() ? "" : "\n").append(Words.decode(bytes, type.getParameter("charset")));
        } else if ("application/ms-tnef".equals(mime) || "application/vnd.ms-tnef".equals(mime)
                || "winmail.dat".equalsIgnoreCase(name)) {
            Tnef.files(bytes).forEach(inside -> file(inside.name(), inside.type(), inside.content()));
            file(name.isEmpty() ? "winmail.dat" : name, mime, bytes);
        } else {
            file(name.isEmpty() ? "file" + end(mime) : name, mime, bytes);
        }
    }

    private static String end(String mime) {
        return switch (mime) {
            case "image/png" -> ".png";
            case "image/jpeg" -> ".jpg";
            case "image/gif" -> ".gif";
            case "application/pdf" -> ".pdf";
            case "text/html" -> ".html";
            case "text/calendar" -> ".ics";
            default -> mime.startsWith("text/") ? ".txt" : ".bin";
        };
    }

    private static String disposition(MimePart part) {
        try {
            return part.getDisposition();
        } catch (MessagingException e) {
            // one that cannot be read says nothing
            return null;
        }
    }

    private static String name(MimePart part, ContentType type) {
        try {
            String name = part.getFileName();
            return Words.header(name == null ? type.getParameter("name") : name).strip();
        } catch (MessagingException e) {
            return Words.header(type.getParameter("name")).strip();
        }
    }

    /** The bytes of a part; as they stand there when its transfer encoding is broken. */
    private byte[] bytes(MimePart part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        } catch (IOException | MessagingException e) {
            note(e);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (part instanceof MimeBodyPart body) {
                try (InputStream in = body.getRawInputStream()) {
                    in.transferTo(out);
                }
            }
            return out.toByteArray();
        }
    }

    private void raw(MimePart part) {
        try (InputStream in = part.getInputStream()) {
            text.append(text.isEmpty() ? "" : "\n").append(Words.guess(in.readNBytes(LONGEST_TEXT)));
        } catch (IOException | MessagingException | IllegalArgumentException e) {
            note(e);
        }
    }

    private void file(String name, String type, byte[] bytes) {
        if (files.size() >= MOST) {
            note(new IOException("More than " + MOST + " files"));
        } else if (bytes.length > Attachment.LIMIT) {
            String note = name + ": " + bytes.length + " bytes\n";
            files.add(new Attachment.Content(name + ".txt", "text/plain", note.getBytes(StandardCharsets.UTF_8)));
            note(new IOException("The file " + name + " is bigger than " + Attachment.LIMIT / 1024 / 1024 + " MB"));
        } else {
            files.add(new Attachment.Content(name, type, bytes));
        }
    }
}
