package org.mailmend.lab.internal;

import java.util.Locale;

/** The behaviour of a scenario that cannot be told by replies alone. */
public enum Trick {
    NONE,
    /** Connects, and says nothing at all. */
    SILENT,
    /** Closes the connection as soon as it is made. */
    CLOSES,
    /** Sends the greeting letter by letter. */
    DRIPS_GREETING,
    /** Sends the reply to EHLO letter by letter. */
    DRIPS_EHLO,
    /** Sends the greeting after a long while. */
    DELAYS_GREETING,
    /** Answers as a web server does. */
    HTTP,
    /** Serves IMAP in place of the protocol that the client was told. */
    SERVES_IMAP,
    /** Expects TLS from the first byte although the client was told to use STARTTLS. */
    SERVES_TLS,
    /** Starts in clear text although the client was told to use TLS. */
    SERVES_CLEARTEXT,
    /** Does not answer a sign-in. */
    STALLS_AT_AUTH,
    /** Masks STARTTLS as an inspecting firewall does. */
    STRIPS_STARTTLS,
    /** Does not know STARTTLS. */
    NO_STARTTLS,
    /** Knows only HELO. */
    NO_ESMTP,
    /** Speaks only TLS 1.0 and 1.1. */
    OLD_TLS,
    /** Has no cipher suite that goes with its certificate. */
    NO_CIPHER,
    /** Closes the connection in place of the reply to the message. */
    CLOSES_AFTER_MESSAGE;

    static Trick parse(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
