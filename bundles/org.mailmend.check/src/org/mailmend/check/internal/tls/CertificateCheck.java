package org.mailmend.check.internal.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.mailmend.check.CheckResult.CertificateInfo;
import org.mailmend.check.CheckResult.Warning;
import org.mailmend.check.Detail;
import org.mailmend.check.Redactor;
import org.mailmend.diagnosis.CauseId;

/**
 * Looks at the whole chain of a server and tells everything that is wrong with it, where JSSE only says that something is.
 * The last word on whether a chain holds has the JDK's own validator (PKIX, RFC 5280); revocation is not asked for, because
 * that needs other servers than the one under test.
 */
final class CertificateCheck {
    /** The findings from the most to the least serious: what comes first explains best what comes after. */
    private static final List<CauseId> ORDER = List.of(CauseId.CLOCK_SKEW, CauseId.TLS_INTERCEPTED, CauseId.TLS_CERT_EXPIRED,
            CauseId.TLS_CERT_NOT_YET_VALID, CauseId.TLS_CERT_SELF_SIGNED, CauseId.TLS_CERT_INCOMPLETE_CHAIN,
            CauseId.TLS_CERT_UNTRUSTED, CauseId.TLS_CERT_WRONG_HOST, CauseId.TLS_CERT_WEAK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern INTERMEDIATE = Pattern.compile("intermediate|issuing|sub-?ca|sub-?ordinate|server ca",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WEAK_SIGNATURE = Pattern.compile("MD2|MD4|MD5|SHA-?1(?!\\d)", Pattern.CASE_INSENSITIVE);
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    /** The release of Java 21, before which no clock can truly have been when this runs. */
    private static final String OLDEST_RUNTIME = "2023-09-19";
    private static final int MAX_CHAIN = 16;
    /** A server could send certificates that all seem to have issued each other. */
    private static final int MAX_VERIFICATIONS = 40;
    private static final int MAX_NAMES = 8;
    private static final int MAX_TEXT = 300;

    private final List<X509Certificate> sent;
    private final X509Certificate leaf;
    private final String host;
    private final TrustStore trust;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();
    private int verifications;

    private CertificateCheck(List<X509Certificate> chain, String host, TrustStore trust, Instant now) {
        this.sent = chain.subList(0, Math.min(MAX_CHAIN, chain.size()));
        this.leaf = chain.getFirst();
        this.host = host;
        this.trust = trust;
        this.now = now;
    }

    private record Finding(CauseId cause, Detail detail, boolean fault) {
    }

    /**
     * What was found.
     *
     * @param cause    the most serious fault; OK when the certificate is good for the host
     * @param detail   evidence for the cause; null when it is OK
     * @param problems all findings, the most serious first
     * @param warnings findings that are no faults
     */
    record Result(CauseId cause, Detail detail, List<CauseId> problems, List<Warning> warnings) {
    }

    /**
     * The way from the server's certificate upwards.
     *
     * @param certificates the server's own first, without the anchors
     * @param anchors      those that the way ends at; empty when it ends nowhere
     */
    private record Way(List<X509Certificate> certificates, List<X509Certificate> anchors) {
        X509Certificate last() {
            return certificates.getLast();
        }
    }

    /**
     * Looks at a chain.
     *
     * @param chain as the server sent it, its own certificate first
     * @param host  host name or address literal that it must be for
     * @param now   the time to judge by
     */
    static Result inspect(List<X509Certificate> chain, String host, TrustStore trust, Instant now) {
        return new CertificateCheck(chain, host, trust, now).inspect();
    }

    private Result inspect() {
        Way way = way(leaf, List.of());
        boolean anchored = !way.anchors().isEmpty();
        boolean dated = checkDates(way);
        if (!anchored) {
            explainUntrusted(way);
        } else if (dated && !way.certificates().isEmpty()) {
            validate(way);
        }
        checkInterception(way, anchored);
        checkPurpose();
        checkNames();
        checkStrength(way);
        findings.sort(Comparator.comparingInt((Finding f) -> f.fault() ? 0 : 1).thenComparingInt(f -> ORDER.indexOf(f.cause())));
        List<CauseId> problems = findings.stream().map(Finding::cause).distinct().toList();
        List<Warning> warnings = findings.stream().filter(f -> !f.fault()).map(f -> new Warning(f.cause(), f.detail())).toList();
        return findings.stream().filter(Finding::fault).findFirst()
                .map(f -> new Result(f.cause(), f.detail(), problems, warnings))
                .orElseGet(() -> new Result(CauseId.OK, null, problems, warnings));
    }

    private void fault(CauseId cause, String key, Object... args) {
        findings.add(new Finding(cause, Detail.of(key, args), true));
    }

    private void warning(CauseId cause, String key, Object... args) {
        findings.add(new Finding(cause, Detail.of(key, args), false));
    }

    /** The way to an anchor; where there is none, the longest that the server's certificates allow. */
    private Way way(X509Certificate certificate, List<X509Certificate> below) {
        if (trust.contains(certificate)) {
            return new Way(below, List.of(certificate));
        }
        List<X509Certificate> path = new ArrayList<>(below);
        path.add(certificate);
        List<X509Certificate> anchors = trust.named(certificate.getIssuerX500Principal()).stream()
                .filter(a -> Der.mayHaveIssued(a, certificate)).toList();
        if (!anchors.isEmpty() && !isSelfSigned(certificate)) {
            return new Way(path, anchors);
        }
        Way best = new Way(path, List.of());
        for (X509Certificate issuer : sent) {
            if (issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()) && !path.contains(issuer)
                    && Der.mayHaveIssued(issuer, certificate) && verifies(certificate, issuer)) {
                Way way = way(issuer, path);
                if (!way.anchors().isEmpty()) {
                    return way;
                }
                best = way.certificates().size() > best.certificates().size() ? way : best;
            }
        }
        return best;
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                && Der.mayHaveIssued(certificate, certificate);
    }

    private boolean verifies(X509Certificate certificate, X509Certificate issuer) {
        if (++verifications > MAX_VERIFICATIONS) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            // hostile keys make providers throw more than they declare
            return false;
        }
    }

