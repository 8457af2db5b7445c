package org.mailmend.check.internal.io;

/** Where the parsers of replies get their input from; it keeps the bounds, so that they need not. */
public interface LineSource {

    /**
     * The next line without its end (CRLF, or a bare LF). Bytes that are no UTF-8 stand as U+DC80 to U+DCFF.
     *
     * @throws WireException when there is none in time, or it passes the bounds of a line or a reply
     */
    String line() throws WireException;

    /**
     * The next bytes, whatever they are.
     *
     * @param count how many; 0 or more
     * @throws WireException when they do not come in time, or pass the bound of a reply
     */
    String bytes(int count) throws WireException;
}
