package org.mailmend.check.internal.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates of every kind, good and bad. */
final class Pki {
    private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());
    static final Instant NOW = Instant.now();

    private Pki() {
    }

    /** A certificate with its key and those above it. */
    record Identity(X509Certificate certificate, PrivateKey key, List<X509Certificate> issuers) {
        /** As a server sends it, without the root. */
        List<X509Certificate> chain() {
            List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
            issuers.stream().filter(c -> !c.getSubjectX500Principal().equals(c.getIssuerX500Principal())).forEach(chain::add);
            return chain;
        }

        /** With the root. */
        List<X509Certificate> fullChain() {
            List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
            chain.addAll(issuers);
            return chain;
        }
    }

    /** What to make; every part has a usual value. */
    static final class Plan {
        private final String subject;
        private KeyPair keys;
        private Identity issuer;
        private String issuerName;
        private PrivateKey signer;
        private String signature;
        private Instant from = NOW.minus(Duration.ofDays(10));
        private Instant until = NOW.plus(Duration.ofDays(90));
        private final List<GeneralName> names = new ArrayList<>();
        private Boolean authority;
        private KeyPurposeId purpose;
        private String location;
        private boolean keyIds = true;

        private Plan(String subject) {
            this.subject = subject;
        }

        Plan key(KeyPair value) {
            keys = value;
            return this;
        }

        Plan by(Identity value) {
            issuer = value;
            return this;
        }

        /** Signed with another key than the issuer's. */
        Plan forged(PrivateKey value) {
            signer = value;
            return this;
        }

        /** Names an issuer that need not exist. */
        Plan claiming(String name) {
            issuerName = name;
            return this;
        }

        Plan signature(String value) {
            signature = value;
            return this;
        }

        Plan valid(Duration begin, Duration end) {
            from = NOW.plus(begin);
            until = NOW.plus(end);
            return this;
        }

        Plan dns(String... values) {
            for (String value : values) {
                names.add(new GeneralName(GeneralName.dNSName, value));
            }
            return this;
        }

        Plan ip(String value) {
            names.add(new GeneralName(GeneralName.iPAddress, value));
            return this;
        }

        Plan authority(boolean value) {
            authority = value;
            return this;
        }

        Plan purpose(KeyPurposeId value) {
            purpose = value;
            return this;
        }

        Plan issuerAt(String url) {
            location = url;
            return this;
        }

        Plan withoutKeyIds() {
            keyIds = false;
            return this;
        }

        Identity make() {
            try {
                KeyPair own = keys == null ? ec("secp256r1") : keys;
                X500Name name = new X500Name(subject);
                X500Name above = issuerName != null ? new X500Name(issuerName)
                        : issuer == null ? name
                                : X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
                JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(above,
                        BigInteger.valueOf(SERIAL.incrementAndGet()), Date.from(from), Date.from(until), name, own.getPublic());
                JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
                if (keyIds) {
                    builder.addExtension(Extension.subjectKeyIdentifier, false,
                            utils.createSubjectKeyIdentifier(own.getPublic()));
                    if (issuer != null) {
                        builder.addExtension(Extension.authorityKeyIdentifier, false,
                                utils.createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
                    }
                }
                if (!names.isEmpty()) {
                    builder.addExtension(Extension.subjectAlternativeName, false,
                            new GeneralNames(names.toArray(GeneralName[]::new)));
                }
                if (authority != null) {
                    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
                }
                if (purpose != null) {
                    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
                }
                if (location != null) {
                    builder.addExtension(Extension.authorityInfoAccess, false,
                            new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers,
                                    new GeneralName(GeneralName.uniformResourceIdentifier, location)));
                }
                PrivateKey with = signer != null ? signer : issuer == null ? own.getPrivate() : issuer.key();
                String algorithm = signature != null ? signature
                        : with.getAlgorithm().equals("RSA") ? "SHA256withRSA"
                                : with.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519";
                X509Certificate certificate = new JcaX509CertificateConverter()
                        .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(with)));
                List<X509Certificate> issuers = issuer == null ? List.of() : issuer.fullChain();
                return new Identity(certificate, own.getPrivate(), issuers);
            } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static Plan plan(String subject) {
        return new Plan(subject);
    }

    static Identity root(String name) {
        return plan("CN=" + name).authority(true).valid(Duration.ofDays(-400), Duration.ofDays(4000)).make();
    }

    static Identity intermediate(String name, Identity issuer) {
        return plan("CN=" + name).by(issuer).authority(true).make();
    }

    static KeyPair rsa(int bits) {
        return keys("RSA", bits);
    }

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair ed25519() {
        return keys("Ed25519", 255);
    }

    private static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
