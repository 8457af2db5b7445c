package org.mailmend.check.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.mailmend.check.CheckRequest;
import org.mailmend.check.CheckResult.OAuthError;
import org.mailmend.check.ClientProfile;
import org.mailmend.check.Detail;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Presets;
import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.dialogue.Answer.State;
import org.mailmend.check.internal.dialogue.Journal;
import org.mailmend.check.internal.dialogue.Offer;
import org.mailmend.check.internal.dialogue.Stop;
import org.mailmend.check.internal.io.Wire;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.sasl.OAuthErrors;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Classifier;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Stage;
import org.mailmend.diagnosis.Symptom;

/** Says what an answer or a failure means, with all that is known of the check by then. */
final class Analyst {
    /** Providers whose submission servers offer STARTTLS to everybody. */
    private static final Set<String> ALWAYS_STARTTLS = Set.of("gmail", "gmail-relay", "microsoft365", "outlook.com", "icloud");
    /** What a server says of a token when it says nothing of it: the error message before then says more. */
    private static final Set<CauseId> SAYS_LITTLE = Set.of(CauseId.UNKNOWN, CauseId.AUTH_BAD_CREDENTIALS,
            CauseId.AUTH_ACCOUNT_PASSWORD_RETIRED, CauseId.AUTH_APP_PASSWORD_REJECTED, CauseId.AUTH_MALFORMED,
            CauseId.OAUTH_TOKEN_REJECTED, CauseId.OAUTH_TOKEN_INVALID, CauseId.PROTOCOL_ERROR);

    private final CheckRequest request;
    private final Journal journal;
    private String provider;
    private String banner = "";
    private Mechanism mechanism;
    private boolean messageSent;

    Analyst(CheckRequest request, Journal journal) {
        this.request = request;
        this.journal = journal;
        provider = Presets.providerOf(request.target().host());
    }

    /** The greeting shows the provider where the host name does not. */
    void heard(String greeting) {
        banner = greeting;
        if (provider != null) {
            return;
        }
        String lower = greeting.toLowerCase(Locale.ROOT);
        if (lower.contains("smtp-relay.gmail.com")) {
            provider = "gmail-relay";
        } else if (lower.contains("mx.google.com")) {
            provider = "gmail-mx";
        } else if (lower.contains("gsmtp") || lower.startsWith("gimap") || lower.startsWith("gpop")) {
            provider = "gmail";
        } else if (lower.contains(".outlook.com microsoft esmtp") || lower.contains("microsoft exchange imap4 service is ready")
                || lower.contains("microsoft exchange pop3 service is ready")) {
            provider = "microsoft365";
        }
    }

    /** The sign-in uses this mechanism. */
    void uses(Mechanism chosen) {
        mechanism = chosen;
    }

    /** The final dot of the message is under way. */
    void messageSent() {
        messageSent = true;
    }

    /** The finding that the server does not offer STARTTLS, or that something keeps us from seeing that it does. */
    Stop noStartTls(Offer offer, String command) {
        String masked = offer.maskedCapability();
        if (masked == null && isMasked(banner)) {
            masked = banner;
        }
        if (masked != null) {
            return new Stop(Stage.STARTTLS, CauseId.STARTTLS_STRIPPED, Detail.of("starttls.masked", journal.evidence(masked)));
        }
        if (request.target().protocol() == Protocol.SMTP && provider != null && ALWAYS_STARTTLS.contains(provider)) {
            return new Stop(Stage.STARTTLS, CauseId.STARTTLS_STRIPPED, Detail.of("starttls.missing-at-provider", provider));
        }
        return new Stop(Stage.STARTTLS, CauseId.STARTTLS_NOT_OFFERED, Detail.of("starttls.not-offered", command));
    }

    /** Firewalls that inspect SMTP write asterisks over the greeting. */
    private static boolean isMasked(String greeting) {
        int stars = 0;
        for (int i = 0; i < greeting.length(); i++) {
            stars += greeting.charAt(i) == '*' ? 1 : 0;
        }
        return stars >= 8 && 2 * stars > greeting.length();
    }

