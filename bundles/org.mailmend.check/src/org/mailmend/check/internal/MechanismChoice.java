package org.mailmend.check.internal;

import java.util.List;

import org.mailmend.check.CheckRequest;
import org.mailmend.check.ClientProfile;
import org.mailmend.check.Detail;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Secret;
import org.mailmend.check.internal.dialogue.Journal;
import org.mailmend.check.internal.dialogue.Offer;
import org.mailmend.check.internal.dialogue.Stop;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Stage;

/** Chooses how to sign in, or says why it cannot be done. Nothing of the credential has been sent by then. */
final class MechanismChoice {
    private final CheckRequest request;
    private final Offer offer;
    private final boolean secure;
    private final Journal journal;

    MechanismChoice(CheckRequest request, Offer offer, boolean secure, Journal journal) {
        this.request = request;
        this.offer = offer;
        this.secure = secure;
        this.journal = journal;
    }

    Mechanism choose() throws Stop {
        List<Mechanism> able = able();
        if (!secure && (offer.locked() || !offer.signIn() && offer.startTls())) {
            throw stop(CauseId.TLS_REQUIRED, Detail.of("auth.only-within-tls"));
        }
        if (!offer.signIn()) {
            throw stop(CauseId.AUTH_NOT_OFFERED, Detail.of("auth.not-offered"));
        }
        Mechanism mechanism = common(able);
        if (!secure && !request.allowCleartext()) {
            journal.warn(CauseId.AUTH_CLEARTEXT, Detail.of("auth.clear-offered"));
            throw stop(CauseId.NOT_TESTED, Detail.of("auth.clear-not-allowed"));
        }
        return mechanism;
    }

    /** The mechanisms that the client that is played can use with this secret. */
    private List<Mechanism> able() throws Stop {
        ClientProfile profile = request.profile();
        Secret secret = request.signIn().secret();
        boolean token = secret.kind() == SecretKind.TOKEN;
        List<Mechanism> able = profile.mechanisms().stream().filter(m -> m.usesToken() == token)
                .filter(m -> request.signIn().mechanism() == null || request.signIn().mechanism() == m).toList();
        if (able.isEmpty()) {
            throw stop(token ? CauseId.OAUTH_CLIENT_UNSUPPORTED : CauseId.AUTH_NO_COMMON_MECHANISM,
                    Detail.of("profile.mechanism", profile.name(), names(profile.mechanisms())));
        }
        char[] value = secret.reveal();
        int length = Character.codePointCount(value, 0, value.length);
        java.util.Arrays.fill(value, '\0');
        if (!token && profile.maxPasswordLength() > 0 && length > profile.maxPasswordLength()) {
            throw stop(CauseId.CLIENT_CONFIG, Detail.of("profile.password-length", profile.name(), profile.maxPasswordLength()));
        }
        return able;
    }

    private Mechanism common(List<Mechanism> able) throws Stop {
        for (Mechanism mechanism : able) {
            if (offer.offers(mechanism)) {
                return mechanism;
            }
        }
        boolean token = able.getFirst().usesToken();
        boolean otherToken = offer.offers(Mechanism.XOAUTH2) || offer.offers(Mechanism.OAUTHBEARER);
        String offered = journal.evidence(String.join(" ", Analyst.offered(offer)));
        throw stop(token && !otherToken ? CauseId.OAUTH_NOT_OFFERED : CauseId.AUTH_NO_COMMON_MECHANISM,
                Detail.of("auth.no-common", offered, names(able)));
    }

    private static String names(List<Mechanism> mechanisms) {
        return mechanisms.isEmpty() ? "–" : String.join(" ", mechanisms.stream().map(Mechanism::saslName).toList());
    }

    private static Stop stop(CauseId cause, Detail detail) {
        return new Stop(Stage.AUTH, cause, detail);
    }
}