    /** Whether all certificates on the way, and the one that ends it when that is the server's own, are within their dates. */
    private boolean checkDates(Way way) {
        List<X509Certificate> all = way.certificates().isEmpty() ? List.of(leaf) : way.certificates();
        boolean good = true;
        for (X509Certificate certificate : all) {
            Instant begin = certificate.getNotBefore().toInstant();
            Instant end = certificate.getNotAfter().toInstant();
            if (now.isAfter(end)) {
                good = false;
                fault(CauseId.TLS_CERT_EXPIRED, "tls.cert-expired", name(certificate), TIME.format(end), TIME.format(now));
            } else if (now.isBefore(begin)) {
                good = false;
                fault(CauseId.TLS_CERT_NOT_YET_VALID, "tls.cert-not-yet-valid", name(certificate), TIME.format(begin),
                        TIME.format(now));
                checkClock();
            }
        }
        return good;
    }

    /** A clock that shows a time before this Java was made is wrong, whatever the certificate says. */
    private void checkClock() {
        Instant made = LocalDate.parse(System.getProperty("java.version.date", OLDEST_RUNTIME)).atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        if (now.isBefore(made) && findings.stream().noneMatch(f -> f.cause() == CauseId.CLOCK_SKEW)) {
            fault(CauseId.CLOCK_SKEW, "tls.clock", TIME.format(now));
        }
    }

