package org.mailmend.knowledge.config;

import java.util.List;
import java.util.Objects;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.Statement;

/**
 * The settings of one account in one client, from which every file is written.
 *
 * @param client   the client
 * @param address  mail address
 * @param name     name of its owner; null when it is not given
 * @param account  kind of account
 * @param provider name of the provider for people
 * @param route    the way that the settings take; null when they come from a file
 * @param incoming server to fetch from; null when the client only sends
 * @param outgoing server to send through; null when it is not known
 * @param oAuth2   where a token comes from; null when none is needed or it is not known
 * @param steps    what to do in the client; empty when it is not known
 * @param notices  what a person has to know
 */
public record AccountSettings(Client client, String address, String name, AccountKind account, String provider, Route route,
        AccountServer incoming, AccountServer outgoing, OAuth2 oAuth2, List<Statement> steps, List<Notice> notices) {
    public AccountSettings {
        Objects.requireNonNull(client);
        Objects.requireNonNull(address);
        Objects.requireNonNull(account);
        Objects.requireNonNull(provider);
        if (incoming != null && incoming.protocol() == Protocol.SMTP
                || outgoing != null && outgoing.protocol() != Protocol.SMTP) {
            throw new IllegalArgumentException("mail is fetched with IMAP or POP3 and sent with SMTP");
        }
        steps = List.copyOf(steps);
        notices = List.copyOf(notices);
    }

    /** The part of the address after the at sign. */
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** The part of the address before the at sign. */
    public String localPart() {
        return address.substring(0, address.lastIndexOf('@'));
    }
}