    /** The finding that the check was cancelled. */
    Stop cancelled(Stage stage) {
        return new Stop(stage, CauseId.USER_CANCELLED, messageSent ? Detail.of("data.unknown") : null).abrupt();
    }

    /** The finding that another service answers. */
    Stop wrongService(String service, String said) {
        return new Stop(Stage.BANNER, CauseId.WRONG_SERVICE,
                Detail.of("banner.wrong-service", service, journal.evidence(ServiceGuess.firstLine(said)))).abrupt();
    }

    /** The finding behind a dialogue that cannot go on. */
    Stop stop(Stage stage, WireException e) {
        String evidence = journal.evidence(ServiceGuess.firstLine(e.evidence()));
        if (e.kind() == WireException.Kind.CANCELLED) {
            return cancelled(stage);
        }
        if (messageSent && e.kind() != WireException.Kind.VIOLATION && e.kind() != WireException.Kind.TOO_LONG) {
            return new Stop(stage, CauseId.DELIVERY_UNKNOWN, Detail.of("data.unknown")).abrupt();
        }
        boolean banner = stage == Stage.BANNER;
        if (banner && !e.evidence().isEmpty()) {
            String service = ServiceGuess.of(e.evidence());
            if (service != null && !service.equals(request.target().protocol().name())) {
                return wrongService(service, e.evidence());
            }
        }
        return (switch (e.kind()) {
            case SILENT -> new Stop(stage, banner ? CauseId.BANNER_TIMEOUT : CauseId.REPLY_TIMEOUT,
                    evidence.isEmpty() ? Detail.of("wire.silent") : Detail.of("wire.stalled", evidence));
            case SLOW -> new Stop(stage, CauseId.SERVER_SLOW, Detail.of("wire.slow", evidence));
            case CLOSED -> new Stop(stage, CauseId.NET_CLOSED, Detail.of("wire.closed"));
            case RESET -> new Stop(stage, banner ? CauseId.NET_RESET : CauseId.NET_CLOSED, Detail.of("wire.reset"));
            case TOO_LONG -> new Stop(stage, CauseId.REPLY_TOO_LONG,
                    Detail.of("wire.too-long", Wire.MAX_LINE / 1024, Wire.MAX_REPLY / 1024));
            case TLS -> tlsAlert(e);
            case VIOLATION -> new Stop(stage, CauseId.PROTOCOL_VIOLATION, Detail.of("wire.violation", evidence));
            case CANCELLED -> cancelled(stage);
        }).abrupt();
    }

    /** With TLS 1.3 a server that refuses the client's side of the handshake says so after it. */
    private Stop tlsAlert(WireException e) {
        String text = e.evidence().toLowerCase(Locale.ROOT);
        CauseId cause = text.contains("certificate") ? CauseId.TLS_CLIENT_CERT_REQUIRED : CauseId.TLS_CLOSED;
        return new Stop(Stage.TLS, cause, Detail.of("wire.tls", journal.evidence(e.evidence())));
    }

    /** The finding behind an answer that refuses. */
    Stop refused(Stage stage, Answer answer) {
        Diagnosis diagnosis = classify(stage, answer);
        CauseId cause = stage == Stage.STARTTLS && answer.code() == 454 ? CauseId.STARTTLS_UNAVAILABLE : diagnosis.cause();
        boolean syntaxOfSignIn = cause == CauseId.PROTOCOL_ERROR && stage == Stage.AUTH && answer.code() == 501;
        if (cause == CauseId.UNKNOWN || cause == CauseId.OK || syntaxOfSignIn) {
            cause = byCode(stage, answer);
        }
        List<Diagnosis.Alternative> alternatives = new ArrayList<>();
        for (Diagnosis.Alternative alternative : diagnosis.alternatives()) {
            if (alternative.cause() != cause) {
                alternatives.add(alternative);
            }
        }
        return new Stop(stage, cause, said(answer), alternatives);
    }

