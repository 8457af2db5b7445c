package org.mailmend.knowledge;

import java.util.List;
import java.util.Objects;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;

/**
 * What has to be entered for a server.
 *
 * @param protocol the protocol
 * @param host     host name; with a word in angle brackets where the organisation's own name has to be put in
 * @param port     1 to 65535
 * @param security how the connection is protected
 * @param auth     {@code oauth2}, {@code app-password}, {@code password} or {@code none}
 * @param sources  where that is said
 */
public record ServerSettings(Protocol protocol, String host, int port, Security security, String auth, List<Source> sources) {
    public ServerSettings {
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(host);
        Objects.requireNonNull(security);
        Objects.requireNonNull(auth);
        sources = List.copyOf(sources);
    }
}
