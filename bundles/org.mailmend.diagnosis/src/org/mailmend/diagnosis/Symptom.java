package org.mailmend.diagnosis;

import java.util.Objects;

/**
 * What somebody saw or a check met, before it is explained. All but the text may be unknown, then null.
 *
 * @param protocol  the protocol
 * @param stage     the stage at which it happened
 * @param code      SMTP reply code, 200 to 599
 * @param enhanced  enhanced status code (RFC 3463), for example {@code 5.7.8}; for IMAP the response code such as
 *                  {@code AUTHENTICATIONFAILED} (RFC 5530), for POP3 such as {@code SYS/TEMP} (RFC 3206)
 * @param text      the reply's text with its lines joined, or any text that a person read out; never null, may be empty
 * @param mechanism SASL mechanism in use, for example {@code XOAUTH2}
 * @param provider  provider id (gmail, gmail-relay, microsoft365, outlook.com, yahoo, icloud ...), see providers of the
 *                  reply catalogue
 * @param secret    kind of the secret used; never null
 * @param client    id of the client or device profile
 */
public record Symptom(Protocol protocol, Stage stage, Integer code, String enhanced, String text, String mechanism,
        String provider, SecretKind secret, String client) {
    public Symptom {
        Objects.requireNonNull(text);
        Objects.requireNonNull(secret);
    }

    /** A symptom of which only a text is known. */
    public static Symptom ofText(String text) {
        return new Symptom(null, null, null, null, text, null, null, SecretKind.UNKNOWN, null);
    }
}
