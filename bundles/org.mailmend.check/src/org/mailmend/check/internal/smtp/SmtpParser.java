package org.mailmend.check.internal.smtp;

import java.util.ArrayList;
import java.util.List;

import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.dialogue.Answer.State;
import org.mailmend.check.internal.io.LineSource;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.io.WireException.Kind;

/** Reads replies of SMTP (RFC 5321 section 4.2). Lenient with line ends, strict with codes: those decide. */
public final class SmtpParser {
    private SmtpParser() {
    }

    /**
     * The next reply.
     *
     * @throws WireException VIOLATION when it has no code, or not the same one in every line
     */
    public static Answer read(LineSource in) throws WireException {
        List<String> lines = new ArrayList<>(4);
        int code = 0;
        String status = null;
        boolean more = true;
        while (more) {
            String line = in.line();
            int own = code(line);
            if (own == 0 || code != 0 && own != code) {
                throw new WireException(Kind.VIOLATION, line);
            }
            code = own;
            more = line.length() > 3 && line.charAt(3) == '-';
            String text = line.length() > 4 ? line.substring(4) : "";
            if (status == null) {
                status = status(text);
            }
            lines.add(text);
        }
        State state = code < 300 ? State.OK : code < 400 ? State.CONTINUE : State.REFUSED;
        return new Answer(state, code, status, join(lines), lines);
    }

    /** The code of a line, 200 to 599; 0 when the line is none of a reply. */
    static int code(String line) {
        if (line.length() < 3 || line.length() > 3 && line.charAt(3) != ' ' && line.charAt(3) != '-') {
            return 0;
        }
        int code = 0;
        for (int i = 0; i < 3; i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            code = 10 * code + c - '0';
        }
        return code >= 200 && code < 600 ? code : 0;
    }

    /** The enhanced status code at the beginning of a text; null when there is none. */
    static String status(String text) {
        int end = statusEnd(text);
        return end == 0 ? null : text.substring(0, end);
    }

    /** Where the enhanced status code ends; 0 when there is none. */
    private static int statusEnd(String text) {
        if (text.length() < 5 || "245".indexOf(text.charAt(0)) < 0 || text.charAt(1) != '.') {
            return 0;
        }
        int subject = digits(text, 2);
        if (subject == 2 || subject >= text.length() || text.charAt(subject) != '.') {
            return 0;
        }
        int end = digits(text, subject + 1);
        return end > subject + 1 && (end == text.length() || text.charAt(end) == ' ') ? end : 0;
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && i < from + 3 && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    /** The lines as one text: the enhanced status code only once, and a URL that was broken over several lines whole. */
    static String join(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            int end = statusEnd(line);
            String part = line.substring(end).strip();
            if (!text.isEmpty() && !part.isEmpty() && !isWithinUrl(text)) {
                text.append(' ');
            }
            text.append(part);
        }
        return text.toString();
    }

    /** Whether the text ends in a URL in angle brackets that is still open. */
    private static boolean isWithinUrl(StringBuilder text) {
        int open = text.lastIndexOf("<http");
        return open >= 0 && text.indexOf(">", open) < 0 && text.indexOf(" ", open) < 0;
    }
}
