package org.mailmend.knowledge.ui.internal.browse;

import java.util.List;

import org.mailmend.diagnosis.CauseId;

/** The parts of sending a mail that causes are grouped by, in the order in which they come. */
enum Area {
    NETWORK("DNS_", "NET_", "MX_", "BANNER_", "GREETING_", "SERVER_SLOW", "REPLY_TIMEOUT", "CONNECTION_LIMIT"),
    ENCRYPTION("STARTTLS_", "TLS_", "IMPLICIT_TLS", "CLOCK_SKEW"),
    SIGN_IN("AUTH_", "ACCOUNT_", "IMAP_", "POP_"),
    OAUTH("OAUTH_"),
    MICROSOFT("MS_"),
    SENDING("SENDER_", "RELAY_", "MESSAGE_", "QUOTA_", "RATE_", "IP_", "PTR_", "CONTENT_", "POLICY", "GREYLISTED"),
    DELIVERY("RCPT_", "MAILBOX_", "MAIL_LOOP", "DELIVERY_"),
    PROTOCOL("WRONG_SERVICE", "PROTOCOL_", "REPLY_TOO_LONG", "NO_ESMTP", "HELO_", "SERVER_TEMPORARY"),
    OTHER;

    private final List<String> beginnings;

    Area(String... beginnings) {
        this.beginnings = List.of(beginnings);
    }

    static Area of(CauseId cause) {
        for (Area area : values()) {
            if (area.beginnings.stream().anyMatch(cause.name()::startsWith)) {
                return area;
            }
        }
        return OTHER;
    }

    /** The name for people. */
    String text() {
        return switch (this) {
            case NETWORK -> Messages.Area_network;
            case ENCRYPTION -> Messages.Area_encryption;
            case SIGN_IN -> Messages.Area_signIn;
            case OAUTH -> Messages.Area_oauth;
            case MICROSOFT -> Messages.Area_microsoft;
            case SENDING -> Messages.Area_sending;
            case DELIVERY -> Messages.Area_delivery;
            case PROTOCOL -> Messages.Area_protocol;
            case OTHER -> Messages.Area_other;
        };
    }
}
