package org.mailmend.check;

import java.util.Locale;
import java.util.Optional;

/** The SASL mechanisms that the tester speaks. */
public enum Mechanism {
    /** RFC 4616. */
    PLAIN("PLAIN", false),
    /** draft-murchison-sasl-login; for IMAP also the LOGIN command, for POP3 USER and PASS. */
    LOGIN("LOGIN", false),
    /** RFC 2195; for POP3 APOP is not used. */
    CRAM_MD5("CRAM-MD5", false),
    /** developers.google.com/workspace/gmail/imap/xoauth2-protocol. */
    XOAUTH2("XOAUTH2", true),
    /** RFC 7628. */
    OAUTHBEARER("OAUTHBEARER", true);

    private final String saslName;
    private final boolean token;

    Mechanism(String saslName, boolean token) {
        this.saslName = saslName;
        this.token = token;
    }

    /** The name as servers announce it, for example {@code CRAM-MD5}. */
    public String saslName() {
        return saslName;
    }

    /** The name on the command line, for example {@code cram-md5}. */
    public String id() {
        return saslName.toLowerCase(Locale.ROOT);
    }

    /** Whether it takes an OAuth access token rather than a password. */
    public boolean usesToken() {
        return token;
    }

    /** The mechanism of this name, in any case; empty for one that the tester does not speak. */
    public static Optional<Mechanism> fromName(String name) {
        for (Mechanism mechanism : values()) {
            if (mechanism.saslName.equalsIgnoreCase(name)) {
                return Optional.of(mechanism);
            }
        }
        return Optional.empty();
    }
}
