package org.mailmend.check.internal.tls;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckResult.TlsInfo;
import org.mailmend.check.CheckResult.Warning;
import org.mailmend.check.ClientProfile;
import org.mailmend.check.Detail;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.check.internal.tls.HelloProbe.Answer;
import org.mailmend.check.internal.tls.HelloProbe.Kind;
import org.mailmend.check.internal.tls.HelloProbe.Survey;
import org.mailmend.check.internal.tls.Tls.Version;
import org.mailmend.diagnosis.CauseId;

/**
 * The TLS handshake of a check. JSSE performs it and accepts whatever certificate comes; the certificate is looked at
 * afterwards ({@link CertificateCheck}), and a handshake that fails is explained by what was seen on the wire and by a
 * second look on other connections ({@link HelloProbe}).
 *
 * <p>JSSE speaks TLS 1.2 and 1.3; older versions are disabled for a whole Java process and are not enabled here. A profile
 * that only knows older versions is acted out as far as this goes: a hand-made hello finds out whether the server takes
 * that version. If it does not, the result is TLS_VERSION_TOO_OLD, as the device would meet it. If it does, the rest of the
 * check goes on with the version that JSSE and the server share, and a warning says so; when they share none, the rest
 * cannot be tested (NOT_TESTED), for the device and the server would get along.
 */
public final class TlsHandshake {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<Version> JSSE = List.of(Version.TLS12, Version.TLS13);
    /** x25519 first: the quickest, and the one that every server of today has. */
    private static final String[] GROUPS = {"x25519", "secp256r1", "secp384r1", "secp521r1", "x448", "ffdhe2048",
            "ffdhe3072", "ffdhe4096"};
    /** At most this much of the time that is left goes into a second look. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(5);
    private static final Duration LATE_ALERT = Duration.ofMillis(300);
    /** More than two encrypted alerts with some padding (RFC 8446 section 5.4), less than a session ticket. */
    private static final int LONGEST_ALERT = 90;
    private static final Pattern GREETING = Pattern.compile("(?s)(?:[2-5]\\d\\d[ -]|\\* (?:OK|PRE|BYE|BAD)|\\+OK|-ERR).*");
    private static final int EXCERPT = 60;

    private final String host;
    private final ClientProfile profile;
    private final List<X509Certificate> extraAnchors;
    private final Supplier<Socket> reconnect;
    private final Deadline deadline;
    private final Cancellation cancellation;

    private TlsHandshake(String host, ClientProfile profile, List<X509Certificate> extraAnchors, Supplier<Socket> reconnect,
            Deadline deadline, Cancellation cancellation) {
        this.host = host;
        this.profile = profile;
        this.extraAnchors = extraAnchors;
        this.reconnect = reconnect == null ? () -> null : reconnect;
        this.deadline = deadline;
        this.cancellation = cancellation;
    }

