package org.mailmend.check;

import java.util.Locale;

/** How a connection is protected. */
public enum Security {
    /** No TLS at all. */
    NONE,
    /** Starts in clear text and changes to TLS by STARTTLS or STLS. */
    STARTTLS,
    /** Implicit TLS: TLS from the first byte (RFC 8314). */
    TLS;

    /** The name in JSON and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
