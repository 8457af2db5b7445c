package org.mailmend.oauth.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import org.mailmend.check.Redactor;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Hints;
import org.mailmend.diagnosis.Stage;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Remark;

/** Tells failures apart: what a provider answers, what the browser brings back, and what the network does. */
public final class Failures {
    /** More than a clock may differ before it is the reason (Google and Microsoft allow five minutes). */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final int LONGEST = 300;
    private static final Pattern TIMEFRAME = Pattern.compile("reasonable timeframe|used too (early|late)|not yet valid",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PASSWORD = Pattern.compile("AADSTS50173|AADSTS50133|password.{0,40}(changed|reset|expired)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UNUSED = Pattern.compile("AADSTS700082|AADSTS700084|inactiv", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADMIN = Pattern.compile("AADSTS70043|AADSTS54005|rapt|reauth|session control",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern REVOKED = Pattern.compile("revoked", Pattern.CASE_INSENSITIVE);
    private static final Pattern EXPIRED = Pattern.compile("expired", Pattern.CASE_INSENSITIVE);

    private Failures() {
    }

    /** What was asked for when a provider refused. */
    enum Phase {
        /** A page in the browser. */
        CONSENT,
        /** Tokens for a code. */
        EXCHANGE,
        /** A new access token. */
        REFRESH,
        /** A token for a mailbox by a service account. */
        DELEGATION,
        /** The device flow. */
        DEVICE,
        /** The end of a token. */
        REVOCATION
    }

    /**
     * What is known about a refusal.
     *
     * @param phase      what was asked for
     * @param provider   who was asked
     * @param redactor   knows the secrets that the answer may repeat
     * @param date       the time of the answer by the server's clock, as HTTP writes it; null when unknown
     * @param clock      this computer's clock
     * @param signedIn   when somebody last signed in; null when unknown
     * @param used       when the refresh token was last used; null when unknown
     * @param testing    whether the client is, or may well be, in Testing: its refresh token has a date to end
     */
    record Circumstances(Phase phase, Provider provider, Redactor redactor, String date, Clock clock, Instant signedIn,
            Instant used,
            boolean testing) {
    }

    /** A text from outside, short, in one line and without anything that looks like a token. */
    public static String printable(String text) {
        return printable(text, Redactor.GENERAL);
    }

    private static String printable(String text, Redactor redactor) {
        String shown = redactor.show(text).replace('\r', ' ').replace('\n', ' ').replace('\t', ' ');
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
    }

    /** The failure behind an error that a provider named, by RFC 6749 and by its own words. */
    static OAuthException ofError(int status, Map<String, ?> error, Circumstances known) {
        String code = text(error, "error");
        String description = text(error, "error_description");
        String subtype = text(error, "error_subtype");
        String evidence = evidence(code, description, subtype, known.redactor());
        String all = String.join(" ", code, description, subtype);
        if (clockDiffers(known)) {
            return new OAuthException(CauseId.CLOCK_SKEW, Remark.of("failure.clock", minutes(known)), evidence);
        }
        if (all.contains("AADSTS") && !code.equals("invalid_grant")) {
            return explained(all, evidence, known);
        }
        return switch (code) {
            case "invalid_grant" -> invalidGrant(all, evidence, known);
            case "invalid_client" -> failure(CauseId.OAUTH_CLIENT_CONFIG, "failure.client", evidence);
            case "deleted_client" -> failure(CauseId.OAUTH_CLIENT_CONFIG, "failure.client.deleted", evidence);
            case "unauthorized_client" -> failure(CauseId.OAUTH_CLIENT_CONFIG,
                    known.phase() == Phase.DELEGATION ? "failure.delegation" : "failure.client.unauthorized", evidence);
            case "unsupported_grant_type", "unsupported_response_type" ->
                failure(CauseId.OAUTH_CLIENT_CONFIG, "failure.client.type",
                        evidence);
            case "redirect_uri_mismatch" -> failure(CauseId.OAUTH_REDIRECT_MISMATCH, "failure.redirect", evidence);
            case "invalid_request" -> invalidRequest(all.toLowerCase(Locale.ROOT), evidence, known);
            case "invalid_scope" -> failure(CauseId.OAUTH_SCOPE_MISSING, "failure.scope", evidence);
            case "access_denied" -> accessDenied(all, evidence, known);
            case "admin_policy_enforced" -> failure(CauseId.OAUTH_ADMIN_BLOCKED, "failure.admin", evidence);
            case "org_internal" -> failure(CauseId.OAUTH_ADMIN_BLOCKED, "failure.internal", evidence);
            case "disallowed_useragent" -> failure(CauseId.OAUTH_EMBEDDED_BROWSER, "failure.embedded", evidence);
            case "app_not_verified", "unverified_app" -> failure(CauseId.OAUTH_APP_UNVERIFIED, "failure.unverified", evidence);
            case "authorization_pending" -> failure(CauseId.OAUTH_DEVICE_PENDING, "failure.device.pending", evidence);
            case "expired_token" -> failure(CauseId.OAUTH_DEVICE_PENDING, "failure.device.expired", evidence);
            case "slow_down" -> failure(CauseId.RATE_LIMIT, "failure.rate", evidence);
            case "temporarily_unavailable", "server_error" -> new OAuthException(CauseId.SERVER_TEMPORARY,
                    Remark.of("failure.temporary"), evidence);
            default -> byStatus(status, all, evidence, known);
        };
    }

    private static OAuthException byStatus(int status, String all, String evidence, Circumstances known) {
        if (status == 407) {
            return failure(CauseId.NET_UNREACHABLE, "failure.proxy", evidence);
        }
        if (status == 429) {
            return failure(CauseId.RATE_LIMIT, "failure.rate", evidence);
        }
        if (status >= 500) {
            return new OAuthException(CauseId.SERVER_TEMPORARY, Remark.of("failure.server", status), evidence);
        }
        if (all.isBlank()) {
            return new OAuthException(CauseId.UNKNOWN, Remark.of("failure.answer", known.provider().name(), status), evidence);
        }
        return explained(all, evidence, known);
    }

    /** The classifier knows the numbers of Microsoft and the sentences of the error pages. */
    private static OAuthException explained(String text, String evidence, Circumstances known) {
        Diagnosis diagnosis = explain(text, known.provider());
        CauseId cause = diagnosis.cause();
        return new OAuthException(cause, Remark.of("failure.refused", known.provider().name()), evidence);
    }

    private static Diagnosis explain(String text, Provider provider) {
        return Explainer.get().explain(text, new Hints(null, Stage.AUTH, null,
                provider == null ? null : provider.id().equals("google") ? "gmail" : provider.id()));
    }

    private static OAuthException accessDenied(String all, String evidence, Circumstances known) {
        CauseId explained = all.length() > "access_denied".length() + 3 ? explain(all, known.provider()).cause()
                : CauseId.UNKNOWN;
        return switch (explained) {
            case OAUTH_ADMIN_BLOCKED -> failure(explained, "failure.admin", evidence);
            case OAUTH_APP_UNVERIFIED -> failure(explained, "failure.unverified", evidence);
            default -> failure(CauseId.OAUTH_CONSENT_DENIED, "failure.denied", evidence);
        };
    }

    private static OAuthException invalidRequest(String all, String evidence, Circumstances known) {
        if (all.contains("redirect_uri")) {
            return failure(CauseId.OAUTH_REDIRECT_MISMATCH, "failure.redirect", evidence);
        }
        if (all.contains("client_secret") || all.contains("code_verifier") || all.contains("code_challenge")) {
            return failure(CauseId.OAUTH_CLIENT_CONFIG, "failure.client.type", evidence);
        }
        if (all.contains("device") && known.phase() == Phase.DEVICE) {
            return failure(CauseId.OAUTH_CLIENT_UNSUPPORTED, "failure.device.none", evidence);
        }
        return failure(CauseId.OAUTH_CLIENT_CONFIG, "failure.request", evidence);
    }

    /** The one word that stands for a dozen reasons. */
    private static OAuthException invalidGrant(String all, String evidence, Circumstances known) {
        if (TIMEFRAME.matcher(all).find()) {
            return failure(CauseId.CLOCK_SKEW, "failure.clock.unknown", evidence);
        }
        if (known.phase() == Phase.DELEGATION) {
            return failure(CauseId.OAUTH_CLIENT_CONFIG, "failure.delegation.mailbox", evidence);
        }
        if (known.phase() == Phase.EXCHANGE) {
            return all.toLowerCase(Locale.ROOT).contains("redirect")
                    ? failure(CauseId.OAUTH_REDIRECT_MISMATCH, "failure.redirect", evidence)
                    : failure(CauseId.OAUTH_REFRESH_EXPIRED, "failure.code", evidence);
        }
        if (PASSWORD.matcher(all).find()) {
            return failure(CauseId.OAUTH_REFRESH_EXPIRED, "failure.refresh.password", evidence);
        }
        if (ADMIN.matcher(all).find()) {
            return failure(CauseId.OAUTH_REFRESH_EXPIRED, "failure.refresh.admin", evidence);
        }
        if (UNUSED.matcher(all).find()) {
            return failure(CauseId.OAUTH_REFRESH_EXPIRED, "failure.refresh.unused", evidence);
        }
        Instant now = known.clock().instant();
        if (known.testing() && known.signedIn() != null
                && !now.isBefore(known.signedIn().plus(Provider.TESTING_LIFE).minus(Duration.ofHours(6)))) {
            return failure(CauseId.OAUTH_TESTING_EXPIRY, "failure.refresh.testing", evidence);
        }
        if (known.used() != null && !now.isBefore(known.used().plus(unusedLife(known.provider())))) {
            return failure(CauseId.OAUTH_REFRESH_EXPIRED, "failure.refresh.unused", evidence);
        }
        boolean revoked = REVOKED.matcher(all).find();
        boolean expired = EXPIRED.matcher(all).find();
        return failure(CauseId.OAUTH_REFRESH_EXPIRED, revoked == expired ? "failure.refresh.ended"
                : revoked ? "failure.refresh.revoked" : "failure.refresh.expired", evidence);
    }

    private static Duration unusedLife(Provider provider) {
        Duration life = provider.unusedLife();
        // a provider that names no term is taken to be no less patient than Google
        return life == null ? Provider.UNUSED_LIFE : life;
    }

    private static OAuthException failure(CauseId cause, String remark, String evidence) {
        return new OAuthException(cause, Remark.of(remark), evidence);
    }

    private static String evidence(String code, String description, String subtype, Redactor redactor) {
        String text = String.join(" ", code, subtype).strip() + (description.isEmpty() ? "" : ": " + description);
        return text.isBlank() ? null : printable(text, redactor);
    }

    private static String text(Map<String, ?> error, String name) {
        return error.get(name) instanceof String text ? text : "";
    }

    private static boolean clockDiffers(Circumstances known) {
        return known.date() != null && minutes(known) >= CLOCK_TOLERANCE.toMinutes();
    }

    /** By how many minutes this computer's clock differs from the server's; 0 when that is not known. */
    private static long minutes(Circumstances known) {
        try {
            Instant server = ZonedDateTime.parse(known.date(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Duration.between(server, known.clock().instant()).abs().toMinutes();
        } catch (DateTimeException e) {
            // a server with a date of its own making says nothing about our clock
            return 0;
        }
    }

    /**
     * The failure behind an exception of the network.
     *
     * @param host    the host that was asked
     * @param certain whether the host is one that exists for certain, so that the fault is on this side
     */
    static OAuthException ofNetwork(IOException e, String host, boolean certain) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof CertificateNotYetValidException || at instanceof CertificateExpiredException && certain) {
                return new OAuthException(CauseId.CLOCK_SKEW, Remark.of("failure.clock.certificate", host), null);
            }
            if (at instanceof UnresolvedAddressException || at instanceof UnknownHostException) {
                return certain ? new OAuthException(CauseId.NOT_TESTED, Remark.of("failure.network", host), null)
                        : new OAuthException(CauseId.DNS_NO_SUCH_HOST, Remark.of("failure.host", host), null);
            }
        }
        String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (said.contains("cancelled")) {
            return new OAuthException(CauseId.USER_CANCELLED, Remark.of("failure.cancelled"), null);
        }
        if (said.contains("proxy") || said.contains("tunnel") || said.contains("407")) {
            return new OAuthException(CauseId.NET_UNREACHABLE, Remark.of("failure.proxy"), null);
        }
        if (e instanceof HttpTimeoutException) {
            return new OAuthException(CauseId.NET_TIMEOUT, Remark.of("failure.timeout", host), null);
        }
        if (e instanceof NoRouteToHostException || said.contains("unreachable")) {
            return new OAuthException(CauseId.NET_UNREACHABLE, Remark.of("failure.network", host), null);
        }
        if (e instanceof ConnectException) {
            return new OAuthException(CauseId.NET_REFUSED, Remark.of("failure.refused.connection", host), null);
        }
        if (e instanceof SSLException) {
            boolean trust = said.contains("pkix") || said.contains("certificat");
            return trust
                    ? new OAuthException(certain ? CauseId.TLS_INTERCEPTED : CauseId.TLS_CERT_UNTRUSTED,
                            Remark.of(certain ? "failure.intercepted" : "failure.untrusted", host), null)
                    : new OAuthException(CauseId.TLS_CLOSED, Remark.of("failure.tls", host), null);
        }
        return new OAuthException(e instanceof SocketException ? CauseId.NET_RESET : CauseId.NET_CLOSED,
                Remark.of("failure.closed", host), null);
    }
}
