package org.mailmend.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Stage;

/**
 * What a check found. Immutable, without any secret, and free of language: texts for people come from the catalogue and
 * from {@link Detail#text}.
 *
 * @param target         the server that was checked
 * @param profileId      id of the client profile that the check acted as
 * @param started        when it began
 * @param verdict        the verdict
 * @param stage          the stage of the most serious finding; for OK the last stage that ran
 * @param cause          the most serious finding; OK where there is none
 * @param alternatives   other causes that fit the same evidence, the likeliest first
 * @param stages         one entry a stage in the order of {@link Stage}; stages that do not apply are not listed
 * @param addresses      one entry an address of the host, in the order in which they were tried
 * @param server         what the server said of itself; null before a greeting
 * @param tls            the TLS session; null when no handshake was begun
 * @param replies        every reply that matters, in order, redacted
 * @param warnings       findings that do not stop mail
 * @param oauthError     decoded error of XOAUTH2 or OAUTHBEARER; null when there was none
 * @param sentMessageId  Message-ID of the test message that the server accepted; null when none was
 * @param lookup         whether the test message was found again; null when it was not looked for
 * @param domain         facts about the sender's domain; null when they were not asked for
 * @param transcript     the redacted dialogue
 * @param elapsed        time from start to end
 * @param deadline       the deadline that was set
 */
public record CheckResult(Target target, String profileId, Instant started, Verdict verdict, Stage stage, CauseId cause,
        List<Diagnosis.Alternative> alternatives, List<StageResult> stages, List<AddressResult> addresses,
        ServerInfo server, TlsInfo tls, List<Reply> replies, List<Warning> warnings, OAuthError oauthError,
        String sentMessageId, Boolean lookup, DomainInfo domain, List<TranscriptLine> transcript, Duration elapsed,
        Duration deadline) {

    /**
     * What the client that was played cannot do, when that and not the server is what stopped the check; null otherwise. Where
     * a version of TLS or a mechanism is missing it is the client's limit only if the server offers what current clients use.
     */
    public Detail limit() {
        Detail detail = verdict != Verdict.FAULT ? null
                : stages.stream().filter(one -> one.stage() == stage)
                        .map(StageResult::detail).filter(Objects::nonNull).findFirst().orElse(null);
        if (detail == null || ClientProfile.CURRENT.id().equals(profileId)) {
            return null;
        }
        boolean limited = switch (detail.key()) {
            case "tls.client-without-tls" -> true;
            case "tls.no-common-version", "tls.version-refused" -> tls != null
                    && !Collections.disjoint(tls.supported(), ClientProfile.CURRENT.tlsVersions());
            case "auth.no-common" -> server != null && ClientProfile.CURRENT.mechanisms().stream()
                    .anyMatch(mechanism -> server.mechanisms().contains(mechanism.saslName()));
            default -> detail.key().startsWith("profile.");
        };
        return limited ? detail : null;
    }

    /** The verdict of a check. */
    public enum Verdict {
        OK, WARNING, FAULT,
        /** For a local reason; says nothing about the server. */
        UNTESTED;

        /** The name in JSON. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The state of a stage or an address. */
    public enum Status {
        OK, WARNING, FAULT, SKIPPED;

        /** The name in JSON. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public CheckResult {
        Objects.requireNonNull(target);
        Objects.requireNonNull(verdict);
        Objects.requireNonNull(cause);
        alternatives = List.copyOf(alternatives);
        stages = List.copyOf(stages);
        addresses = List.copyOf(addresses);
        replies = List.copyOf(replies);
        warnings = List.copyOf(warnings);
        transcript = List.copyOf(transcript);
    }

    /**
     * One stage.
     *
     * @param stage  the stage
     * @param status its state
     * @param cause  the finding; OK when there is none
     * @param nanos  time that it took, in nanoseconds
     * @param detail evidence in a few words; null for none
     */
    public record StageResult(Stage stage, Status status, CauseId cause, long nanos, Detail detail) {
    }

    /**
     * One address of the host.
     *
     * @param ip     address literal
     * @param status OK when a connection was made, FAULT when it failed, SKIPPED when it was not tried
     * @param cause  why it failed; null when it did not
     */
    public record AddressResult(String ip, Status status, CauseId cause) {
    }

    /**
     * What the server said of itself.
     *
     * @param banner       the greeting, without its code; control characters escaped
     * @param capabilities lines of EHLO, words of CAPABILITY or lines of CAPA, as in force at the end (after TLS)
     * @param mechanisms   SASL mechanisms offered, upper case
     */
    public record ServerInfo(String banner, List<String> capabilities, List<String> mechanisms) {
        public ServerInfo {
            capabilities = List.copyOf(capabilities);
            mechanisms = List.copyOf(mechanisms);
        }
    }

    /**
     * A TLS session or the attempt at one.
     *
     * @param protocol  as JSSE names it, for example {@code TLSv1.3}; null when the handshake failed
     * @param cipher    cipher suite; null when the handshake failed
     * @param chain     certificates as the server sent them, its own first
     * @param problems  all findings about certificate and handshake, the most serious first
     * @param supported versions that the server was found to speak by a second look; empty when that was not needed
     */
    public record TlsInfo(String protocol, String cipher, List<CertificateInfo> chain, List<CauseId> problems,
            List<String> supported) {
        public TlsInfo {
            chain = List.copyOf(chain);
            problems = List.copyOf(problems);
            supported = List.copyOf(supported);
        }
    }

    /**
     * A certificate.
     *
     * @param subject     distinguished name (RFC 2253)
     * @param issuer      distinguished name (RFC 2253)
     * @param notBefore   start of validity
     * @param notAfter    end of validity
     * @param names       DNS names and addresses it is for
     * @param key         key algorithm and size in bits, for example {@code RSA 2048}
     * @param signature   signature algorithm, for example {@code SHA256withRSA}
     * @param serial      serial number, hexadecimal
     * @param fingerprint SHA-256 of its DER form, hexadecimal in pairs with colons
     */
    public record CertificateInfo(String subject, String issuer, Instant notBefore, Instant notAfter, List<String> names,
            String key, String signature, String serial, String fingerprint) {
        public CertificateInfo {
            names = List.copyOf(names);
        }
    }

    /**
     * A reply of the server.
     *
     * @param stage    where it came
     * @param command  what it answers, without arguments that could hold a secret; empty for a greeting
     * @param code     SMTP reply code; 0 for IMAP and POP3
     * @param enhanced enhanced status code, IMAP or POP3 response code; null when there is none
     * @param text     the text, lines joined with spaces, control characters escaped
     */
    public record Reply(Stage stage, String command, int code, String enhanced, String text) {
    }

    /**
     * A finding that does not stop mail.
     *
     * @param cause  what it is
     * @param detail evidence; null for none
     */
    public record Warning(CauseId cause, Detail detail) {
    }

    /**
     * The decoded error of XOAUTH2 or OAUTHBEARER; parts that were not sent are null.
     */
    public record OAuthError(String status, String schemes, String scope) {
    }

    /**
     * What DNS says about a sender's domain; parts that do not exist are null.
     *
     * @param name   the domain
     * @param spf    the SPF record
     * @param dkim   the DKIM key record of the selector asked for
     * @param dmarc  the DMARC record
     * @param mtaSts the MTA-STS record
     */
    public record DomainInfo(String name, String spf, String dkim, String dmarc, String mtaSts) {
    }
}
