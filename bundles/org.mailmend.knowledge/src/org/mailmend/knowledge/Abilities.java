package org.mailmend.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;

/**
 * What a client or device can do. Everything may be unknown: then the map has no entry or the value is null.
 *
 * @param oauth           OAuth 2.0 by provider and protocol
 * @param microsoftNative whether it reaches Microsoft mailboxes with a current sign-in over Microsoft's own protocols
 * @param password        whether a password for the outgoing server can be entered
 * @param receives        whether it also fetches mail
 * @param anyServer       whether any outgoing server can be entered
 * @param withoutSignIn   whether it can send without a sign-in
 * @param tls             TLS versions as JSSE names them; an empty list for no TLS at all
 * @param securities      the ways of protecting a connection that it offers
 * @param mechanisms      SASL mechanisms, upper case, also those that the tester does not speak
 * @param ports           the only ports that it can use; unknown also means any
 * @param passwordMax     longest password in characters
 * @param serverName      whether it sends the server's name in the handshake (SNI)
 * @param validates       whether it checks the server's certificate
 * @param helo            what it sends with EHLO or HELO; an empty string for a bare command
 * @param ehlo            whether it knows EHLO
 */
public record Abilities(Map<Provider, Map<Protocol, Fact<OAuthAbility>>> oauth, Fact<OAuthAbility> microsoftNative,
        Fact<Answer> password, Fact<Answer> receives, Fact<Answer> anyServer, Fact<Answer> withoutSignIn,
        Fact<List<String>> tls, Fact<Set<Security>> securities, Fact<List<String>> mechanisms, Fact<Set<Integer>> ports,
        Fact<Integer> passwordMax, Fact<Answer> serverName, Fact<Answer> validates, Fact<String> helo, Fact<Answer> ehlo) {
    public Abilities {
        oauth = Map.copyOf(oauth);
    }

    /** What is known of OAuth with this provider over this protocol; empty when nothing is. */
    public Optional<Fact<OAuthAbility>> oauth(Provider provider, Protocol protocol) {
        return Optional.ofNullable(oauth.getOrDefault(provider, Map.of()).get(protocol));
    }

    /** The answer to whether OAuth works with this provider over this protocol. */
    public Answer oauthAnswer(Provider provider, Protocol protocol) {
        return oauth(provider, protocol).map(fact -> fact.value().answer()).orElse(Answer.UNKNOWN);
    }

    /** The value of a fact that may be missing. */
    public static Answer answer(Fact<Answer> fact) {
        return fact == null ? Answer.UNKNOWN : fact.value();
    }
}
