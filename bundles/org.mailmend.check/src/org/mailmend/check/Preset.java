package org.mailmend.check;

import java.util.Objects;

/**
 * The server of a well-known provider.
 *
 * @param id       stable id, for example {@code gmail-imap}
 * @param name     provider and purpose, the same in every language
 * @param target   the server
 * @param provider id of the provider as the classifier of replies knows it, for example {@code gmail}
 */
public record Preset(String id, String name, Target target, String provider) {
    public Preset {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(target);
        Objects.requireNonNull(provider);
    }
}
