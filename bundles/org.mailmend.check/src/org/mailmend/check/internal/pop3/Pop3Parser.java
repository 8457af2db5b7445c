package org.mailmend.check.internal.pop3;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.dialogue.Answer.State;
import org.mailmend.check.internal.io.LineSource;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.io.WireException.Kind;

/** Reads responses of POP3 (RFC 1939 section 3, RFC 2449 section 8, RFC 5034). */
public final class Pop3Parser {
    private Pop3Parser() {
    }

    /**
     * The next response.
     *
     * @param multiLine whether lines follow a positive one, up to a dot
     * @throws WireException VIOLATION when it is neither positive nor negative nor a request for more
     */
    public static Answer read(LineSource in, boolean multiLine) throws WireException {
        String line = in.line();
        if (line.equals("+") || line.startsWith("+ ")) {
            return new Answer(State.CONTINUE, 0, null, line.length() > 2 ? line.substring(2).strip() : "", List.of());
        }
        String indicator = indicator(line);
        boolean ok = indicator.equals("+OK");
        if (!ok && !indicator.equals("-ERR")) {
            throw new WireException(Kind.VIOLATION, line);
        }
        String text = line.substring(indicator.length()).strip();
        List<String> lines = new ArrayList<>();
        if (ok && multiLine) {
            for (String next = in.line(); !next.equals("."); next = in.line()) {
                lines.add(next.startsWith(".") ? next.substring(1) : next);
            }
        }
        return new Answer(ok ? State.OK : State.REFUSED, 0, status(text), text, lines);
    }

    private static String indicator(String line) {
        int end = line.indexOf(' ');
        String word = end < 0 ? line : line.substring(0, end);
        return word.length() > 4 ? "" : word.toUpperCase(Locale.ROOT);
    }

    /** The response code at the beginning of a text; null when there is none. */
    static String status(String text) {
        int end = text.startsWith("[") ? text.indexOf(']') : -1;
        return end < 2 ? null : text.substring(1, end).toUpperCase(Locale.ROOT);
    }
}
