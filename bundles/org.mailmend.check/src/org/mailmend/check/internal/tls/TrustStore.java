package org.mailmend.check.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import javax.security.auth.x500.X500Principal;

/**
 * The trust anchors of a check: those given for it, then the JDK's, then the operating system's, so that what the
 * administrator of this computer has installed counts as it does for other programs. Each source is read once, when it is
 * first needed, and of the hundreds of certificates in it only those are parsed that are asked for: to parse them all
 * costs a cold start more than everything else of a handshake.
 */
final class TrustStore {
    private static final List<Path> BUNDLES = List.of(Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"), Path.of("/etc/ssl/ca-bundle.pem"), Path.of("/etc/ssl/cert.pem"));
    private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String PEM_END = "-----END CERTIFICATE-----";

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
        static final Index ANCHORS = load();

        private static Index load() {
            String configured = System.getProperty("javax.net.ssl.trustStore");
            if (configured != null) {
                String password = System.getProperty("javax.net.ssl.trustStorePassword");
                return fromKeyStore(new File(configured), password == null ? null : password.toCharArray());
            }
            Path folder = Path.of(System.getProperty("java.home"), "lib", "security");
            Path file = Stream.of("jssecacerts", "cacerts").map(folder::resolve).filter(Files::isReadable).findFirst().orElse(null);
            if (file == null) {
                return new Index();
            }
            try {
                Index quick = quick(Files.readAllBytes(file));
                return quick != null ? quick : fromKeyStore(file.toFile(), null);
            } catch (IOException e) {
                return fromKeyStore(file.toFile(), null);
            }
        }

        /** Reads a store that holds nothing but trusted certificates in the clear; null when it is not quite that. */
        private static Index quick(byte[] store) {
            try {
                return store.length > 4 && ByteBuffer.wrap(store).getInt() == 0xfeedfeed ? jks(store) : pkcs12(store);
            } catch (IOException | RuntimeException e) {
                return null;
            }
        }

        /** The store that Debian and others make: entries of an alias, a date, a type and a certificate. */
        private static Index jks(byte[] store) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(store));
            in.readInt();
            if (in.readInt() != 2) {
                return null;
            }
            Index index = new Index();
            for (int left = in.readInt(); left > 0; left--) {
                if (in.readInt() != 2) {
                    return null;
                }
                in.readUTF();
                in.readLong();
                in.readUTF();
                byte[] certificate = new byte[in.readInt()];
                in.readFully(certificate);
                index.add(certificate);
            }
            return index;
        }

        /** The JDK's own store: a PKCS #12 file (RFC 7292) without encryption, each certificate marked as trusted. */
        private static Index pkcs12(byte[] store) throws IOException {
            Der pfx = new Der(store).next(Der.SEQUENCE);
            pfx.next();
            Der contents = new Der(data(pfx.next(Der.SEQUENCE))).next(Der.SEQUENCE);
            Index index = new Index();
            while (contents.more()) {
                Der bags = new Der(data(contents.next(Der.SEQUENCE))).next(Der.SEQUENCE);
                while (bags.more()) {
                    Der bag = bags.next(Der.SEQUENCE);
                    bag.next(Der.OID);
                    Der certificate = bag.next(Der.CONTEXT_0).next(Der.SEQUENCE);
                    certificate.next(Der.OID);
                    if (!contains(bag.rest(), TRUSTED_KEY_USAGE)) {
                        return null;
                    }
                    index.add(certificate.next(Der.CONTEXT_0).next(Der.OCTETS).rest());
                }
            }
            return index;
        }

        private static byte[] data(Der contentInfo) throws IOException {
            contentInfo.next(Der.OID);
            return contentInfo.next(Der.CONTEXT_0).next(Der.OCTETS).rest();
        }

        /** The attribute with which the JDK marks trusted certificates, 2.16.840.1.113894.746875.1.1. */
        private static final byte[] TRUSTED_KEY_USAGE = { 6, 11, 0x60, (byte) 0x86, 0x48, 1, (byte) 0x86, (byte) 0xf9, 0x66,
                (byte) 0xad, (byte) 0xca, 0x7b, 1, 1 };

        private static boolean contains(byte[] bytes, byte[] part) {
            for (int i = 0; i <= bytes.length - part.length; i++) {
                if (java.util.Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final class Platform {
        static final Index ANCHORS = load();

        private static Index load() {
            String os = System.getProperty("os.name");
            if (os.startsWith("Windows")) {
                return fromKeyStore("Windows-ROOT");
            }
            if (os.startsWith("Mac")) {
                return fromKeyStore("KeychainStore-ROOT");
            }
            return BUNDLES.stream().filter(Files::isReadable).findFirst().map(Platform::fromBundle).orElseGet(Index::new);
        }

        private static Index fromBundle(Path file) {
            Index index = new Index();
            try {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                Base64.Decoder decoder = Base64.getMimeDecoder();
                int begin = text.indexOf(PEM_BEGIN);
                while (begin >= 0) {
                    int end = text.indexOf(PEM_END, begin);
                    if (end < 0) {
                        break;
                    }
                    index.add(decoder.decode(text.substring(begin + PEM_BEGIN.length(), end)));
                    begin = text.indexOf(PEM_BEGIN, end);
                }
            } catch (IOException | IllegalArgumentException e) {
                // what was read so far is good
                return index;
            }
            return index;
        }
    }

    private static Index fromKeyStore(File file, char[] password) {
        try {
            return fromKeyStore(KeyStore.getInstance(file, password));
        } catch (IOException | GeneralSecurityException e) {
            // a JDK without a readable store trusts nobody; the system's store may still help
            return new Index();
        }
    }

    private static Index fromKeyStore(String type) {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            return fromKeyStore(store);
        } catch (IOException | GeneralSecurityException e) {
            // this JDK cannot read the system's store
            return new Index();
        }
    }

    private static Index fromKeyStore(KeyStore store) throws GeneralSecurityException, IOException {
        Index index = new Index();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                index.add(certificate.getEncoded());
            }
        }
        return index;
    }

    /** Certificates by their subject, parsed when they are asked for. */
    private static final class Index {
        private final Map<ByteBuffer, List<byte[]>> bySubject = new HashMap<>();

        void add(byte[] certificate) throws IOException {
            bySubject.computeIfAbsent(ByteBuffer.wrap(Der.subject(certificate)), k -> new ArrayList<>(1)).add(certificate);
        }

        List<X509Certificate> named(X500Principal name) {
            List<byte[]> found = bySubject.get(ByteBuffer.wrap(name.getEncoded()));
            if (found == null) {
                // the same name may be written with another string type or in other letters (RFC 5280 section 7.1)
                found = bySubject.entrySet().stream().filter(e -> name.equals(principal(e.getKey().array())))
                        .flatMap(e -> e.getValue().stream()).toList();
            }
            return found.stream().map(Index::parse).filter(Objects::nonNull).toList();
        }

        private static X500Principal principal(byte[] encoded) {
            try {
                return new X500Principal(encoded);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        private static X509Certificate parse(byte[] encoded) {
            try {
                return (X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(encoded));
            } catch (CertificateException e) {
                // not one that this JDK can use
                return null;
            }
        }
    }
}
