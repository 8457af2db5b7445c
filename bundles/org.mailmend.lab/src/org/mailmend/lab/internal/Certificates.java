package org.mailmend.lab.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.security.auth.x500.X500Principal;

/**
 * The certificates of the practice servers: made when they are first wanted and kept for the life of the process; only a practice CA that
 * clients were told to trust is kept in a file, when that is wanted. Their keys are EC P-256, because those are quick to make.
 */
public final class Certificates {
    private static final String AUTHORITY = "CN=Mailmend Practice CA, O=Mailmend";
    private static final Map<String, Identity> IDENTITIES = new ConcurrentHashMap<>();
    private static final SecureRandom RANDOM = new SecureRandom();
    /** How long a server's certificate is good. */
    private static final Duration LEAF = Duration.ofDays(90);

    private Certificates() {
    }

    /** What a practice server shows. */
    public enum Kind {
        /** Issued by the practice CA. */
        TRUSTED,
        /** As TRUSTED, but its end date has passed. */
        EXPIRED,
        /** As TRUSTED, but its start date is still to come. */
        NOT_YET_VALID,
        /** As TRUSTED, but for other host names. */
        WRONG_HOST,
        /** Its own issuer. */
        SELF_SIGNED,
        /** Issued by an intermediate CA that the server does not send. */
        INCOMPLETE_CHAIN,
        /** Issued as the mail shield of an antivirus product does. */
        ANTIVIRUS;