    /**
     * What came of a handshake.
     *
     * @param socket   the encrypted connection; null when the handshake failed. Not null with a certificate fault: then the
     *                 connection is not to be trusted and is only good for closing
     * @param info     what is known of the session; never null
     * @param cause    OK, a {@code TLS_…} cause, CLOCK_SKEW, NOT_TESTED or USER_CANCELLED
     * @param detail   evidence
     * @param warnings findings that do not stop mail
     */
    public record Outcome(SSLSocket socket, TlsInfo info, CauseId cause, Detail detail, List<Warning> warnings) {
        public Outcome {
            Objects.requireNonNull(info);
            Objects.requireNonNull(cause);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Performs the handshake on a connection at the point where it may start.
     *
     * @param plain        the connection; closed by this method when the handshake fails
     * @param host         name that the certificate must be for, in ASCII form, or an address literal
     * @param profile      limits the TLS versions and says whether the server name is sent. Whether the client looks at
     *                     certificates is for the caller: a fault of the certificate is always reported
     * @param extraAnchors trust anchors besides the JDK's and the system's
     * @param reconnect    opens another connection at the same point, null when that fails; itself null when there is none
     * @param deadline     when to give up
     * @param cancellation breaks it off
     */
    public static Outcome perform(Socket plain, String host, ClientProfile profile, List<X509Certificate> extraAnchors,
            Supplier<Socket> reconnect, Deadline deadline, Cancellation cancellation) {
        return new TlsHandshake(host, profile, extraAnchors, reconnect, deadline, cancellation).perform(plain);
    }

    private Outcome perform(Socket plain) {
        List<Version> versions = profile.tlsVersions().stream().map(Version::of).filter(Objects::nonNull).sorted().toList();
        List<Version> modern = versions.stream().filter(JSSE::contains).toList();
        if (modern.isEmpty()) {
            return performOld(plain, versions);
        }
        Attempt attempt = attempt(plain, modern, profile.serverName());
        if (attempt.failure == null) {
            return established(attempt, List.of(), List.of());
        }
        if (!cancellation.isCancelled() && attempt.tap.alert() == Tls.UNRECOGNIZED_NAME && attempt.tap.alertIsWarning()) {
            // most clients go on after this warning (RFC 6066 section 3), JSSE does not
            Attempt nameless = again(modern, false);
            if (nameless != null && nameless.failure == null) {
                return established(nameless, List.of(),
                        List.of(new Warning(CauseId.TLS_CERT_WRONG_HOST, Detail.of("tls.name-unknown", host))));
            }
        }
        return explain(attempt, versions);
    }

    /** A client that knows none of the versions that JSSE speaks. */
    private Outcome performOld(Socket plain, List<Version> versions) {
        if (versions.isEmpty()) {
            close(plain);
            return failed(CauseId.TLS_VERSION_TOO_OLD, Detail.of("tls.client-without-tls", profile.name()), List.of());
        }
        Answer answer = HelloProbe.ask(plain, serverName(profile.serverName()), versions, deadline, cancellation);
        if (cancellation.isCancelled()) {
            return cancelled();
        }
        if (answer.kind() != Kind.HELLO || !versions.contains(answer.version())) {
            return explainOld(answer, versions);
        }
        Attempt attempt = again(JSSE, profile.serverName());
        if (attempt != null && attempt.failure == null) {
            return established(attempt, List.of(answer.version()), List.of(new Warning(CauseId.TLS_VERSION_TOO_OLD,
                    Detail.of("tls.old-accepted", profile.name(), answer.version(), Version.of(attempt.session.getProtocol())))));
        }
        return cancellation.isCancelled() ? cancelled()
                : failed(CauseId.NOT_TESTED, Detail.of("tls.old-only", profile.name(), answer.version()),
                        List.of(answer.version()));
    }

    private Outcome explainOld(Answer answer, List<Version> versions) {
        if (answer.kind() == Kind.NOT_TLS) {
            return notTls(answer.head());
        }
        if (answer.kind() == Kind.SILENT) {
            return failed(CauseId.TLS_HANDSHAKE_TIMEOUT, Detail.of("tls.timeout"), List.of());
        }
        Survey survey = survey();
        return explainVersions(versions, survey.versions(), answer.alert()).orElseGet(() -> answer.kind() == Kind.ALERT
                ? failed(CauseId.TLS_CLOSED, Detail.of("tls.alert", Tls.alertName(answer.alert())), survey.versions())
                : failed(CauseId.TLS_CLOSED, Detail.of("tls.closed"), survey.versions()));
    }

    private Attempt again(List<Version> versions, boolean sendName) {
        Socket socket = deadline.passed() || cancellation.isCancelled() ? null : reconnect.get();
        return socket == null ? null : attempt(socket, versions, sendName);
    }

    private Survey survey() {
        return HelloProbe.survey(reconnect, serverName(true), deadline.atMost(SECOND_LOOK), cancellation);
    }

    /** The name for SNI; null for an address literal, or when none is to be sent. */
    private String serverName(boolean wanted) {
        return wanted && !HostNames.isAddress(host) && host.indexOf('.') >= 0 ? host : null;
    }

    /** One handshake by JSSE, and what was seen of it. */
    private static final class Attempt {
        private TapSocket tap;
        private SSLSocket socket;
        private SSLSession session;
        private Exception failure;
        private List<X509Certificate> chain = List.of();
        private List<String> suites = List.of();
        private boolean certificateAsked;
        /** The server refused the missing client certificate after the client had finished, as it is in TLS 1.3. */
        private boolean refusedLate;
    }

    private Attempt attempt(Socket plain, List<Version> versions, boolean sendName) {
        Attempt attempt = new Attempt();
        Cancellation.Registration registration = cancellation.onCancel(() -> close(plain));
        long start = System.nanoTime();
        try {
            attempt.tap = new TapSocket(plain, deadline);
            // a context for each handshake: nothing of it can be resumed, and its managers see only this one
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new NoKeys(attempt)}, new TrustManager[] {new Recorder(attempt)}, RANDOM);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(attempt.tap, host, plain.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(versions.stream().map(v -> v.jsse).toArray(String[]::new));
            parameters.setEndpointIdentificationAlgorithm(null);
            parameters.setNamedGroups(GROUPS);
            String name = serverName(sendName);
            parameters.setServerNames(name == null ? List.of()
                    : List.of(new SNIHostName(name.getBytes(StandardCharsets.US_ASCII))));
            socket.setSSLParameters(parameters);
            attempt.suites = List.of(socket.getEnabledCipherSuites());
            socket.startHandshake();
            attempt.session = socket.getSession();
            attempt.socket = socket;
            if (attempt.certificateAsked && Version.TLS13.jsse.equals(attempt.session.getProtocol())) {
                awaitRefusal(attempt, System.nanoTime() - start);
            }
            attempt.tap.release();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // JSSE meets hostile handshakes with more than it declares
            attempt.failure = e;
            close(plain);
        } finally {
            registration.close();
        }
        return attempt;
    }

