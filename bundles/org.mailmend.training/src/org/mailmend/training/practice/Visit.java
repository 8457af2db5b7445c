package org.mailmend.training.practice;

import java.time.Instant;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.lab.PracticeEvent;

/**
 * A connection to the practice server. Texts that came from a client are bounded and have their control characters made visible.
 *
 * @param number    its number, from 1
 * @param at        when it came
 * @param relay     whether it came to the relay
 * @param protocol  what it speaks
 * @param computer  address of the computer or device
 * @param client    what the client called itself; empty while it said nothing
 * @param user      user name that it gave, or the sender where nobody signed in; empty for none
 * @param account   number of the account that it belongs to; 0 where that cannot be told
 * @param mechanism how it tried to sign in; empty for not at all
 * @param secret    kind of the secret
 * @param stage     how far it came
 * @param reply     the reply that matters, its lines joined by line feeds; for a failed TLS handshake what the TLS library said
 * @param ended     why it has ended; null while it is open
 */
public record Visit(long number, Instant at, boolean relay, Protocol protocol, String computer, String client, String user,
        int account,
        String mechanism, SecretKind secret, PracticeStage stage, String reply, PracticeEvent.Reason ended) {
}
