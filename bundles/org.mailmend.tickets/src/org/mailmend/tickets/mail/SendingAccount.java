package org.mailmend.tickets.mail;

import java.util.Objects;

import org.mailmend.check.Secret;
import org.mailmend.check.Security;

/**
 * The account through which messages leave.
 *
 * @param host     server
 * @param port     port
 * @param security how the connection is protected
 * @param user     who signs in; null for nobody
 * @param secret   password or OAuth access token; null for none. It stays the caller's
 * @param from     sender of the messages
 */
public record SendingAccount(String host, int port, Security security, String user, Secret secret, Mail.Address from) {
    public SendingAccount {
        Objects.requireNonNull(host);
        Objects.requireNonNull(security);
        Objects.requireNonNull(from);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
