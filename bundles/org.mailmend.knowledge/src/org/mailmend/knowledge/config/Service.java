package org.mailmend.knowledge.config;

import java.util.Objects;

/**
 * Something else that the provider offers: {@code addressBook}, {@code calendar}, {@code fileShare}, {@code chatServer} …
 *
 * @param kind   name of its element
 * @param server where it is
 */
public record Service(String kind, Server server) {
    public Service {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(server);
    }
}
