package org.mailmend.check.internal;

import org.mailmend.check.internal.io.LineSource;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.io.WireException.Kind;

/** Lines from a text instead of a connection. */
public final class Lines implements LineSource {
    private final String text;
    private int at;

    /**
     * @param text lines with CRLF or LF
     */
    public Lines(String text) {
        this.text = text;
    }

    @Override
    public String line() throws WireException {
        if (at == text.length()) {
            throw new WireException(Kind.CLOSED, "");
        }
        int end = text.indexOf('\n', at);
        String line = end < 0 ? text.substring(at) : text.substring(at, end);
        at = end < 0 ? text.length() : end + 1;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    @Override
    public String bytes(int count) throws WireException {
        if (count > text.length() - at) {
            throw new WireException(count > 65536 ? Kind.TOO_LONG : Kind.CLOSED, "");
        }
        at += count;
        return text.substring(at - count, at);
    }
}