    /**
     * In TLS 1.3 a server judges the client's certificate after the client has finished. If it misses one, a short alert comes
     * a round trip later and then the end of the connection; else session tickets, a greeting or nothing. Only where the
     * server asked for a certificate is it worth waiting.
     */
    private void awaitRefusal(Attempt attempt, long handshakeNanos) throws IOException {
        if (attempt.tap.endsWithin(deadline.atMost(LATE_ALERT.plusNanos(2 * handshakeNanos)), LONGEST_ALERT)) {
            attempt.refusedLate = true;
            throw new EOFException();
        }
    }

    /** The handshake is done; whether it may be relied on is up to the certificate. */
    private Outcome established(Attempt attempt, List<Version> supported, List<Warning> warnings) {
        CertificateCheck.Result certificate = CertificateCheck.inspect(attempt.chain, host, new TrustStore(extraAnchors),
                Instant.now());
        List<Warning> all = new ArrayList<>(warnings);
        all.addAll(certificate.warnings());
        String protocol = attempt.session.getProtocol();
        String cipher = attempt.session.getCipherSuite();
        TlsInfo info = new TlsInfo(protocol, cipher, CertificateCheck.describe(attempt.chain), certificate.problems(),
                names(supported));
        Detail detail = certificate.cause() == CauseId.OK
                ? Detail.of("tls.established", Version.of(protocol), cipher)
                : certificate.detail();
        return new Outcome(attempt.socket, info, certificate.cause(), detail, all);
    }

    private Outcome explain(Attempt attempt, List<Version> versions) {
        if (cancellation.isCancelled()) {
            return cancelled();
        }
        TapSocket tap = attempt.tap;
        if (tap == null) {
            return failed(CauseId.TLS_CLOSED, Detail.of("tls.closed"), List.of());
        }
        byte[] head = tap.head();
        if (head.length > 0 && !looksLikeTls(head)) {
            return notTls(head);
        }
        if (deadline.passed() || attempt.failure instanceof SocketTimeoutException) {
            return failed(attempt, CauseId.TLS_HANDSHAKE_TIMEOUT,
                    Detail.of(tap.received() == 0 ? "tls.timeout" : "tls.timeout-incomplete", tap.received()), List.of());
        }
        int alert = tap.alert();
        if (attempt.certificateAsked && (attempt.refusedLate || alert != Tls.PROTOCOL_VERSION)) {
            return failed(attempt, CauseId.TLS_CLIENT_CERT_REQUIRED, Detail.of("tls.client-certificate"), List.of());
        }
        if (alert == Tls.UNRECOGNIZED_NAME) {
            return failed(attempt, CauseId.TLS_CERT_WRONG_HOST, Detail.of("tls.name-refused", host), List.of());
        }
        if (hasCause(attempt.failure, CertificateException.class)) {
            return failed(attempt, CauseId.TLS_CERT_UNTRUSTED, Detail.of("tls.cert-unreadable"), List.of());
        }
        Survey survey = survey();
        if (cancellation.isCancelled()) {
            return cancelled();
        }
        List<Version> server = new ArrayList<>(survey.versions());
        Version chosen = HelloProbe.chosen(head);
        if (chosen != null && !server.contains(chosen)) {
            server.add(chosen);
            Collections.sort(server);
        }
        return explainVersions(versions, server, alert).orElseGet(() -> explainCommon(attempt, server, survey.best()));
    }

    /** What the versions of both sides explain; empty when they are not the matter. */
    private Optional<Outcome> explainVersions(List<Version> client, List<Version> server, int alert) {
        List<Version> common = client.stream().filter(server::contains).toList();
        if (!server.isEmpty() && common.isEmpty()) {
            return Optional.of(failed(CauseId.TLS_VERSION_TOO_OLD,
                    Detail.of("tls.no-common-version", profile.name(), Tls.text(client), Tls.text(server)), server));
        }
        if (server.isEmpty() && alert == Tls.PROTOCOL_VERSION) {
            return Optional.of(failed(CauseId.TLS_VERSION_TOO_OLD,
                    Detail.of("tls.version-refused", profile.name(), Tls.text(client)), server));
        }
        if (!common.isEmpty() && common.stream().noneMatch(JSSE::contains) && client.stream().anyMatch(JSSE::contains)) {
            return Optional.of(failed(CauseId.NOT_TESTED, Detail.of("tls.old-only", profile.name(), common.getLast()), server));
        }
        return Optional.empty();
    }

