package org.mailmend.lab;

import java.time.Instant;
import java.util.List;

import org.mailmend.lab.internal.Mime;

/** A message that a practice server accepted; it stays in memory. */
public final class StoredMessage {
    private final Instant received;
    private final String user;
    private final String sender;
    private final List<String> recipients;
    private final byte[] content;

    /**
     * Made by the server.
     *
     * @param received   when it was accepted
     * @param user       who was signed in; null for nobody
     * @param sender     sender of the envelope, may be empty
     * @param recipients recipients of the envelope
     * @param content    the message with CRLF line ends; not copied
     */
    public StoredMessage(Instant received, String user, String sender, List<String> recipients, byte[] content) {
        this.received = received;
        this.user = user;
        this.sender = sender;
        this.recipients = List.copyOf(recipients);
        this.content = content;
    }

    /** When it was accepted. */
    public Instant received() {
        return received;
    }

    /** Who was signed in; null for nobody. */
    public String user() {
        return user;
    }

    /** Sender of the envelope, may be empty. */
    public String sender() {
        return sender;
    }

    /** Recipients of the envelope. */
    public List<String> recipients() {
        return recipients;
    }

    /** Size in bytes. */
    public int size() {
        return content.length;
    }

    /** A copy of the message as it came, with CRLF line ends. */
    public byte[] content() {
        return content.clone();
    }

    /** The first header field of this name, unfolded, as it came; null when there is none. */
    public String header(String name) {
        return Mime.of(content).header(name);
    }

    @Override
    public String toString() {
        return "StoredMessage[" + sender + " -> " + recipients + ", " + content.length + " bytes]";
    }
}
