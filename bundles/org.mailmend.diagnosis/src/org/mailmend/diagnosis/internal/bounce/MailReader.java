package org.mailmend.diagnosis.internal.bounce;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;

/**
 * Takes a mail apart, however broken it is and however much somebody put into it: what cannot be understood is read as plain
 * text, and depth, number and size of its parts are bounded.
 */
final class MailReader {
    private static final int DEEPEST = 8;
    private static final int MOST_PARTS = 100;
    /** Reports are short; what they return comes behind them. */
    private static final int LONGEST_TEXT = 256 * 1024;
    private static final int LONGEST_HEADER = 256 * 1024;
    private static final int MOST_FIELDS = 2000;
    private static final int LONGEST_VALUE = 16 * 1024;

    private int parts;
    private int textLeft = 3 * LONGEST_TEXT;

    private MailReader() {
    }

    static Mail read(byte[] bytes, int limit) {
        return new MailReader().mail(bytes.length > limit ? Arrays.copyOf(bytes, limit) : bytes, 0);
    }

    private Mail mail(byte[] bytes, int depth) {
        int from = beginning(bytes);
        int body = bodyStart(bytes, from);
        Map<String, List<String>> header = header(Arrays.copyOfRange(bytes, from, Math.min(body, from + LONGEST_HEADER)));
        List<Piece> pieces = new ArrayList<>();
        byte[] content = Arrays.copyOfRange(bytes, body, bytes.length);
        String given = first(header, "content-type");
        ContentType type = type(given, "text/plain");
        read(pieces, type, first(header, "content-transfer-encoding"), content, depth);
        String reportType = type.getParameter("report-type");
        return new Mail(header, type.getBaseType().toLowerCase(Locale.ROOT),
                reportType == null ? "" : reportType.toLowerCase(Locale.ROOT), pieces);
    }

    /** Skips what stands before the header: a byte order mark, empty lines, the line of an mbox. */
    private static int beginning(byte[] bytes) {
        int i = startsWith(bytes, 0, "\u00ef\u00bb\u00bf") ? 3 : 0;
        while (i < bytes.length && (bytes[i] == '\r' || bytes[i] == '\n' || bytes[i] == ' ')) {
            i++;
        }
        if (startsWith(bytes, i, "From ") || startsWith(bytes, i, ">From ")) {
            i = nextLine(bytes, i);
        }
        return i;
    }