    private void explainUntrusted(Way way) {
        X509Certificate last = way.last();
        if (isSelfSigned(last)) {
            if (last.equals(leaf)) {
                fault(CauseId.TLS_CERT_SELF_SIGNED, "tls.cert-self-signed", name(leaf));
            } else {
                fault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-untrusted-root", name(last));
            }
            return;
        }
        String issuer = text(last.getIssuerX500Principal().getName());
        List<String> locations = Der.issuerLocations(last);
        if (sent.stream().anyMatch(c -> c.getSubjectX500Principal().equals(last.getIssuerX500Principal()))) {
            fault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-not-signed", name(last), issuer);
        } else if (!locations.isEmpty()) {
            fault(CauseId.TLS_CERT_INCOMPLETE_CHAIN, "tls.cert-incomplete-location", name(last), issuer,
                    text(locations.getFirst()));
        } else if (looksIncomplete(last)) {
            fault(CauseId.TLS_CERT_INCOMPLETE_CHAIN, "tls.cert-incomplete", name(last), issuer);
        } else {
            fault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-untrusted", name(last), issuer);
        }
    }

    /**
     * Whether an issuer that nobody here knows is rather an intermediate that the server forgot than a root that is not
     * trusted: both look the same when neither is sent. A certificate of a public issuer says where its issuer's can be had,
     * so one that does not is most often from a small private root; unless its issuer calls itself an intermediate, or an
     * anchor for just this server was given and is not the issuer.
     */
    private boolean looksIncomplete(X509Certificate last) {
        if (Der.issuerIsRoot(last)) {
            return false;
        }
        String issuer = last.getIssuerX500Principal().getName();
        return INTERMEDIATE.matcher(issuer).find() || trust.hasExtra() && last.equals(leaf)
                && trust.named(last.getIssuerX500Principal()).isEmpty();
    }

    private void validate(Way way) {
        try {
            // an anchor as name and key: given as certificate, the JDK would read all of its own roots to see whether this is
            // one of them
            Set<TrustAnchor> anchors = way.anchors().stream()
                    .map(a -> new TrustAnchor(a.getSubjectX500Principal(), a.getPublicKey(), null)).collect(Collectors.toSet());
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathValidator.getInstance("PKIX").validate(
                    CertificateFactory.getInstance("X.509").generateCertPath(way.certificates()), parameters);
        } catch (CertPathValidatorException e) {
            X509Certificate at = e.getIndex() >= 0 ? way.certificates().get(e.getIndex()) : leaf;
            if (e.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
                fault(CauseId.TLS_CERT_WEAK, "tls.cert-refused", name(at), key(at), at.getSigAlgName());
            } else if (e.getReason() == BasicReason.INVALID_SIGNATURE) {
                fault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-not-signed", name(at), text(at.getIssuerX500Principal().getName()));
            } else {
                fault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-invalid", name(at), text(String.valueOf(e.getMessage())));
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            fault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-invalid", name(leaf), text(String.valueOf(e.getMessage())));
        }
    }

    private void checkInterception(Way way, boolean trusted) {
        List<X509Certificate> all = way.certificates().isEmpty() ? List.of(leaf) : way.certificates();
        Optional<String> product = Stream.concat(all.stream().map(c -> c.getIssuerX500Principal().getName()),
                sent.stream().skip(1).map(c -> c.getSubjectX500Principal().getName())).map(Interception::product)
                .flatMap(Optional::stream).findFirst();
        if (product.isPresent()) {
            // where its root is trusted, mail works on this computer; that somebody reads along is still worth knowing
            findings.add(new Finding(CauseId.TLS_INTERCEPTED, Detail.of(trusted ? "tls.intercepted-trusted" : "tls.intercepted",
                    product.get(), text(leaf.getIssuerX500Principal().getName())), !trusted));
        }
    }

    private void checkPurpose() {
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            if (purposes != null && !purposes.contains(SERVER_AUTH) && !purposes.contains(ANY_PURPOSE)) {
                fault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-purpose", name(leaf));
            }
        } catch (CertificateParsingException e) {
            fault(CauseId.TLS_CERT_UNTRUSTED, "tls.cert-purpose", name(leaf));
        }
    }

