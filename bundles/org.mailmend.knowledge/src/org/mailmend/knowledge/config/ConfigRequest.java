package org.mailmend.knowledge.config;

import java.util.Objects;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.Route;

/**
 * Whose settings are wanted. Immutable; made with {@link #of} and the {@code with…} methods.
 *
 * @param client   the client
 * @param address  mail address
 * @param name     name of its owner; null for none
 * @param account  kind of account; null to guess it from the address
 * @param route    the way to take; null for the best that fits
 * @param incoming how mail is fetched, IMAP or POP3; null for what is usual
 * @param servers  servers from a file or a lookup; null for what the knowledge base says
 */
public record ConfigRequest(Client client, String address, String name, AccountKind account, Route route, Protocol incoming,
        ClientConfig servers) {
    public ConfigRequest {
        Objects.requireNonNull(client);
        Objects.requireNonNull(address);
        if (incoming == Protocol.SMTP) {
            throw new IllegalArgumentException("mail is fetched with IMAP or POP3");
        }
    }

    /** The usual settings of an account in a client. */
    public static ConfigRequest of(Client client, String address) {
        return new ConfigRequest(client, address, null, null, null, null, null);
    }

    /** Names the owner. */
    public ConfigRequest withName(String value) {
        return new ConfigRequest(client, address, value, account, route, incoming, servers);
    }

    /** Says what kind of account it is; null to guess it. */
    public ConfigRequest withAccount(AccountKind value) {
        return new ConfigRequest(client, address, name, value, route, incoming, servers);
    }

    /** Chooses the way; null for the best that fits. */
    public ConfigRequest withRoute(Route value) {
        return new ConfigRequest(client, address, name, account, value, incoming, servers);
    }

    /** Chooses how mail is fetched; null for what is usual. */
    public ConfigRequest withIncoming(Protocol value) {
        return new ConfigRequest(client, address, name, account, route, value, servers);
    }

    /** Takes the servers from a file or a lookup; null for what the knowledge base says. */
    public ConfigRequest withServers(ClientConfig value) {
        return new ConfigRequest(client, address, name, account, route, incoming, value);
    }
}
