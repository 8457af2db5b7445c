package org.mailmend.check;

import java.util.Objects;

import org.mailmend.diagnosis.Protocol;

/**
 * A server to check.
 *
 * @param protocol the protocol
 * @param host     host name or address literal, without brackets; in ASCII form (IDNs as A-labels)
 * @param port     1 to 65535
 * @param security how the connection is protected
 */
public record Target(Protocol protocol, String host, int port, Security security) {
    public Target {
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(host);
        Objects.requireNonNull(security);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port);
        }
    }
}
