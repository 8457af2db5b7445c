package org.mailmend.knowledge.config;

import java.util.Objects;

/**
 * Where a client gets an OAuth 2.0 token for the servers of the file ({@code oAuth2}). Each part is null when it is not given.
 *
 * @param issuer   name of the issuer
 * @param scope    scopes, separated by blanks
 * @param authUrl  authorization endpoint
 * @param tokenUrl token endpoint
 * @param rest     whatever else it has
 */
public record OAuth2(String issuer, String scope, String authUrl, String tokenUrl, Rest rest) {
    public OAuth2 {
        Objects.requireNonNull(rest);
    }
}
