package org.mailmend.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;

/** A practice CA that is kept: who trusted it once need not be told again. */
class KeptAuthorityTest {
    @TempDir
    Path folder;

    private static PracticeServer start(Path file) throws IOException {
        Scenario ok = Scenarios.byId("ok").orElseThrow();
        return PracticeServer.start(
                new Scenario(ok.id(), ok.group(), ok.provider(), List.of(new Scenario.Endpoint(Protocol.IMAP, Security.TLS)),
                        ok.cause(), ok.stage(), ok.attempt()),
                PracticeServer.Options.DEFAULT.withAuthority(file));
    }

    /** Shakes hands as a client that trusts nothing but this. */
    private static void shakeHands(PracticeServer server, String pem) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("practice", CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1",
                server.targets().getFirst().port())) {
            socket.startHandshake();
        }
    }

    @Test
    void whoTrustedItOnceTrustsTheNextServer() throws IOException, GeneralSecurityException {
        Path file = folder.resolve("home").resolve("ca.pem");
        String first;
        try (PracticeServer server = start(file)) {
            first = server.trustAnchorsPem();
        }
        try (PracticeServer server = start(file)) {
            assertEquals(first, server.trustAnchorsPem());
            shakeHands(server, first);
        }
        try (PracticeServer server = start(folder.resolve("other.pem"))) {
            assertNotEquals(first, server.trustAnchorsPem());
        }
    }

    @Test
    void nobodyElseCanReadItsKey() throws IOException {
        Path file = folder.resolve("ca.pem");
        start(file).close();
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void whatIsBrokenIsMadeAnew() throws IOException, GeneralSecurityException {
        Path file = folder.resolve("ca.pem");
        start(file).close();
        String good = Files.readString(file);
        Path other = folder.resolve("other.pem");
        start(other).close();
        String certificate = Files.readString(other);
        for (String broken : List.of("", "no key", good.substring(0, good.length() / 2), good.replace("MI", "!!"),
                "x".repeat(1 << 17),
                good.substring(0, good.indexOf("-----BEGIN CERT"))
                        + certificate.substring(certificate.indexOf("-----BEGIN CERT")))) {
            Files.writeString(file, broken);
            try (PracticeServer server = start(file)) {
                shakeHands(server, server.trustAnchorsPem());
                assertTrue(Files.readString(file).contains(server.trustAnchorsPem()));
            }
        }
    }
}
