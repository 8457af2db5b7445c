package org.mailmend.check.internal.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.dialogue.Answer.State;
import org.mailmend.check.internal.io.LineSource;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.io.WireException.Kind;

/** Reads responses of IMAP (RFC 3501 section 7), with literals wherever the server puts one. */
public final class ImapParser {
    private static final int MAX_LITERALS = 64;

    private ImapParser() {
    }

    /**
     * The greeting: OK, PREAUTH or BYE.
     *
     * @throws WireException VIOLATION when it is none of these
     */
    public static Answer greeting(LineSource in) throws WireException {
        String line = logicalLine(in);
        if (!line.startsWith("* ")) {
            throw new WireException(Kind.VIOLATION, line);
        }
        String text = line.substring(2);
        State state = state(text);
        if (state != State.OK && state != State.PREAUTH && state != State.BYE) {
            throw new WireException(Kind.VIOLATION, line);
        }
        return new Answer(state, 0, status(text), rest(text), List.of(text));
    }

    /**
     * The answer to a command: the tagged response with the untagged ones before it, or the request for more.
     *
     * @param tag the command's tag
     * @throws WireException VIOLATION when something else comes
     */
    public static Answer read(LineSource in, String tag) throws WireException {
        List<String> untagged = new ArrayList<>();
        String farewell = null;
        while (true) {
            String line;
            try {
                line = logicalLine(in);
            } catch (WireException e) {
                if (farewell != null && (e.kind() == Kind.CLOSED || e.kind() == Kind.RESET)) {
                    return answer(State.BYE, farewell, untagged);
                }
                throw e;
            }
            if (line.equals("+") || line.startsWith("+ ")) {
                return new Answer(State.CONTINUE, 0, null, line.length() > 2 ? line.substring(2).strip() : "", untagged);
            }
            if (line.startsWith("* ")) {
                String text = line.substring(2);
                untagged.add(text);
                if (state(text) == State.BYE) {
                    farewell = text;
                }
            } else if (line.startsWith(tag) && line.length() > tag.length() && line.charAt(tag.length()) == ' ') {
                String text = line.substring(tag.length() + 1);
                State state = state(text);
                if (state != State.OK && state != State.REFUSED && state != State.BAD) {
                    throw new WireException(Kind.VIOLATION, line);
                }
                return answer(state, text, untagged);
            } else {
                throw new WireException(Kind.VIOLATION, line);
            }
        }
    }

    private static Answer answer(State state, String text, List<String> untagged) {
        String status = status(text);
        StringBuilder all = new StringBuilder();
        if (state != State.OK) {
            // what is wrong may stand before the tagged response: * NO [WEBALERT ...], * BYE ...
            for (String line : untagged) {
                State own = state(line);
                if ((own == State.REFUSED || own == State.BAD || own == State.BYE) && !line.equals(text)) {
                    all.append(rest(line)).append(' ');
                    status = status == null ? status(line) : status;
                }
            }
        }
        return new Answer(state, 0, status, all.append(rest(text)).toString(), untagged);
    }

    /** A line with its literals in place. */
    private static String logicalLine(LineSource in) throws WireException {
        String line = in.line();
        int size = literal(line);
        if (size < 0) {
            return line;
        }
        StringBuilder whole = new StringBuilder();
        for (int i = 0; size >= 0; i++) {
            if (i == MAX_LITERALS) {
                throw new WireException(Kind.TOO_LONG, "");
            }
            whole.append(line, 0, line.lastIndexOf('{')).append('"').append(in.bytes(size).replace("\r\n", " ")).append('"');
            line = in.line();
            size = literal(line);
        }
        return whole.append(line).toString();
    }

    /** The size of the literal that follows the line; -1 when none does. */
    static int literal(String line) {
        if (!line.endsWith("}")) {
            return -1;
        }
        int open = line.lastIndexOf('{');
        int end = line.length() - (line.endsWith("+}") ? 2 : 1);
        if (open < 0 || end <= open + 1) {
            return -1;
        }
        int size = 0;
        for (int i = open + 1; i < end; i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            // a size beyond every bound is one that the source refuses
            size = (int) Math.min(Integer.MAX_VALUE, 10L * size + c - '0');
        }
        return size;
    }

    /** The state that a response names; null when it is no status response. */
    static State state(String text) {
        return switch (word(text)) {
            case "OK" -> State.OK;
            case "NO" -> State.REFUSED;
            case "BAD" -> State.BAD;
            case "PREAUTH" -> State.PREAUTH;
            case "BYE" -> State.BYE;
            default -> null;
        };
    }

    private static String word(String text) {
        int end = text.indexOf(' ');
        return (end < 0 ? text : text.substring(0, end)).toUpperCase(Locale.ROOT);
    }

    /** What follows the first word. */
    static String rest(String text) {
        int end = text.indexOf(' ');
        return end < 0 ? "" : text.substring(end + 1).strip();
    }

    /** The response code of a status response; null when there is none. */
    static String status(String text) {
        String rest = rest(text);
        int end = rest.startsWith("[") ? rest.indexOf(']') : -1;
        return end < 0 ? null : word(rest.substring(1, end));
    }

    /** The arguments of a response code, for example those of CAPABILITY; null when the response has not this code. */
    static String statusArguments(String text, String code) {
        String rest = rest(text);
        return code.equals(status(text)) ? rest(rest.substring(1, rest.indexOf(']'))) : null;
    }
}
