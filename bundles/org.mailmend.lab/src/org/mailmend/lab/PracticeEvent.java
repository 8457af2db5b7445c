package org.mailmend.lab;

import java.time.Instant;
import java.util.Locale;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;

/**
 * Something that a client of a practice server did or was told. Texts that came from a client are bounded, have their control
 * characters escaped, and never hold a secret.
 */
public sealed interface PracticeEvent {

    /** When it happened. */
    Instant time();

    /** The number of the connection, counted from 1 for each practice server. */
    long connection();

    /**
     * A client has connected.
     *
     * @param protocol the service that it connected to
     * @param client   its address
     */
    record Connected(Instant time, long connection, Protocol protocol, String client) implements PracticeEvent {
    }

    /**
     * TLS is in force.
     *
     * @param version version, for example {@code TLSv1.3}
     * @param cipher  cipher suite
     */
    record Secured(Instant time, long connection, String version, String cipher) implements PracticeEvent {
    }

    /**
     * The TLS handshake failed, for example because the client did not trust the certificate.
     *
     * @param reason what the TLS library said
     */
    record HandshakeFailed(Instant time, long connection, String reason) implements PracticeEvent {
    }

    /**
     * The client gave its name (EHLO, HELO, or ID in IMAP).
     *
     * @param name the name
     */
    record Introduced(Instant time, long connection, String name) implements PracticeEvent {
    }

    /**
     * The client tried to sign in.
     *
     * @param mechanism SASL mechanism, {@code LOGIN} for the IMAP command and {@code USER} for POP3's USER and PASS
     * @param user      the user name
     * @param kind      what kind of secret it looked like
     * @param accepted  whether it was accepted
     */
    record SignInTried(Instant time, long connection, String mechanism, String user, SecretKind kind, boolean accepted)
            implements PracticeEvent {
    }

    /**
     * The server has answered a command.
     *
     * @param command the command, without anything that could be a secret; empty for the greeting
     * @param reply   the reply, its lines joined by line feeds; for IMAP and POP3 the status line only
     */
    record Replied(Instant time, long connection, String command, String reply) implements PracticeEvent {
    }

    /**
     * A message was accepted. It goes no further than the practice mailboxes.
     *
     * @param message the message
     */
    record MessageAccepted(Instant time, long connection, StoredMessage message) implements PracticeEvent {
    }

    /**
     * The connection has ended.
     *
     * @param reason why
     */
    record Closed(Instant time, long connection, Reason reason) implements PracticeEvent {
    }

    /** Why a connection ended. */
    enum Reason {
        /** The client said goodbye. */
        QUIT,
        /** The client closed or broke the connection. */
        CLIENT_GONE,
        /** The scenario closes it. */
        SCENARIO,
        /** The TLS handshake failed. */
        HANDSHAKE,
        /** The client was too slow or stayed too long. */
        TIMEOUT,
        /** Too many connections at once. */
        TOO_MANY,
        /** The client passed a limit or made too many mistakes. */
        ABUSE,
        /** The practice server stops. */
        STOPPED;

        /** The text for people in English or Japanese. */
        public String text(Locale locale) {
            return Texts.get("reason." + name().toLowerCase(Locale.ROOT), locale);
        }
    }
}
