package org.mailmend.check.internal.tls;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

import javax.security.auth.x500.X500Principal;

/**
 * The trust anchors of a check: those given for it, then the JDK's, then the operating system's, so that what the
 * administrator of this computer has installed counts as it does for other programs. JDK and system are read once, when
 * they are first needed.
 */
final class TrustStore {
    private static final List<Path> BUNDLES = List.of(Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"), Path.of("/etc/ssl/ca-bundle.pem"), Path.of("/etc/ssl/cert.pem"));

    private final List<X509Certificate> extra;

    /**
     * @param extra anchors besides the JDK's and the system's; also server certificates that are trusted for themselves
     */
    TrustStore(List<X509Certificate> extra) {
        this.extra = extra;
    }

    /** Whether anchors were given for this check. */
    boolean hasExtra() {
        return !extra.isEmpty();
    }

    /** Anchors with this name; empty when there are none. */
    List<X509Certificate> named(X500Principal name) {
        List<X509Certificate> found = extra.stream().filter(c -> c.getSubjectX500Principal().equals(name)).toList();
        if (found.isEmpty()) {
            found = Jdk.ANCHORS.named(name);
        }
        return found.isEmpty() ? Platform.ANCHORS.named(name) : found;
    }

    /** Whether the certificate is itself an anchor. */
    boolean contains(X509Certificate certificate) {
        if (extra.contains(certificate)) {
            return true;
        }
        // a server's own certificate is never among the roots of JDK and system: do not load them for it
        return certificate.getBasicConstraints() >= 0 && named(certificate.getSubjectX500Principal()).contains(certificate);
    }

    private static final class Jdk {
        static final CertificateIndex ANCHORS = load();

        private static CertificateIndex load() {
            String configured = System.getProperty("javax.net.ssl.trustStore");
            if (configured != null) {
                String password = System.getProperty("javax.net.ssl.trustStorePassword");
                return CertificateIndex.ofKeyStore(new File(configured), password == null ? null : password.toCharArray());
            }
            Path folder = Path.of(System.getProperty("java.home"), "lib", "security");
            return Stream.of("jssecacerts", "cacerts").map(folder::resolve).filter(Files::isReadable).findFirst()
                    .map(CertificateIndex::ofJavaStore).orElseGet(CertificateIndex::new);
        }
    }

    private static final class Platform {
        static final CertificateIndex ANCHORS = load();

        private static CertificateIndex load() {
            String os = System.getProperty("os.name");
            if (os.startsWith("Windows")) {
                return CertificateIndex.ofKeyStore("Windows-ROOT");
            }
            if (os.startsWith("Mac")) {
                return CertificateIndex.ofKeyStore("KeychainStore-ROOT");
            }
            return BUNDLES.stream().filter(Files::isReadable).findFirst().map(CertificateIndex::ofBundle)
                    .orElseGet(CertificateIndex::new);
        }
    }
}
