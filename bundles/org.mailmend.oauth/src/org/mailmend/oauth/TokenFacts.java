package org.mailmend.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What is known of an access token, without the token itself.
 *
 * @param told    whether the provider was asked and answered; otherwise all this is what it said at the sign-in
 * @param active  whether it still counts
 * @param owner   whose it is; null when the provider does not tell
 * @param scopes  what it is good for
 * @param mail    whether one of the scopes covers mail by SMTP, IMAP and POP
 * @param expires when it ends, by the clock of this computer
 * @param refresh whether there is a refresh token to renew it with
 */
public record TokenFacts(boolean told, boolean active, String owner, List<String> scopes, boolean mail, Instant expires,
        boolean refresh) {
    public TokenFacts {
        scopes = List.copyOf(scopes);
        Objects.requireNonNull(expires);
    }
}
