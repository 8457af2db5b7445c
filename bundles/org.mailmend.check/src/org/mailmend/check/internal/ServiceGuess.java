package org.mailmend.check.internal;

import java.util.Locale;

/** Recognises services by the first thing that they say. */
final class ServiceGuess {
    private ServiceGuess() {
    }

    /** The service that begins like this; null when it is not known. The mail protocols carry the names of their enum. */
    static String of(String first) {
        String upper = first.length() > 200 ? first.substring(0, 200).toUpperCase(Locale.ROOT) : first.toUpperCase(Locale.ROOT);
        if (isTls(first)) {
            return "TLS";
        }
        if (upper.startsWith("HTTP/") || upper.startsWith("<!DOCTYPE") || upper.startsWith("<HTML")
                || upper.startsWith("<?XML")) {
            return "HTTP";
        }
        if (upper.startsWith("SSH-")) {
            return "SSH";
        }
        if (upper.startsWith("* OK") || upper.startsWith("* PREAUTH") || upper.startsWith("* BYE")) {
            return "IMAP";
        }
        if (upper.startsWith("+OK") || upper.startsWith("-ERR")) {
            return "POP3";
        }
        if (upper.startsWith("RFB 0")) {
            return "VNC";
        }
        if (upper.startsWith("\"IMPLEMENTATION\"")) {
            return "ManageSieve";
        }
        if (upper.startsWith("AMQP")) {
            return "AMQP";
        }
        if (upper.startsWith("200 ") || upper.startsWith("201 ")) {
            return "NNTP";
        }
        if (upper.startsWith("220") || upper.startsWith("554") || upper.startsWith("421")) {
            return isFtp(first) ? "FTP" : "SMTP";
        }
        return first.startsWith("\udcff\udcfb") || first.startsWith("\udcff\udcfd") ? "Telnet" : null;
    }

    /** FTP greets with the same code as SMTP. */
    static boolean isFtp(String greeting) {
        String upper = greeting.toUpperCase(Locale.ROOT);
        return upper.contains("FTP") && !upper.contains("SMTP") && !upper.contains("MAIL");
    }

    /** A TLS record: handshake or alert, of any version 3.x. */
    static boolean isTls(String first) {
        return first.length() >= 2 && (first.charAt(0) == 0x16 || first.charAt(0) == 0x15) && first.charAt(1) == 3;
    }

    /** Whether the first byte is none that text begins with. */
    static boolean isBinary(String first) {
        if (first.isEmpty()) {
            return false;
        }
        char c = first.charAt(0);
        return c < 0x20 && c != '\r' && c != '\n' && c != '\t' || c == 0xdcff;
    }

    /** The text up to the first line end. */
    static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end).strip();
    }
}
