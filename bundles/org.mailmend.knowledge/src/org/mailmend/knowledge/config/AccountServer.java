package org.mailmend.knowledge.config;

import java.util.Objects;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;

/**
 * A server as it is entered in a client.
 *
 * @param protocol the protocol
 * @param host     host name; with a word in angle brackets where a name of the user's own belongs
 * @param port     1 to 65535
 * @param security how the connection is protected
 * @param signIn   how the client signs in
 * @param userName user name; null when there is no sign-in
 */
public record AccountServer(Protocol protocol, String host, int port, Security security, SignInMethod signIn, String userName) {
    public AccountServer {
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(host);
        Objects.requireNonNull(security);
        Objects.requireNonNull(signIn);
    }

    /** Whether the host's name is still to be filled in. */
    public boolean isOpen() {
        return host.indexOf('<') >= 0;
    }
}
