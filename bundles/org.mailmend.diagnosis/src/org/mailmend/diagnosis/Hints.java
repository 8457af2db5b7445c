package org.mailmend.diagnosis;

/**
 * What is known besides a text that is to be explained. Every part may be unknown, then null.
 *
 * @param protocol the protocol in use
 * @param stage    the stage at which the text appeared
 * @param client   id of the client or device profile, or its family, for example {@code canon}
 * @param provider provider id, for example {@code gmail}
 */
public record Hints(Protocol protocol, Stage stage, String client, String provider) {
    /** Nothing is known. */
    public static final Hints NONE = new Hints(null, null, null, null);
}
