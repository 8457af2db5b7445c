package org.mailmend.lab.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The data items of IMAP's FETCH (RFC 3501, section 6.4.5). */
final class ImapFetch {
    private static final Pattern BODY = Pattern.compile(
            "BODY(?<peek>\\.PEEK)?\\[(?<path>[0-9.]*?)\\.?(?<what>HEADER\\.FIELDS\\.NOT|HEADER\\.FIELDS|HEADER|TEXT|MIME|)"
                    + "(?: \\((?<names>[^)]*)\\))?\\](?:<(?<from>\\d{1,9})\\.(?<count>\\d{1,9})>)?",
            Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private ImapFetch() {
    }

    /** The items that a macro or a single item stands for. */
    static List<String> items(Object argument) {
        if (argument instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        String item = String.valueOf(argument).toUpperCase(Locale.ROOT);
        return switch (item) {
            case "ALL" -> List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE");
            case "FAST" -> List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE");
            case "FULL" -> List.of("FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY");
            default -> List.of(String.valueOf(argument));
        };
    }

    /** Whether fetching this item marks the message as read. */
    static boolean reads(String item) {
        String upper = item.toUpperCase(Locale.ROOT);
        return upper.startsWith("BODY[") || upper.equals("RFC822") || upper.equals("RFC822.TEXT");
    }

    /**
     * The contents of the parentheses of a FETCH response.
     *
     * @return null when an item is unknown
     */
    static byte[] response(Mailstore.Entry entry, List<String> flags, List<String> items) {
        ImapFetch fetch = new ImapFetch();
        Mime message = Mime.of(entry.message.content());
        String separator = "";
        for (String item : items) {
            fetch.text(separator);
            if (!fetch.item(entry, flags, message, item)) {
                return null;
            }
            separator = " ";
        }
        return fetch.out.toByteArray();
    }

    private boolean item(Mailstore.Entry entry, List<String> flags, Mime message, String item) {
        String upper = item.toUpperCase(Locale.ROOT);
        switch (upper) {
            case "FLAGS" -> text("FLAGS (" + String.join(" ", flags) + ")");
            case "UID" -> text("UID " + entry.uid);
            case "RFC822.SIZE" -> text("RFC822.SIZE " + entry.message.size());
            case "INTERNALDATE" -> text("INTERNALDATE \"" + DATE.format(entry.message.received()) + "\"");
            case "ENVELOPE" -> {
                text("ENVELOPE ");
                envelope(message);
            }
            case "BODYSTRUCTURE", "BODY" -> {
                text(upper + " ");
                structure(message, upper.equals("BODYSTRUCTURE"));
            }
            case "RFC822" -> literal("RFC822", message.allBytes());
            case "RFC822.HEADER" -> literal("RFC822.HEADER", message.headerBytes());
            case "RFC822.TEXT" -> literal("RFC822.TEXT", message.bodyBytes());
            default -> {
                Matcher section = BODY.matcher(item);
                if (!section.matches()) {
                    return false;
                }
                section(message, section);
            }
        }
        return true;
    }

    private void section(Mime message, Matcher section) {
        byte[] bytes = content(message, section);
        String label = section.group().replaceFirst("(?i)\\.PEEK", "");
        int partial = label.indexOf('<');
        if (partial >= 0) {
            int from = Math.min(Integer.parseInt(section.group("from")), bytes.length);
            int to = (int) Math.min((long) from + Integer.parseInt(section.group("count")), bytes.length);
            bytes = Arrays.copyOfRange(bytes, from, to);
            label = label.substring(0, partial) + "<" + section.group("from") + ">";
        }
        literal(label, bytes);
    }

    private static byte[] content(Mime message, Matcher section) {
        Mime part = message;
        String path = section.group("path");
        boolean whole = path.isEmpty();
        for (String number : whole ? new String[0] : path.split("\\.")) {
            int index = number.length() > 4 || number.isEmpty() ? 0 : Integer.parseInt(number);
            if (part.parts().isEmpty()) {
                // part 1 of a message that is no multipart is its body
                if (index != 1) {
                    return new byte[0];
                }
            } else if (index < 1 || index > part.parts().size()) {
                return new byte[0];
            } else {
                part = part.parts().get(index - 1);
            }
        }
        String what = section.group("what").toUpperCase(Locale.ROOT);
        return switch (what) {
            case "HEADER", "MIME" -> part.headerBytes();
            case "TEXT" -> part.bodyBytes();
            case "HEADER.FIELDS", "HEADER.FIELDS.NOT" -> {
                TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
                names.addAll(Arrays.asList(String.valueOf(section.group("names")).replace("\"", "").split(" ")));
                boolean not = what.endsWith("NOT");
                yield part.fields().stream().filter(field -> names.contains(field.split(":", 2)[0].strip()) != not)
                        .collect(Collectors.joining("\r\n", "", "\r\n\r\n")).replaceFirst("^\r\n\r\n$", "\r\n")
                        .getBytes(StandardCharsets.UTF_8);
            }
            default -> whole ? part.allBytes() : part.bodyBytes();
        };
    }

    private void envelope(Mime message) {
        text("(");
        string(message.header("Date"));
        text(" ");
        string(message.header("Subject"));
        String from = message.header("From");
        for (String name : List.of("From", "Sender", "Reply-To", "To", "Cc", "Bcc")) {
            text(" ");
            String value = message.header(name);
            addresses(value == null && (name.equals("Sender") || name.equals("Reply-To")) ? from : value);
        }
        text(" ");
        string(message.header("In-Reply-To"));
        text(" ");
        string(message.header("Message-ID"));
        text(")");
    }

    private void addresses(String field) {
        if (field == null || field.isBlank()) {
            text("NIL");
            return;
        }
        text("(");
        for (String address : Mime.split(field, ',')) {
            int open = address.lastIndexOf('<');
            int close = address.lastIndexOf('>');
            String spec = open >= 0 && close > open ? address.substring(open + 1, close) : address.strip();
            String name = open > 0 ? Mime.unquote(address.substring(0, open).strip()) : null;
            int at = spec.lastIndexOf('@');
            text("(");
            string(name == null || name.isEmpty() ? null : name);
            text(" NIL ");
            string(at < 0 ? spec : spec.substring(0, at));
            text(" ");
            string(at < 0 ? "" : spec.substring(at + 1));
            text(")");
        }
        text(")");
    }

    private void structure(Mime part, boolean extended) {
        Map<String, String> type = part.contentType();
        String[] names = type.get("").toUpperCase(Locale.ROOT).split("/", 2);
        text("(");
        if (!part.parts().isEmpty()) {
            part.parts().forEach(child -> structure(child, extended));
            text(" ");
            string(names[1]);
            if (extended) {
                text(" ");
                parameters(type);
                text(" NIL NIL NIL");
            }
        } else {
            string(names[0]);
            text(" ");
            string(names[1]);
            text(" ");
            parameters(type);
            text(" ");
            string(part.header("Content-ID"));
            text(" ");
            string(part.header("Content-Description"));
            text(" ");
            String encoding = part.header("Content-Transfer-Encoding");
            string(encoding == null ? "7BIT" : encoding.toUpperCase(Locale.ROOT));
            text(" " + part.bodySize());
            if (names[0].equals("TEXT")) {
                text(" " + part.bodyLines());
            }
            if (extended) {
                text(" NIL ");
                Map<String, String> disposition = part.structured("Content-Disposition");
                if (disposition.isEmpty()) {
                    text("NIL");
                } else {
                    text("(");
                    string(disposition.get("").toUpperCase(Locale.ROOT));
                    text(" ");
                    parameters(disposition);
                    text(")");
                }
                text(" NIL NIL");
            }
        }
        text(")");
    }

    private void parameters(Map<String, String> structured) {
        if (structured.size() < 2) {
            text("NIL");
            return;
        }
        String separator = "(";
        for (Map.Entry<String, String> parameter : structured.entrySet()) {
            if (!parameter.getKey().isEmpty()) {
                text(separator);
                string(parameter.getKey().toUpperCase(Locale.ROOT));
                text(" ");
                string(parameter.getValue());
                separator = " ";
            }
        }
        text(")");
    }

    private void literal(String label, byte[] bytes) {
        text(label + " ");
        literal(bytes);
    }

    private void literal(byte[] bytes) {
        text("{" + bytes.length + "}\r\n");
        out.writeBytes(bytes);
    }

    /** A string: NIL, quoted, or a literal where it could not be quoted. */
    private void string(String value) {
        if (value == null) {
            text("NIL");
        } else if (value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            text("\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        } else {
            literal(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void text(String value) {
        out.writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }
}
