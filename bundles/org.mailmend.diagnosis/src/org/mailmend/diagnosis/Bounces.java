package org.mailmend.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import org.mailmend.diagnosis.internal.bounce.BounceReader;

/**
 * Reads bounces: delivery status notifications (RFC 3464) and the many forms that mail servers used before it and beside it.
 * Safe for use by several threads.
 */
public final class Bounces {
    /** Of a longer message only so many bytes are read: a report comes before the message that it returns. */
    public static final int LONGEST_MESSAGE = 8 * 1024 * 1024;

    private final BounceReader reader;

    private Bounces(Explainer explainer) {
        reader = new BounceReader(explainer.classifier());
    }

    /** Reads bounces with the rules that Mailmend brings. */
    public static Bounces get() {
        return Holder.BOUNCES;
    }

    /** Reads bounces with the rules of an explainer. */
    public static Bounces with(Explainer explainer) {
        return new Bounces(Objects.requireNonNull(explainer));
    }

    /**
     * What a message says. Any bytes are taken, however broken.
     *
     * @param message the message as it was received (RFC 5322), from its first header field on
     */
    public Bounce read(byte[] message) {
        return reader.read(message, LONGEST_MESSAGE);
    }

    /**
     * What the message in a stream says.
     *
     * @throws IOException when the stream cannot be read
     */
    public Bounce read(InputStream message) throws IOException {
        return read(message.readNBytes(LONGEST_MESSAGE));
    }

    private static final class Holder {
        static final Bounces BOUNCES = new Bounces(Explainer.get());
    }
}
