package org.mailmend.check.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

import javax.security.auth.x500.X500Principal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.check.internal.tls.Pki.Identity;

class CertificateIndexTest {
    @TempDir
    private Path folder;

    private final Identity one = Pki.root("One");
    private final Identity two = Pki.root("Two");

    private static void assertFound(CertificateIndex index, X509Certificate certificate) {
        assertTrue(index.named(certificate.getSubjectX500Principal()).contains(certificate), certificate.toString());
    }

    /** A quick reading must find what the slow one finds, whatever form this JDK's own store has. */
    @Test
    void findsAllOfTheJdksOwnRoots() throws Exception {
        Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        CertificateIndex index = CertificateIndex.ofJavaStore(file);
        KeyStore store = KeyStore.getInstance(file.toFile(), (char[]) null);
        assertTrue(store.size() > 0);
        for (String alias : Collections.list(store.aliases())) {
            assertFound(index, (X509Certificate) store.getCertificate(alias));
        }
    }

    private Path store(String type, boolean withKey) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setCertificateEntry("one", one.certificate());
        store.setCertificateEntry("two", two.certificate());
        if (withKey) {
            Identity own = Pki.plan("CN=own").make();
            store.setKeyEntry("own", own.key(), "changeit".toCharArray(), new Certificate[] {own.certificate()});
        }
        Path file = folder.resolve(type + withKey);
        try (OutputStream out = Files.newOutputStream(file)) {
            // without a password a PKCS #12 store is neither encrypted nor signed, like the JDK's own
            store.store(out, type.equals("PKCS12") && !withKey ? null : "changeit".toCharArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "PKCS12"})
    void readsBothFormsOfStore(String type) throws Exception {
        CertificateIndex index = CertificateIndex.ofJavaStore(store(type, false));
        assertFound(index, one.certificate());
        assertFound(index, two.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"JKS", "PKCS12"})
    void theCertificateOfAKeyIsNoAnchor(String type) throws Exception {
        Path file = store(type, true);
        assertEquals(List.of(), CertificateIndex.ofJavaStore(file).named(new X500Principal("CN=own")));
        CertificateIndex open = CertificateIndex.ofKeyStore(file.toFile(), "changeit".toCharArray());
        assertFound(open, one.certificate());
        assertEquals(List.of(), open.named(new X500Principal("CN=own")));
    }

    @Test
    void whatIsNoStoreHoldsNothing() throws Exception {
        X500Principal name = one.certificate().getSubjectX500Principal();
        Path file = Files.writeString(folder.resolve("text"), "no store at all");
        assertEquals(List.of(), CertificateIndex.ofJavaStore(file).named(name));
        assertEquals(List.of(), CertificateIndex.ofJavaStore(folder.resolve("none")).named(name));
        assertEquals(List.of(), CertificateIndex.ofBundle(folder.resolve("none")).named(name));
        assertEquals(List.of(), CertificateIndex.ofKeyStore("NoSuchType").named(name));
    }

    @Test
    void readsABundle() throws Exception {
        StringBuilder text = new StringBuilder();
        for (Identity identity : List.of(one, two)) {
            text.append("# ").append(identity.certificate().getSubjectX500Principal()).append("\n-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(identity.certificate().getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        CertificateIndex index = CertificateIndex.ofBundle(Files.writeString(folder.resolve("ca.crt"), text));
        assertFound(index, one.certificate());
        assertFound(index, two.certificate());
        assertEquals(List.of(), index.named(new X500Principal("CN=Three")));
    }

    @Test
    void aNameMatchesHoweverItIsWritten() throws Exception {
        CertificateIndex index = CertificateIndex.ofJavaStore(store("JKS", false));
        assertEquals(1, index.named(new X500Principal("CN=oNE")).size());
    }
}
