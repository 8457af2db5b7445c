package org.mailmend.knowledge;

import java.util.Objects;

import org.mailmend.diagnosis.Protocol;

/**
 * What is known of a case for which a way out is looked for. Immutable; made with {@link #of(String, AccountKind)} and the
 * {@code with…} methods.
 *
 * @param client           id of the client's profile
 * @param account          kind of account
 * @param receives         whether mail has to be fetched too; NO when sending is enough
 * @param incoming         how mail is fetched, IMAP or POP3; null when that is not known
 * @param twoStep          whether 2-Step Verification is on
 * @param adminOAuth       whether the administrator lets this client sign in with OAuth; not asked for personal accounts
 * @param adminAppPassword whether the administrator allows app passwords
 * @param adminRelay       whether the administrator is willing to set up a relay
 * @param staticIp         whether mail leaves the house from a fixed public address
 * @param internalOnly     whether all recipients are at the organisation's own provider
 */
public record AdviceRequest(String client, AccountKind account, Answer receives, Protocol incoming, Answer twoStep,
        Answer adminOAuth, Answer adminAppPassword, Answer adminRelay, Answer staticIp, Answer internalOnly) {
    public AdviceRequest {
        Objects.requireNonNull(client);
        Objects.requireNonNull(account);
        Objects.requireNonNull(receives);
        Objects.requireNonNull(twoStep);
        Objects.requireNonNull(adminOAuth);
        Objects.requireNonNull(adminAppPassword);
        Objects.requireNonNull(adminRelay);
        Objects.requireNonNull(staticIp);
        Objects.requireNonNull(internalOnly);
        if (incoming == Protocol.SMTP) {
            throw new IllegalArgumentException("mail is fetched with IMAP or POP3");
        }
    }

    /** A case of which only the client and the kind of account are known. */
    public static AdviceRequest of(String client, AccountKind account) {
        return new AdviceRequest(client, account, Answer.UNKNOWN, null, Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN,
                Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN);
    }

    /** Says whether mail has to be fetched too. */
    public AdviceRequest withReceives(Answer value) {
        return new AdviceRequest(client, account, value, incoming, twoStep, adminOAuth, adminAppPassword, adminRelay, staticIp,
                internalOnly);
    }

    /** Says how mail is fetched; null for unknown. */
    public AdviceRequest withIncoming(Protocol value) {
        return new AdviceRequest(client, account, receives, value, twoStep, adminOAuth, adminAppPassword, adminRelay, staticIp,
                internalOnly);
    }

    /** Says whether 2-Step Verification is on. */
    public AdviceRequest withTwoStep(Answer value) {
        return new AdviceRequest(client, account, receives, incoming, value, adminOAuth, adminAppPassword, adminRelay, staticIp,
                internalOnly);
    }

    /** Says what the administrator allows. */
    public AdviceRequest withAdmin(Answer oauth, Answer appPassword, Answer relay) {
        return new AdviceRequest(client, account, receives, incoming, twoStep, oauth, appPassword, relay, staticIp,
                internalOnly);
    }

    /** Says whether there is a fixed public address. */
    public AdviceRequest withStaticIp(Answer value) {
        return new AdviceRequest(client, account, receives, incoming, twoStep, adminOAuth, adminAppPassword, adminRelay, value,
                internalOnly);
    }

    /** Says whether all recipients are at the organisation's own provider. */
    public AdviceRequest withInternalOnly(Answer value) {
        return new AdviceRequest(client, account, receives, incoming, twoStep, adminOAuth, adminAppPassword, adminRelay,
                staticIp, value);
    }
}
