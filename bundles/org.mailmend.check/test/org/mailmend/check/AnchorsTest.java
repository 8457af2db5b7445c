package org.mailmend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchorsTest {
    @TempDir
    private Path folder;

    private static X509Certificate certificate(String name) throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        X500Name subject = new X500Name("CN=" + name);
        return new JcaX509CertificateConverter().getCertificate(
                new JcaX509v3CertificateBuilder(subject, BigInteger.ONE, new Date(), new Date(), subject, keys.getPublic())
                        .build(new JcaContentSignerBuilder("Ed25519").build(keys.getPrivate())));
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\r\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\r\n-----END CERTIFICATE-----\r\n";
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("ca.pem"), text, StandardCharsets.UTF_8);
    }

    private void assertRefused(String key, Path file) {
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> Anchors.read(file));
        assertEquals(key, refusal.detail().key());
        assertTrue(refusal.text(Locale.ENGLISH).contains("ca.pem"));
        assertTrue(refusal.text(Locale.JAPANESE).contains("ca.pem"));
    }

    @Test
    void readsAllCertificatesWhateverStandsBetween() throws Exception {
        X509Certificate a = certificate("a");
        X509Certificate b = certificate("b");
        assertEquals(List.of(a, b), Anchors.read(file("# 日本語\nsubject=a\n" + pem(a) + "\n\n" + pem(b) + "end")));
    }

    @Test
    void readsASingleCertificateInDerForm() throws Exception {
        X509Certificate a = certificate("a");
        assertEquals(List.of(a), Anchors.read(Files.write(folder.resolve("ca.pem"), a.getEncoded())));
    }

    @Test
    void refusesWhatItCannotUse() throws Exception {
        assertRefused("tls.anchors-unreadable", folder.resolve("no-ca.pem"));
        assertRefused("tls.anchors-unreadable", Files.createDirectory(folder.resolve("folder.ca.pem")));
        assertRefused("tls.anchors-none", file(""));
        assertRefused("tls.anchors-none", file("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
        String good = pem(certificate("a"));
        assertRefused("tls.anchors-broken", file(good + good.replaceFirst("\r\n....", "\r\nAAAA")));
        assertRefused("tls.anchors-broken", file("0 is also how DER begins"));
        assertRefused("tls.anchors-too-big", file(good + " ".repeat(Anchors.MAX_SIZE)));
    }
}
