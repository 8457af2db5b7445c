package org.mailmend.oauth;

import java.util.Objects;

/**
 * The OAuth client that the user brings: Mailmend has none of its own and borrows none. Its text form does not show the secret.
 *
 * @param kind       what it is
 * @param id         client ID; for a service account its numeric client ID, empty when the file had none
 * @param secret     client secret, or the private key of a service account (PEM, PKCS #8); null when it has none
 * @param project    the project of the console it belongs to; null when it is not known
 * @param email      address of the service account; null for other clients
 * @param keyId      id of the private key of a service account; null for other clients
 * @param publishing whether the consent screen is internal, in testing or in production, as far as the user told
 */
public record ClientRegistration(Kind kind, String id, String secret, String project, String email, String keyId,
        Publishing publishing) {

    /** What a client is. */
    public enum Kind {
        /** A program on a computer ("Desktop app", public client). */
        DESKTOP,
        /** A service account with a private key. */
        SERVICE_ACCOUNT
    }

    /** Who may use a client, which decides how long its refresh tokens live. */
    public enum Publishing {
        /** Nobody said. */
        UNKNOWN,
        /** Own organisation only: no verification, no end after seven days. */
        INTERNAL,
        /** Named test users only: refresh tokens end after seven days, also after a later publication. */
        TESTING,
        /** Everybody. */
        PRODUCTION
    }

    public ClientRegistration {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(id);
        Objects.requireNonNull(publishing);
    }

    /** A client of a program on a computer. */
    public static ClientRegistration desktop(String id, String secret) {
        return new ClientRegistration(Kind.DESKTOP, id, secret, null, null, null, Publishing.UNKNOWN);
    }

    /** The same client with what the user knows of its consent screen. */
    public ClientRegistration withPublishing(Publishing value) {
        return new ClientRegistration(kind, id, secret, project, email, keyId, value);
    }

    @Override
    public String toString() {
        return "ClientRegistration[" + kind + ", " + id + "]";
    }
}