        static Kind parse(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /**
     * A key with its certificates.
     *
     * @param context for the server's side of a connection
     * @param chain   what the server shows
     * @param anchors what a client must trust so that only the point of the scenario is wrong; empty where the point is that
     *                nobody trusts it
     */
    public record Identity(SSLContext context, List<X509Certificate> chain, List<X509Certificate> anchors) {
    }

    /**
     * The identity of a server.
     *
     * @param kind  what is wrong with it
     * @param names host names and address literals that it is for
     * @throws IllegalStateException when this JDK cannot make it
     */
    public static Identity identity(Kind kind, List<String> names) {
        return IDENTITIES.computeIfAbsent(kind + " " + names, key -> {
            try {
                return create(kind, names, Authority.INSTANCE);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the certificate of a practice server could not be made", e);
            }
        });
    }

    /**
     * The identity of a server that a practice CA has issued which outlives the process.
     *
     * @param kind  what is wrong with it
     * @param names host names and address literals that it is for
     * @param file  where the CA is kept; made when it is missing, broken, or about to expire
     * @throws IOException           when the file cannot be read or written
     * @throws IllegalStateException when this JDK cannot make it
     */
    public static Identity identity(Kind kind, List<String> names, Path file) throws IOException {
        try {
            return create(kind, names, kept(file));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate of a practice server could not be made", e);
        }
    }

    private static synchronized Issuer kept(Path file) throws IOException, GeneralSecurityException {
        AuthorityFile store = new AuthorityFile(file);
        Optional<AuthorityFile.Kept> there = store.read(Instant.now().plus(LEAF));
        if (there.isPresent()) {
            return new Issuer(AUTHORITY, there.get().keys(), there.get().certificate());
        }
        Issuer made = new Issuer(AUTHORITY, null);
        store.write(made.keys.getPrivate(), made.certificate);
        return made;
    }

    private static Identity create(Kind kind, List<String> names, Issuer practice) throws GeneralSecurityException {
        Instant now = Instant.now();
        Issuer authority = switch (kind) {
            case SELF_SIGNED -> null;
            case ANTIVIRUS -> new Issuer("CN=Avast Web/Mail Shield Root, O=Avast Web/Mail Shield, "
                    + "OU=generated by Avast Antivirus for SSL/TLS scanning", null);
            case INCOMPLETE_CHAIN -> new Issuer("CN=Mailmend Practice Intermediate CA, O=Mailmend", practice);
            default -> practice;
        };
        KeyPair keys = keys();
        List<String> subjects = kind == Kind.WRONG_HOST ? List.of("mail.example.net", "www.example.net") : names;
        Instant from = kind == Kind.NOT_YET_VALID ? now.plus(Duration.ofDays(30)) : now.minus(Duration.ofDays(90));
        Instant to = kind == Kind.EXPIRED ? now.minus(Duration.ofDays(3)) : now.plus(LEAF);
        String subject = "CN=" + subjects.get(0);
        PrivateKey signer = authority == null ? keys.getPrivate() : authority.keys.getPrivate();
        String issuer = authority == null ? subject : authority.name;
        PublicKey issuerKey = authority == null ? keys.getPublic() : authority.keys.getPublic();
        X509Certificate leaf = sign(subject, keys.getPublic(), issuer, issuerKey, signer, from, to, subjects);
        List<X509Certificate> chain = authority == null || kind == Kind.INCOMPLETE_CHAIN ? List.of(leaf)
                : List.of(leaf, authority.certificate);
        List<X509Certificate> anchors = kind == Kind.SELF_SIGNED || kind == Kind.ANTIVIRUS ? List.of()
                : List.of(practice.certificate);
        SSLContext context = SSLContext.getInstance("TLS");
        // no trust managers: those of the JDK would read its whole trust store for nothing
        context.init(new KeyManager[] {new FixedKeyManager(keys.getPrivate(), chain.toArray(X509Certificate[]::new))},
                new TrustManager[0], null);
        return new Identity(context, chain, anchors);
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** Makes a certificate (RFC 5280); for a CA when {@code names} is empty. */
    private static X509Certificate sign(String subject, PublicKey key, String issuer, PublicKey issuerKey, PrivateKey signer,
            Instant from, Instant to, List<String> names) throws GeneralSecurityException {
        byte[] algorithm = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
        List<byte[]> extensions = new ArrayList<>();
        boolean ca = names.isEmpty();
        extensions.add(extension("2.5.29.19", true, ca ? Der.sequence(Der.bool(true)) : Der.sequence()));
        // keyCertSign and cRLSign, or digitalSignature
        extensions.add(extension("2.5.29.15", true, ca ? Der.bits(1, new byte[] {0x06})
                : Der.bits(7, new byte[] {(byte) 0x80})));
        extensions.add(extension("2.5.29.14", false, Der.octets(keyId(key))));
        extensions.add(extension("2.5.29.35", false, Der.sequence(Der.tagged(0x80, keyId(issuerKey)))));
        if (!ca) {
            extensions.add(extension("2.5.29.37", false, Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"))));
            extensions.add(extension("2.5.29.17", false, Der.sequence(names.stream().map(Certificates::generalName)
                    .toArray(byte[][]::new))));
        }
        byte[] body = Der.sequence(Der.tagged(0xa0, Der.integer(BigInteger.TWO)), Der.integer(new BigInteger(120, RANDOM)),
                algorithm, new X500Principal(issuer).getEncoded(), Der.sequence(Der.time(from), Der.time(to)),
                new X500Principal(subject).getEncoded(), key.getEncoded(),
                Der.tagged(0xa3, Der.sequence(extensions.toArray(byte[][]::new))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer);
        signature.update(body);
        byte[] encoded = Der.sequence(body, algorithm, Der.bits(0, signature.sign()));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
    }

    private static byte[] generalName(String name) {
        if (name.matches("[0-9.]+") || name.contains(":")) {
            try {
                return Der.tagged(0x87, InetAddress.getByName(name).getAddress());
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("not an address: " + name, e);
            }
        }
        return Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII));
    }

    /** A CA. */
    private static final class Issuer {
        final String name;
        final KeyPair keys;
        final X509Certificate certificate;

        /** One that was made before. */
        Issuer(String name, KeyPair keys, X509Certificate certificate) {
            this.name = name;
            this.keys = keys;
            this.certificate = certificate;
        }

        /** Signed by another CA, or by itself when that is null. */
        Issuer(String name, Issuer parent) throws GeneralSecurityException {
            this.name = name;
            keys = keys();
            Instant now = Instant.now();
            certificate = sign(name, keys.getPublic(), parent == null ? name : parent.name,
                    parent == null ? keys.getPublic() : parent.keys.getPublic(),
                    parent == null ? keys.getPrivate() : parent.keys.getPrivate(), now.minus(Duration.ofDays(365)),
                    now.plus(Duration.ofDays(365)), List.of());
        }
    }

    /** The practice CA, made when it is first wanted. */
    private static final class Authority {
        static final Issuer INSTANCE;

        static {
            try {
                INSTANCE = new Issuer(AUTHORITY, null);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the practice CA could not be made", e);
            }
        }
    }

    /** Knows one key. */
    private static final class FixedKeyManager extends X509ExtendedKeyManager {
        private static final String ALIAS = "practice";
        private final PrivateKey key;
        private final X509Certificate[] chain;

        FixedKeyManager(PrivateKey key, X509Certificate[] chain) {
            this.key = key;
            this.chain = chain;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return keyType.startsWith("EC") ? ALIAS : null;
        }

        @Override
        public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            return chooseServerAlias(keyType, issuers, null);
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.clone();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }
}