    private void checkNames() {
        HostNames names = new HostNames(leaf);
        if (names.match(host)) {
            return;
        }
        if (names.matchCommonName(host)) {
            warning(CauseId.TLS_CERT_WRONG_HOST, "tls.cert-common-name-only", host);
            return;
        }
        List<String> all = names.all();
        String list = all.stream().limit(MAX_NAMES).map(CertificateCheck::text).collect(Collectors.joining(", "));
        if (all.isEmpty()) {
            fault(CauseId.TLS_CERT_WRONG_HOST, "tls.cert-no-name", host);
        } else if (all.size() > MAX_NAMES) {
            fault(CauseId.TLS_CERT_WRONG_HOST, "tls.cert-wrong-host-many", host, list, all.size() - MAX_NAMES);
        } else {
            fault(CauseId.TLS_CERT_WRONG_HOST, "tls.cert-wrong-host", host, list);
        }
    }

    /** Keys and signatures on the way; the signature of a root or of a self-signed certificate proves nothing anyway. */
    private void checkStrength(Way way) {
        for (X509Certificate certificate : way.certificates().isEmpty() ? List.of(leaf) : way.certificates()) {
            if (bits(certificate) > 0 && bits(certificate) < least(certificate)) {
                warning(CauseId.TLS_CERT_WEAK, "tls.cert-weak-key", name(certificate), key(certificate));
            }
            if (!isSelfSigned(certificate) && WEAK_SIGNATURE.matcher(certificate.getSigAlgName()).find()) {
                warning(CauseId.TLS_CERT_WEAK, "tls.cert-weak-signature", name(certificate), certificate.getSigAlgName());
            }
        }
    }

    /** CA/Browser Forum, Baseline Requirements section 6.1.5; for curves what the JDK accepts. */
    private static int least(X509Certificate certificate) {
        return certificate.getPublicKey() instanceof ECKey ? 224 : 2048;
    }

    /** Size of the key in bits; 0 where the algorithm's name says it all. */
    private static int bits(X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case RSAKey rsa -> rsa.getModulus().bitLength();
            case ECKey ec -> ec.getParams().getOrder().bitLength();
            case DSAKey dsa when dsa.getParams() != null -> dsa.getParams().getP().bitLength();
            default -> 0;
        };
    }

    private static String key(X509Certificate certificate) {
        int bits = bits(certificate);
        String algorithm = certificate.getPublicKey().getAlgorithm();
        return bits == 0 ? algorithm : algorithm + " " + bits;
    }

    /** How people call a certificate: by its first name, else by its subject. */
    private static String name(X509Certificate certificate) {
        String common = Der.commonName(certificate.getSubjectX500Principal());
        if (common != null && !common.isBlank()) {
            return text(common);
        }
        List<String> names = new HostNames(certificate).all();
        return text(names.isEmpty() ? certificate.getSubjectX500Principal().getName() : names.getFirst());
    }

    /** What an untrusted certificate says, fit to be shown. */
    static String text(String said) {
        return Redactor.visible(said.length() > MAX_TEXT ? said.substring(0, MAX_TEXT) + "…" : said).replaceAll("\\s+", " ");
    }

    /** The certificates as people see them. */
    static List<CertificateInfo> describe(List<X509Certificate> chain) {
        return chain.stream().limit(MAX_CHAIN).map(CertificateCheck::describe).toList();
    }

    private static CertificateInfo describe(X509Certificate certificate) {
        return new CertificateInfo(text(certificate.getSubjectX500Principal().getName()),
                text(certificate.getIssuerX500Principal().getName()), certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                new HostNames(certificate).all().stream().map(CertificateCheck::text).toList(), key(certificate),
                text(certificate.getSigAlgName()), certificate.getSerialNumber().toString(16), fingerprint(certificate));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.ofDelimiter(":").withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            // SHA-256 is in every JDK, and what was decoded has its encoded form
            throw new IllegalStateException(e);
        }
    }
}