    private Diagnosis classify(Stage stage, Answer answer) {
        boolean signedIn = stage.compareTo(Stage.AUTH) >= 0 && request.signIn().wanted();
        ClientProfile profile = request.profile();
        return Classifier.get()
                .classify(new Symptom(request.target().protocol(), stage, answer.code() == 0 ? null : answer.code(),
                        answer.status() == null ? null : journal.show(answer.status()), journal.show(answer.text()),
                        stage == Stage.AUTH && mechanism != null ? mechanism.saslName() : null, provider,
                        signedIn ? request.signIn().secret().kind() : SecretKind.NONE,
                        profile.id().equals(ClientProfile.CURRENT.id()) ? null : profile.id()));
    }

    private Detail said(Answer answer) {
        StringBuilder text = new StringBuilder();
        if (answer.code() != 0) {
            text.append(answer.code()).append(' ');
            if (answer.status() != null) {
                text.append(answer.status()).append(' ');
            }
        }
        return Detail.of("reply.text", journal.evidence(text.append(answer.text()).toString()));
    }

    /** What the code alone says. */
    private CauseId byCode(Stage stage, Answer answer) {
        if (answer.code() == 421) {
            return CauseId.SERVER_TEMPORARY;
        }
        boolean temporary = answer.code() >= 400 && answer.code() < 500;
        boolean syntax = answer.code() >= 500 && answer.code() <= 504 || answer.state() == State.BAD;
        return switch (stage) {
            case BANNER -> temporary ? CauseId.SERVER_TEMPORARY : CauseId.BANNER_REJECTED;
            case EHLO -> temporary ? CauseId.SERVER_TEMPORARY
                    : answer.code() == 500 || answer.code() == 502 || answer.state() == State.BAD ? CauseId.PROTOCOL_ERROR
                            : CauseId.HELO_REJECTED;
            case STARTTLS -> syntax ? CauseId.PROTOCOL_ERROR : CauseId.STARTTLS_UNAVAILABLE;
            case AUTH -> temporary ? CauseId.AUTH_TEMPORARY
                    : answer.code() == 504 ? CauseId.AUTH_NO_COMMON_MECHANISM
                            : syntax && !isSecurityStatus(answer) ? CauseId.AUTH_MALFORMED : refusedCredential();
            default -> temporary ? CauseId.SERVER_TEMPORARY : syntax ? CauseId.PROTOCOL_ERROR : CauseId.UNKNOWN;
        };
    }

    /** An enhanced status code of the class for security decides over a syntax code. */
    private static boolean isSecurityStatus(Answer answer) {
        return answer.status() != null && answer.status().startsWith("5.7.");
    }

    private CauseId refusedCredential() {
        return mechanism != null && mechanism.usesToken() ? CauseId.OAUTH_TOKEN_REJECTED : CauseId.AUTH_BAD_CREDENTIALS;
    }

    /**
     * The finding behind a refused token.
     *
     * @param error what the server said of it before; null when that could not be read
     */
    Stop refusedToken(Answer answer, OAuthError error) {
        Stop stop = refused(Stage.AUTH, answer);
        CauseId said = OAuthErrors.cause(error);
        if (!SAYS_LITTLE.contains(stop.cause())) {
            return stop;
        }
        Detail detail = error == null || error.status() == null ? stop.detail()
                : Detail.of("auth.token-error", error.status(), error.scope() == null ? "–" : error.scope());
        return new Stop(Stage.AUTH, said, detail,
                stop.alternatives().stream().filter(a -> a.cause() != said).toList());
    }

    /** The finding behind a SASL exchange that made no sense. */
    Stop malformed(Answer last) {
        return new Stop(Stage.AUTH, CauseId.AUTH_MALFORMED,
                Detail.of("auth.malformed", mechanism.saslName(), journal.evidence(last.text())));
    }

    /** The ways to sign in that are offered, as they are shown. */
    static List<String> offered(Offer offer) {
        List<String> names = new ArrayList<>(offer.mechanisms());
        if (offer.plainLogin() && !names.contains(Mechanism.LOGIN.saslName())) {
            names.add(Mechanism.LOGIN.saslName());
        }
        return names;
    }
}