    /** Where the body begins: behind the first empty line, or before the first line that is no header field. */
    private static int bodyStart(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length) {
            int next = nextLine(bytes, i);
            if (isEmpty(bytes, i, next)) {
                return next;
            }
            if (bytes[i] != ' ' && bytes[i] != '\t' && !isField(bytes, i, next)) {
                return i;
            }
            i = next;
        }
        return i;
    }

    private static boolean isField(byte[] bytes, int from, int to) {
        for (int i = from; i < to && i < from + 80; i++) {
            if (bytes[i] == ':') {
                return i > from;
            }
            if (bytes[i] <= ' ' && !(bytes[i] == ' ' && i + 1 < to && bytes[i + 1] == ':')) {
                return false;
            }
        }
        return false;
    }

    private static boolean isEmpty(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != '\r' && bytes[i] != '\n') {
                return false;
            }
        }
        return true;
    }

    private static int nextLine(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r' && !(i + 1 < bytes.length && bytes[i + 1] == '\n')) {
                return i + 1;
            }
        }
        return bytes.length;
    }

    private static boolean startsWith(byte[] bytes, int from, String start) {
        byte[] wanted = start.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length - from >= wanted.length
                && Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
    }

    private static Map<String, List<String>> header(byte[] bytes) {
        Map<String, List<String>> header = new HashMap<>();
        try {
            Enumeration<Header> fields = new InternetHeaders(new ByteArrayInputStream(bytes)).getAllHeaders();
            for (int i = 0; i < MOST_FIELDS && fields.hasMoreElements(); i++) {
                Header field = fields.nextElement();
                header.computeIfAbsent(field.getName().strip().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(decoded(field.getValue()));
            }
        } catch (MessagingException e) {
            // Nothing is known of such a mail but its text.
            return header;
        }
        return header;
    }

    /** The text of a header field: unfolded, its encoded words and undeclared bytes decoded. */
    private static String decoded(String raw) {
        String value = raw.length() > LONGEST_VALUE ? raw.substring(0, LONGEST_VALUE) : raw;
        return decodedWords(TextDecoder.decodeHeader(MimeUtility.unfold(value)));
    }

    /** A text with its encoded words (RFC 2047) decoded. */
    static String decodedWords(String value) {
        if (value.contains("=?")) {
            try {
                return MimeUtility.decodeText(value);
            } catch (UnsupportedEncodingException | RuntimeException e) {
                // Words in an unknown charset, or broken ones, stay as they are.
                return value;
            }
        }
        return value;
    }

    private static String first(Map<String, List<String>> header, String name) {
        List<String> values = header.get(name);
        return values == null ? "" : values.getFirst();
    }

    private static ContentType type(String given, String otherwise) {
        for (String text : new String[] {given, given.indexOf(';') > 0 ? given.substring(0, given.indexOf(';')) : "",
                otherwise}) {
            try {
                ContentType type = new ContentType(text);
                if (type.getPrimaryType() != null && type.getSubType() != null) {
                    if (type.getPrimaryType().equalsIgnoreCase("multipart") && type.getParameter("boundary") == null) {
                        addBoundary(type, given);
                    }
                    return type;
                }
            } catch (ParseException e) {
                continue;
            }
        }
        return new ContentType("text", "plain", null);
    }

    /** Some write a boundary that needs quotation marks without them. */
    private static void addBoundary(ContentType type, String given) {
        int at = given.toLowerCase(Locale.ROOT).indexOf("boundary=");
        if (at > 0) {
            String boundary = given.substring(at + 9).strip();
            int end = boundary.startsWith("\"") ? boundary.indexOf('"', 1) : boundary.indexOf(';');
            boundary = boundary.substring(boundary.startsWith("\"") ? 1 : 0, end < 0 ? boundary.length() : end).strip();
            type.setParameter("boundary", boundary);
        }
    }

    private void read(List<Piece> pieces, ContentType type, String encoding, byte[] content, int depth) {
        if (++parts > MOST_PARTS) {
            return;
        }
        String name = type.getBaseType().toLowerCase(Locale.ROOT);
        if (name.startsWith("multipart/")) {
            if (depth < DEEPEST) {
                readParts(pieces, type, content, depth);
            }
            return;
        }
        switch (name) {
            case "message/rfc822", "message/global", "message/news" -> {
                if (depth < DEEPEST) {
                    pieces.add(new Piece(Piece.Kind.MESSAGE, null, mail(decode(content, encoding, content.length), depth + 1)));
                }
            }
            case "message/delivery-status", "message/global-delivery-status" ->
                pieces.add(piece(Piece.Kind.STATUS, type, encoding, content));
            case "message/feedback-report" -> pieces.add(piece(Piece.Kind.FEEDBACK, type, encoding, content));
            case "message/disposition-notification", "message/global-disposition-notification" ->
                pieces.add(piece(Piece.Kind.DISPOSITION, type, encoding, content));
            case "text/rfc822-headers", "message/global-headers" ->
                pieces.add(piece(Piece.Kind.HEADER, type, encoding, content));
            case "text/html" -> pieces.add(new Piece(Piece.Kind.TEXT, HtmlText.of(text(type, encoding, content)), null));
            default -> {
                if (name.startsWith("text/") || name.startsWith("message/")) {
                    pieces.add(piece(Piece.Kind.TEXT, type, encoding, content));
                }
            }
        }
    }

    private Piece piece(Piece.Kind kind, ContentType type, String encoding, byte[] content) {
        return new Piece(kind, text(type, encoding, content), null);
    }

    private String text(ContentType type, String encoding, byte[] content) {
        byte[] bytes = decode(content, encoding, Math.min(LONGEST_TEXT, textLeft));
        textLeft -= bytes.length;
        String charset = type.getParameter("charset");
        return TextDecoder.decode(bytes, charset).replace("\r\n", "\n").replace('\r', '\n');
    }

    private static byte[] decode(byte[] content, String encoding, int limit) {
        String name = encoding.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals("7bit") || name.equals("8bit") || name.equals("binary")) {
            return content.length > limit ? Arrays.copyOf(content, limit) : content;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        try (InputStream in = MimeUtility.decode(new ByteArrayInputStream(content), name)) {
            byte[] buffer = new byte[8192];
            int read = in.read(buffer, 0, Math.min(buffer.length, limit));
            while (read > 0) {
                decoded.write(buffer, 0, read);
                read = in.read(buffer, 0, Math.min(buffer.length, limit - decoded.size()));
            }
        } catch (MessagingException e) {
            // An encoding that nobody knows: the bytes as they are say more than none.
            return content.length > limit ? Arrays.copyOf(content, limit) : content;
        } catch (IOException e) {
            // What could be decoded before the damage is worth reading.
            return decoded.toByteArray();
        }
        return decoded.toByteArray();
    }

    private void readParts(List<Piece> pieces, ContentType type, byte[] content, int depth) {
        List<BodyPart> found = new BoundedMultipart(type, content).parts();
        if (found.isEmpty()) {
            pieces.add(piece(Piece.Kind.TEXT, type, "", content));
            return;
        }
        boolean alternative = type.getSubType().equalsIgnoreCase("alternative");
        int before = pieces.size();
        String inner = type.getSubType().equalsIgnoreCase("digest") ? "message/rfc822" : "text/plain";
        for (BodyPart part : found) {
            if (alternative && pieces.size() > before
                    && pieces.subList(before, pieces.size()).stream().anyMatch(p -> p.text() == null || !p.text().isBlank())) {
                // Another form of the same.
                break;
            }
            readPart(pieces, (MimeBodyPart) part, inner, depth);
        }
    }

    private void readPart(List<Piece> pieces, MimeBodyPart part, String otherwise, int depth) {
        try {
            String[] given = part.getHeader("Content-Type");
            String[] encoding = part.getHeader("Content-Transfer-Encoding");
            ContentType type = type(given == null ? otherwise : MimeUtility.unfold(given[0]), otherwise);
            if (type.match("application/octet-stream") && isNamedMessage(type, part)) {
                type = new ContentType("message", "rfc822", null);
            }
            byte[] content;
            try (InputStream in = part.getRawInputStream()) {
                content = in.readAllBytes();
            }
            read(pieces, type, encoding == null ? "" : encoding[0], content, depth + 1);
        } catch (MessagingException | IOException e) {
            // A part that cannot be read is left out, the others are read.
            parts++;
        }
    }

    /** Whether a program attached a mail as if it were any file. */
    private static boolean isNamedMessage(ContentType type, MimeBodyPart part) throws MessagingException {
        String[] disposition = part.getHeader("Content-Disposition");
        String name = type.getParameter("name") + " " + (disposition == null ? "" : disposition[0]);
        return name.toLowerCase(Locale.ROOT).matches("(?s).*\\.eml\\b.*");
    }

    /** A multipart of which not more parts are made than are read. */
    private static final class BoundedMultipart extends MimeMultipart {
        private int made;

        BoundedMultipart(ContentType type, byte[] content) {
            ds = new ByteArrayDataSource(content, type.toString());
            contentType = type.toString();
        }

        List<BodyPart> parts() {
            parsed = false;
            try {
                parse();
            } catch (MessagingException | RuntimeException e) {
                // What was found before the damage or the bound is worth reading.
                parsed = true;
            }
            return List.copyOf(parts);
        }

        @Override
        protected MimeBodyPart createMimeBodyPart(InternetHeaders headers, byte[] content) throws MessagingException {
            count();
            return super.createMimeBodyPart(headers, content);
        }

        @Override
        protected MimeBodyPart createMimeBodyPart(InputStream in) throws MessagingException {
            count();
            return super.createMimeBodyPart(in);
        }

        private void count() throws MessagingException {
            if (++made > MOST_PARTS) {
                throw new MessagingException("too many parts");
            }
        }
    }
}
