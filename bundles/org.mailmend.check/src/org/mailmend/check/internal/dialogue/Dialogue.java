package org.mailmend.check.internal.dialogue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.mailmend.check.Mechanism;
import org.mailmend.check.TranscriptLine.Speaker;
import org.mailmend.check.internal.io.LineSource;
import org.mailmend.check.internal.io.Wire;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.diagnosis.Protocol;

/** The client's side of a protocol: what is said and how the answers are read, but not what to make of them. */
public abstract class Dialogue {
    /** How long a good-bye is waited for: the check has its result by then. */
    private static final Duration FAREWELL = Duration.ofMillis(250);

    private final Wire wire;
    private final Journal journal;
    private final LineSource source = new LineSource() {
        @Override
        public String line() throws WireException {
            try {
                String line = wire.line();
                journal.said(Speaker.SERVER, line);
                return line;
            } catch (WireException e) {
                if (!wire.partial().isEmpty()) {
                    journal.said(Speaker.SERVER, journal.evidence(wire.partial()));
                }
                throw e;
            }
        }

        @Override
        public String bytes(int count) throws WireException {
            String text = wire.bytes(count);
            journal.said(Speaker.SERVER, text);
            return text;
        }
    };

    /**
     * @param wire    the connection
     * @param journal hears every line
     */
    protected Dialogue(Wire wire, Journal journal) {
        this.wire = wire;
        this.journal = journal;
    }

    /** The protocol that is spoken. */
    public abstract Protocol protocol();

    /** The connection. */
    public Wire wire() {
        return wire;
    }

    /** Where answers are read from: for the parsers. */
    protected LineSource source() {
        return source;
    }

    /** Hears every line. */
    protected Journal journal() {
        return journal;
    }

    /**
     * Sends a line.
     *
     * @param line  without its end
     * @param shown what the transcript shows of it
     */
    protected void send(String line, String shown) throws WireException {
        wire.startReply();
        journal.said(Speaker.CLIENT, shown);
        wire.send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what the server says first. */
    public abstract Answer greeting() throws WireException;

    /**
     * Asks what the server offers.
     *
     * @param name     the client's name for EHLO and HELO
     * @param extended whether EHLO is tried before HELO; without meaning for IMAP and POP3
     */
    public abstract Offer hello(String name, boolean extended) throws WireException;

    /** The command that begins TLS, as it is shown. */
    public abstract String startTlsCommand();

    /** Asks for TLS. */
    public abstract Answer startTls() throws WireException;

    /**
     * Asks for TLS, and sends a harmless command in the same breath. A server that answers it within TLS would have
     * executed whatever an attacker on the way put there.
     */
    public abstract Answer startTlsWithCommandBehind() throws WireException;

    /** Sends nothing and reads the answer to a command that was sent before the handshake. */
    public abstract Answer readBehind() throws WireException;

    /**
     * Whether the first message of a mechanism may come with the command that begins it.
     *
     * @param offer   what the server offers
     * @param initial the message in base64
     */
    public abstract boolean takesInitial(Offer offer, Mechanism mechanism, String initial);

    /**
     * Begins a SASL exchange.
     *
     * @param initial the first message in base64; null when it comes later
     */
    public abstract Answer authenticate(Mechanism mechanism, String initial) throws WireException;

    /**
     * Goes on with a SASL exchange.
     *
     * @param message in base64; empty for an empty message
     * @param shown   what the transcript shows of it
     */
    public abstract Answer respond(String message, String shown) throws WireException;

    /** Breaks a SASL exchange off. */
    public Answer abort() throws WireException {
        return respond("*", "*");
    }

    /** Signs in with the protocol's own command. SMTP has none. */
    public abstract Answer login(String user, String password) throws WireException;

    /** The name of {@link #login}'s command, as it stands with its reply. */
    public abstract String loginCommand();

    /** The command that ends the dialogue. */
    protected abstract String quitCommand();

    /** Says good-bye as far as the server lets us. Changes nothing of the check's result. */
    public void quit() {
        try {
            String command = quitCommand();
            send(command, command);
            if (wire.await(FAREWELL)) {
                source.line();
            }
        } catch (WireException e) {
            // a server that does not wait for a good-bye, or does not answer it
            return;
        }
    }
}
