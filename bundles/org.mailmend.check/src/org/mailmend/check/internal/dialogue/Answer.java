package org.mailmend.check.internal.dialogue;

import java.util.List;

/**
 * An answer of a server in any of the three protocols, as it came: neither redacted nor escaped.
 *
 * @param state  what it means
 * @param code   SMTP reply code; 0 for IMAP and POP3
 * @param status enhanced status code (RFC 3463), IMAP response code (RFC 3501 section 7.1) or POP3 response code (RFC 2449
 *               section 8) in upper case and without its arguments; null when there is none
 * @param text   the text for people, lines joined; for IMAP and POP3 with its response code
 * @param lines  SMTP: the text of every line, IMAP: the untagged responses before it without their asterisk, POP3: the
 *               lines of a multi-line response
 */
public record Answer(State state, int code, String status, String text, List<String> lines) {

    /** What an answer means. */
    public enum State {
        /** Done: 2xx, OK, +OK. */
        OK,
        /** More is wanted: 3xx, {@code +}. */
        CONTINUE,
        /** Refused: 4xx, 5xx, NO, -ERR. */
        REFUSED,
        /** IMAP: the command was not understood. */
        BAD,
        /** IMAP: the connection is signed in from the start. */
        PREAUTH,
        /** IMAP: the server says good-bye and closes. */
        BYE
    }

    public Answer {
        lines = List.copyOf(lines);
    }

    /** Whether the command was carried out. */
    public boolean ok() {
        return state == State.OK;
    }

    /** Whether more is wanted. */
    public boolean more() {
        return state == State.CONTINUE;
    }
}
