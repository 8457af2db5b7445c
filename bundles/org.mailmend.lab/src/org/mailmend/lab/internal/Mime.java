package org.mailmend.lab.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A message or a part of one, as far as IMAP must know its structure (RFC 2045, 2046). It never fails: what makes no sense is
 * one part.
 */
public final class Mime {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_PARTS = 100;

    private final byte[] bytes;
    private final int start;
    private final int bodyStart;
    private final int end;
    private final int depth;
    private List<Mime> parts;

    private Mime(byte[] bytes, int start, int end, int depth) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.depth = depth;
        bodyStart = endOfHeader();
    }

    /** Looks at a message with CRLF line ends; the array is not copied. */
    public static Mime of(byte[] message) {
        return new Mime(message, 0, message.length, 0);
    }

    private int endOfHeader() {
        int line = start;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                if (i - line <= 1) {
                    return i + 1;
                }
                line = i + 1;
            }
        }
        return end;
    }

    /** The header with the empty line that ends it. */
    byte[] headerBytes() {
        return Arrays.copyOfRange(bytes, start, bodyStart);
    }

    byte[] bodyBytes() {
        return Arrays.copyOfRange(bytes, bodyStart, end);
    }

    byte[] allBytes() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    int bodySize() {
        return end - bodyStart;
    }

    int bodyLines() {
        int lines = 0;
        for (int i = bodyStart; i < end; i++) {
            if (bytes[i] == '\n') {
                lines++;
            }
        }
        return lines;
    }

    /** The header fields as they came, folded ones with their line breaks, without the last one. */
    List<String> fields() {
        List<String> result = new ArrayList<>();
        String header = new String(bytes, start, bodyStart - start, StandardCharsets.UTF_8);
        for (String line : header.split("\r?\n")) {
            if (!line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t') && !result.isEmpty()) {
                result.set(result.size() - 1, result.get(result.size() - 1) + "\r\n" + line);
            } else if (!line.isEmpty()) {
                result.add(line);
            }
        }
        return result;
    }

    /** The first header field of this name, unfolded; null when there is none. */
    public String header(String name) {
        for (String field : fields()) {
            int colon = field.indexOf(':');
            if (colon > 0 && field.substring(0, colon).strip().equalsIgnoreCase(name)) {
                return field.substring(colon + 1).replace("\r\n", "").strip();
            }
        }
        return null;
    }

    /** A structured header field: its value in lower case under the empty key, then its parameters. */
    Map<String, String> structured(String name) {
        Map<String, String> result = new LinkedHashMap<>();
        String text = header(name);
        if (text == null) {
            return result;
        }
        List<String> pieces = split(text, ';');
        result.put("", pieces.get(0).strip().toLowerCase(Locale.ROOT));
        for (String piece : pieces.subList(1, pieces.size())) {
            int equals = piece.indexOf('=');
            if (equals > 0) {
                result.put(piece.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        unquote(piece.substring(equals + 1).strip()));
            }
        }
        return result;
    }

    /** Media type and parameters; text/plain where none is told. */
    Map<String, String> contentType() {
        Map<String, String> result = structured("Content-Type");
        if (!result.getOrDefault("", "").matches("[^/\\s]+/[^/\\s]+")) {
            result.clear();
            result.put("", "text/plain");
        }
        return result;
    }

    /** The parts of a multipart message; empty for any other. */
    List<Mime> parts() {
        if (parts == null) {
            parts = new ArrayList<>();
            String boundary = contentType().get("boundary");
            if (contentType().get("").startsWith("multipart/") && boundary != null && depth < MAX_DEPTH) {
                split(boundary);
            }
        }
        return parts;
    }

    private void split(String boundary) {
        byte[] delimiter = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
        int partStart = -1;
        for (int line = bodyStart; line < end && parts.size() < MAX_PARTS;) {
            int next = line;
            while (next < end && bytes[next] != '\n') {
                next++;
            }
            next = Math.min(next + 1, end);
            if (next - line >= delimiter.length
                    && Arrays.equals(bytes, line, line + delimiter.length, delimiter, 0, delimiter.length)) {
                if (partStart >= 0) {
                    // the line break before the delimiter belongs to it
                    int partEnd = Math.max(partStart, line - (line >= 2 && bytes[line - 2] == '\r' ? 2 : 1));
                    parts.add(new Mime(bytes, partStart, partEnd, depth + 1));
                }
                int after = line + delimiter.length;
                if (after + 1 < end && bytes[after] == '-' && bytes[after + 1] == '-') {
                    return;
                }
                partStart = next;
            }
            line = next;
        }
    }

    /** Splits at a separator outside of quotes, comments and angle brackets. */
    static List<String> split(String text, char separator) {
        List<String> result = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        int nesting = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted && i + 1 < text.length()) {
                piece.append(c).append(text.charAt(++i));
                continue;
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '<')) {
                nesting++;
            } else if (!quoted && (c == ')' || c == '>')) {
                nesting = Math.max(0, nesting - 1);
            }
            if (c == separator && !quoted && nesting == 0) {
                result.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(c);
            }
        }
        result.add(piece.toString());
        return result;
    }

    static String unquote(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1")
                : text;
    }
}