    /** Why a handshake failed although both sides speak the same version, or the server's versions are not known. */
    private Outcome explainCommon(Attempt attempt, List<Version> server, Answer best) {
        int alert = attempt.tap.alert();
        Answer hello = best != null && best.kind() == Kind.HELLO ? best : null;
        if (hello != null && !profile.serverName() && serverName(true) != null) {
            return failed(attempt, CauseId.TLS_CLOSED, Detail.of("tls.needs-name", profile.name()), server);
        }
        if (alert == Tls.HANDSHAKE_FAILURE || alert == Tls.INSUFFICIENT_SECURITY) {
            return failed(attempt, CauseId.TLS_NO_COMMON_CIPHER, hello != null
                    ? Detail.of("tls.no-common-cipher", Tls.cipherName(hello.cipher()), hello.version())
                    : Detail.of("tls.no-common-cipher-known"), server);
        }
        if (alert >= 0) {
            return failed(attempt, CauseId.TLS_CLOSED, Detail.of("tls.alert", Tls.alertName(alert)), server);
        }
        if (attempt.tap.ended() || hasCause(attempt.failure, SocketException.class)) {
            return failed(attempt, CauseId.TLS_CLOSED,
                    Detail.of(attempt.tap.ended() ? "tls.closed" : "tls.reset"), server);
        }
        String reason = CertificateCheck.text(String.valueOf(attempt.failure.getMessage()));
        if (hello != null
                && (!attempt.suites.contains(Tls.cipherName(hello.cipher())) || reason.contains("algorithm constraints"))) {
            return failed(attempt, CauseId.TLS_NO_COMMON_CIPHER,
                    Detail.of("tls.no-common-cipher", Tls.cipherName(hello.cipher()), hello.version()), server);
        }
        return hello != null ? failed(attempt, CauseId.TLS_CLOSED, Detail.of("tls.given-up", reason), server)
                : failed(attempt, CauseId.TLS_NOT_TLS, Detail.of("tls.malformed", reason), server);
    }

    private static boolean looksLikeTls(byte[] head) {
        return head[0] >= 20 && head[0] <= 24 && (head.length < 2 || head[1] == 3);
    }

    private Outcome notTls(byte[] head) {
        String said = new String(head, StandardCharsets.ISO_8859_1);
        String line = said.lines().findFirst().orElse("");
        String excerpt = CertificateCheck.text(line.substring(0, Math.min(EXCERPT, line.length())));
        if (GREETING.matcher(said).matches()) {
            return failed(CauseId.TLS_MODE_MISMATCH, Detail.of("tls.mode-mismatch", excerpt), List.of());
        }
        boolean readable = !line.isEmpty() && line.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return failed(CauseId.TLS_NOT_TLS, Detail.of("tls.not-tls",
                readable ? excerpt : HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(8, head.length))), List.of());
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static Outcome cancelled() {
        return failed(CauseId.USER_CANCELLED, Detail.of("tls.cancelled"), List.of());
    }

    private static Outcome failed(CauseId cause, Detail detail, List<Version> supported) {
        return failed(new Attempt(), cause, detail, supported);
    }

    private static Outcome failed(Attempt attempt, CauseId cause, Detail detail, List<Version> supported) {
        List<CauseId> problems = cause == CauseId.NOT_TESTED || cause == CauseId.USER_CANCELLED ? List.of() : List.of(cause);
        return new Outcome(null, new TlsInfo(null, null, CertificateCheck.describe(attempt.chain), problems, names(supported)),
                cause, detail, List.of());
    }

    private static List<String> names(List<Version> versions) {
        return versions.stream().map(v -> v.jsse).toList();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // what cannot be closed is closed
            return;
        }
    }

    /** Keeps the chain and trusts nobody: whether it is to be trusted is decided when the handshake is over. */
    private static final class Recorder extends X509ExtendedTrustManager {
        private final Attempt attempt;

        Recorder(Attempt attempt) {
            this.attempt = attempt;
        }

        private void record(X509Certificate[] chain) {
            attempt.chain = List.of(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            record(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            record(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            record(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
            throw new CertificateException("not a server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
            throw new CertificateException("not a server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("not a server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Has no client certificate, and notices when one is asked for. */
    private static final class NoKeys extends X509ExtendedKeyManager {
        private final Attempt attempt;

        NoKeys(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            attempt.certificateAsked = true;
            return null;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[0];
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return null;
        }
    }
}
