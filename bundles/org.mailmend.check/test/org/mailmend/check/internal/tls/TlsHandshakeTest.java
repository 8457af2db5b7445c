package org.mailmend.check.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.check.Cancellation;
import org.mailmend.check.ClientProfile;
import org.mailmend.check.Security;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.check.internal.tls.Pki.Identity;
import org.mailmend.check.internal.tls.RawPeer.Hello;
import org.mailmend.check.internal.tls.TlsHandshake.Outcome;
import org.mailmend.check.internal.tls.Tls.Version;
import org.mailmend.diagnosis.CauseId;

@Timeout(60)
class TlsHandshakeTest {
    private static final String HOST = "mail.example.com";
    private static final Identity ROOT = Pki.root("Test Root");
    private static final Identity SERVER = Pki.plan("CN=" + HOST).by(ROOT).dns(HOST).make();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int OVERSHOOT_MILLIS = 100;
    private static final int RSA_AES128_SHA = 0x002f;

    private final Cancellation cancellation = new Cancellation();
    private final List<AutoCloseable> closeables = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : closeables.reversed()) {
            closeable.close();
        }
    }

    private <T extends AutoCloseable> T closing(T closeable) {
        closeables.add(closeable);
        return closeable;
    }

    private static ClientProfile client(boolean serverName, String... versions) {
        return new ClientProfile("test", "Old copier", List.of(versions), EnumSet.allOf(Security.class), List.of(), Set.of(),
                null,
                true, serverName, true, 0);
    }

    private Socket connect(int port) {
        try {
            return closing(new Socket("127.0.0.1", port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome perform(int port, ClientProfile client, Supplier<Socket> reconnect, Duration deadline) {
        return TlsHandshake.perform(connect(port), HOST, client, List.of(ROOT.certificate()), reconnect, Deadline.after(deadline),
                cancellation);
    }

    private Outcome perform(int port, ClientProfile client) {
        return perform(port, client, () -> connect(port), LONG);
    }

    private Outcome perform(int port) {
        return perform(port, ClientProfile.CURRENT);
    }

    private static void assertFailed(CauseId cause, String key, Outcome outcome) {
        assertEquals(cause, outcome.cause(), () -> outcome.detail().text(Locale.ENGLISH));
        assertEquals(key, outcome.detail().key());
        assertNull(outcome.socket());
        assertNull(outcome.info().protocol());
        assertEquals(cause == CauseId.NOT_TESTED || cause == CauseId.USER_CANCELLED ? List.of() : List.of(cause),
                outcome.info().problems());
        assertFalse(outcome.detail().text(Locale.ENGLISH).matches(".*\\{\\d}.*"));
        assertFalse(outcome.detail().text(Locale.JAPANESE).matches(".*\\{\\d}.*"));
    }

    // ---- a server that is as it should be

    @Test
    void encryptsAndReads() throws Exception {
        TlsServer server = closing(new TlsServer(SERVER, s -> {
        }));
        Outcome outcome = perform(server.port());
        assertEquals(CauseId.OK, outcome.cause());
        assertEquals("TLSv1.3", outcome.info().protocol());
        assertTrue(outcome.info().cipher().startsWith("TLS_"), outcome.info().cipher());
        assertEquals(List.of(), outcome.info().problems());
        assertEquals(List.of(), outcome.info().supported());
        assertEquals(HOST, outcome.info().chain().getFirst().names().getFirst());
        byte[] greeting = outcome.socket().getInputStream().readNBytes(11);
        assertEquals("220 ready\r\n", new String(greeting, StandardCharsets.US_ASCII));
        assertEquals(List.of(HOST), server.names);
    }

    @Test
    void aProfileLimitsTheVersion() throws Exception {
        TlsServer server = closing(new TlsServer(SERVER, s -> {
        }));
        assertEquals("TLSv1.2", perform(server.port(), client(true, "TLSv1", "TLSv1.1", "TLSv1.2")).info().protocol());
        assertEquals("TLSv1.3", perform(server.port(), client(true, "TLSv1.3")).info().protocol());
    }

    @Test
    void aProfileWithoutServerNameSendsNone() throws Exception {
        TlsServer server = closing(new TlsServer(SERVER, s -> {
        }));
        Outcome outcome = perform(server.port(), client(false, "TLSv1.2"));
        assertEquals(CauseId.OK, outcome.cause());
        assertEquals('2', outcome.socket().getInputStream().read());
        assertEquals(List.of("-"), server.names);
    }

    @Test
    void noSessionIsResumed() throws Exception {
        TlsServer server = closing(new TlsServer(SERVER, s -> {
        }));
        for (int i = 0; i < 2; i++) {
            Outcome outcome = perform(server.port());
            outcome.socket().getInputStream().read();
            assertEquals(1, outcome.info().chain().size(), "the certificate was sent again");
            outcome.socket().close();
        }
    }

    @Test
    void aFaultyCertificateIsReportedOnAFinishedHandshake() throws Exception {
        Identity self = Pki.plan("CN=" + HOST).dns(HOST).make();
        TlsServer server = closing(new TlsServer(self, s -> {
        }));
        Outcome outcome = perform(server.port());
        assertEquals(CauseId.TLS_CERT_SELF_SIGNED, outcome.cause());
        assertNotNull(outcome.socket());
        assertEquals("TLSv1.3", outcome.info().protocol());
    }

    @Test
    void worksOnAVirtualThread() throws Exception {
        TlsServer server = closing(new TlsServer(SERVER, s -> {
        }));
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread.startVirtualThread(() -> outcome.complete(perform(server.port())));
        assertEquals(CauseId.OK, outcome.get(30, TimeUnit.SECONDS).cause());
    }

    // ---- client certificates

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatInsistsOnAClientCertificate(String version) throws Exception {
        TlsServer server = closing(new TlsServer(SERVER, s -> s.setNeedClientAuth(true)));
        Outcome outcome = perform(server.port(), client(true, version));
        assertFailed(CauseId.TLS_CLIENT_CERT_REQUIRED, "tls.client-certificate", outcome);
        assertEquals(1, outcome.info().chain().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatMerelyAsksForAClientCertificate(String version) throws Exception {
        TlsServer server = closing(new TlsServer(SERVER, s -> s.setWantClientAuth(true)));
        Outcome outcome = perform(server.port(), client(true, version));
        assertEquals(CauseId.OK, outcome.cause());
        byte[] greeting = outcome.socket().getInputStream().readNBytes(11);
        assertEquals("220 ready\r\n", new String(greeting, StandardCharsets.US_ASCII));
    }

    // ---- versions

    @Test
    void noCommonVersionNamesBothSides() throws Exception {
        TlsServer server = closing(new TlsServer(SERVER, s -> s.setEnabledProtocols(new String[] {"TLSv1.2"})));
        Outcome outcome = perform(server.port(), client(true, "TLSv1.3"));
        assertFailed(CauseId.TLS_VERSION_TOO_OLD, "tls.no-common-version", outcome);
        assertEquals(List.of("TLSv1.2"), outcome.info().supported());
        assertEquals(List.of("Old copier", "TLS 1.3", "TLS 1.2"), outcome.detail().args());
    }

    @Test
    void anOldClientMeetsAServerOfToday() throws Exception {
        TlsServer server = closing(new TlsServer(SERVER, s -> {
        }));
        Outcome outcome = perform(server.port(), client(true, "TLSv1"));
        assertFailed(CauseId.TLS_VERSION_TOO_OLD, "tls.no-common-version", outcome);
        assertEquals(List.of("TLSv1.2", "TLSv1.3"), outcome.info().supported());
    }

    /** A server that speaks these versions, as far as a hello goes, and with these ciphers. */
    private RawPeer speaking(Set<Version> versions, int... ciphers) throws IOException {
        return closing(new RawPeer((socket, number) -> {
            Hello hello = Hello.read(socket);
            Version chosen = versions.stream().filter(v -> v.number <= hello.newest().number)
                    .filter(v -> hello.versions().isEmpty() || hello.versions().contains(v) || v != Version.TLS13)
                    .max(Enum::compareTo).orElse(null);
            if (chosen == null) {
                socket.getOutputStream().write(RawPeer.alert(2, Tls.PROTOCOL_VERSION));
            } else {
                int cipher = Arrays.stream(ciphers).filter(hello.ciphers()::contains).findFirst().orElse(-1);
                socket.getOutputStream()
                        .write(cipher < 0 ? RawPeer.alert(2, Tls.HANDSHAKE_FAILURE) : RawPeer.hello(chosen, cipher));
            }
            socket.getInputStream().read();
        }));
    }

    @ParameterizedTest
    @CsvSource({"TLS10,TLSv1", "TLS11,TLSv1.1", "SSL3,SSLv3"})
    void aServerWithOldVersionsOnly(Version version, String name) throws Exception {
        RawPeer peer = speaking(Set.of(version), RSA_AES128_SHA, 0xc013);
        Outcome outcome = perform(peer.port());
        assertFailed(CauseId.TLS_VERSION_TOO_OLD, "tls.no-common-version", outcome);
        assertEquals(List.of(name), outcome.info().supported());
    }

    @Test
    void theServersAnswerAloneShowsItsVersion() throws Exception {
        RawPeer peer = speaking(Set.of(Version.TLS10), 0xc013);
        Outcome outcome = perform(peer.port(), ClientProfile.CURRENT, null, LONG);
        assertFailed(CauseId.TLS_VERSION_TOO_OLD, "tls.no-common-version", outcome);
        assertEquals(List.of("TLSv1"), outcome.info().supported());
    }

    @Test
    void withoutASecondLookARefusedVersionIsStillTold() throws Exception {
        RawPeer peer = speaking(Set.of());
        assertFailed(CauseId.TLS_VERSION_TOO_OLD, "tls.version-refused", perform(peer.port(), ClientProfile.CURRENT, null, LONG));
        assertFailed(CauseId.TLS_VERSION_TOO_OLD, "tls.version-refused",
                perform(peer.port(), ClientProfile.CURRENT, () -> null, LONG));
    }

    @Test
    void anOldClientThatTheServerStillTakesGoesOnWithAWarning() throws Exception {
        TlsServer modern = closing(new TlsServer(SERVER, s -> {
        }));
        RawPeer old = speaking(Set.of(Version.TLS10), RSA_AES128_SHA);
        Outcome outcome = perform(old.port(), client(true, "TLSv1"), () -> connect(modern.port()), LONG);
        assertEquals(CauseId.OK, outcome.cause());
        assertEquals("TLSv1.3", outcome.info().protocol());
        assertEquals(List.of("TLSv1"), outcome.info().supported());
        assertEquals(CauseId.TLS_VERSION_TOO_OLD, outcome.warnings().getFirst().cause());
        assertEquals(List.of("Old copier", "TLS 1.0", "TLS 1.3"), outcome.warnings().getFirst().detail().args());
    }

    @Test
    void whereOnlyOldVersionsAreSharedTheRestIsNotTested() throws Exception {
        RawPeer old = speaking(Set.of(Version.TLS10), RSA_AES128_SHA);
        assertFailed(CauseId.NOT_TESTED, "tls.old-only", perform(old.port(), client(true, "TLSv1")));
        assertFailed(CauseId.NOT_TESTED, "tls.old-only", perform(old.port(), client(true, "TLSv1", "TLSv1.2")));
        assertFailed(CauseId.NOT_TESTED, "tls.old-only", perform(old.port(), client(true, "TLSv1"), null, LONG));
    }

    @Test
    void aClientWithoutTlsIsTold() throws Exception {
        RawPeer peer = speaking(Set.of(Version.TLS12), RSA_AES128_SHA);
        assertFailed(CauseId.TLS_VERSION_TOO_OLD, "tls.client-without-tls", perform(peer.port(), client(true)));
    }

    @Test
    void anOldServerThatHangsUpOnNewHellosIsUnderstood() throws Exception {
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            Hello hello = Hello.read(socket);
            if (hello.newest() == Version.TLS13) {
                socket.close();
            } else {
                socket.getOutputStream().write(RawPeer.hello(Version.TLS11, RSA_AES128_SHA));
                socket.getInputStream().read();
            }
        }));
        Outcome outcome = perform(peer.port());
        assertFailed(CauseId.TLS_VERSION_TOO_OLD, "tls.no-common-version", outcome);
        assertEquals(List.of("TLSv1.1"), outcome.info().supported());
    }

    // ---- ciphers

    @Test
    void noCommonCipherNamesTheServersChoice() throws Exception {
        RawPeer peer = speaking(Set.of(Version.TLS12), RSA_AES128_SHA);
        Outcome outcome = perform(peer.port());
        assertFailed(CauseId.TLS_NO_COMMON_CIPHER, "tls.no-common-cipher", outcome);
        assertEquals("TLS_RSA_WITH_AES_128_CBC_SHA", outcome.detail().args().getFirst());
        assertEquals(List.of("TLSv1.2"), outcome.info().supported());
    }

    @Test
    void aServerThatTakesNoCipherAtAll() throws Exception {
        RawPeer peer = speaking(Set.of(Version.TLS12));
        assertFailed(CauseId.TLS_NO_COMMON_CIPHER, "tls.no-common-cipher-known", perform(peer.port()));
    }

    // ---- names

    @Test
    void aNameThatTheServerRefusesIsAWrongName() throws Exception {
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            Hello.read(socket);
            socket.getOutputStream().write(RawPeer.alert(2, Tls.UNRECOGNIZED_NAME));
            socket.getInputStream().read();
        }));
        assertFailed(CauseId.TLS_CERT_WRONG_HOST, "tls.name-refused", perform(peer.port()));
    }

    @Test
    void aMereWarningAboutTheNameDoesNotStopIt() throws Exception {
        TlsServer server = closing(new TlsServer(SERVER, s -> {
        }));
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            Hello.read(socket);
            socket.getOutputStream().write(RawPeer.alert(1, Tls.UNRECOGNIZED_NAME));
            socket.getInputStream().read();
        }));
        Outcome outcome = perform(peer.port(), ClientProfile.CURRENT, () -> connect(server.port()), LONG);
        assertEquals(CauseId.OK, outcome.cause());
        assertEquals("tls.name-unknown", outcome.warnings().getFirst().detail().key());
        assertEquals('2', outcome.socket().getInputStream().read());
        assertEquals(List.of("-"), server.names);
    }

    @Test
    void aServerThatNeedsTheNameIsTold() throws Exception {
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            boolean named = Hello.read(socket).named();
            socket.getOutputStream()
                    .write(named ? RawPeer.hello(Version.TLS12, 0xc02f) : RawPeer.alert(2, Tls.HANDSHAKE_FAILURE));
            socket.getInputStream().read();
        }));
        assertFailed(CauseId.TLS_CLOSED, "tls.needs-name", perform(peer.port(), client(false, "TLSv1.2")));
    }

    // ---- peers that are no TLS servers

    @ParameterizedTest
    @ValueSource(strings = {"220 mail.example.com ESMTP\r\n", "220-hello\r\n220 there\r\n", "554 5.7.1 go away\r\n",
            "500 5.5.1 what?\r\n",
            "* OK IMAP4rev1 ready\r\n", "* PREAUTH hello\r\n", "* BYE busy\r\n", "+OK POP3 ready\r\n", "-ERR busy\r\n"})
    void aGreetingInTheClear(String greeting) throws Exception {
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            socket.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }));
        Outcome outcome = perform(peer.port());
        assertFailed(CauseId.TLS_MODE_MISMATCH, "tls.mode-mismatch", outcome);
        assertTrue(outcome.detail().args().getFirst().startsWith(greeting.substring(0, 3)));
        assertEquals(1, peer.connections.get(), "there is nothing to look at a second time");
        assertEquals(CauseId.TLS_MODE_MISMATCH, perform(peer.port(), client(true, "TLSv1")).cause());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\r\n", "\u0000\u0001\u0002", "2",
            "99999 no reply"})
    void somethingElseThanTls(String said) throws Exception {
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            Hello.read(socket);
            socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
            socket.close();
        }));
        assertFailed(CauseId.TLS_NOT_TLS, "tls.not-tls", perform(peer.port()));
    }

    @Test
    void whatIsShownOfItIsHarmless() throws Exception {
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            socket.getOutputStream().write("220 \u001b[31m\u0007evil\r\n".getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }));
        String text = perform(peer.port()).detail().text(Locale.ENGLISH);
        assertTrue(text.chars().allMatch(c -> c >= ' '), text);
    }

    @Test
    void arecordWithNonsenseInIt() throws Exception {
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            Hello.read(socket);
            socket.getOutputStream().write(RawPeer.record(Tls.HANDSHAKE, 99, 0, 0, 4, 1, 2, 3, 4));
            socket.getInputStream().read();
        }));
        assertFailed(CauseId.TLS_NOT_TLS, "tls.malformed", perform(peer.port()));
    }

    @Test
    void survivesMutatedAnswers() throws Exception {
        Random random = new Random(42);
        byte[] good = RawPeer.hello(Version.TLS12, 0xc02f);
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            Hello.read(socket);
            byte[] bad = new byte[1 + random.nextInt(600)];
            random.nextBytes(bad);
            System.arraycopy(good, 0, bad, 0, Math.min(random.nextInt(good.length), bad.length));
            socket.getOutputStream().write(bad);
            socket.close();
        }));
        for (int i = 0; i < 100; i++) {
            Outcome outcome = perform(peer.port(), client(true, i % 2 == 0 ? "TLSv1.2" : "TLSv1"));
            assertNull(outcome.socket());
            assertNotNull(outcome.detail().text(Locale.ENGLISH));
        }
    }

    // ---- peers that break off or stall

    @Test
    void aConnectionClosedInTheHandshake() throws Exception {
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            Hello.read(socket);
            socket.close();
        }));
        assertFailed(CauseId.TLS_CLOSED, "tls.closed", perform(peer.port()));
        assertFailed(CauseId.TLS_CLOSED, "tls.closed", perform(peer.port(), client(true, "TLSv1")));
    }

    @Test
    void aConnectionResetInTheHandshake() throws Exception {
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            Hello.read(socket);
            socket.setSoLinger(true, 0);
            socket.close();
        }));
        assertFailed(CauseId.TLS_CLOSED, "tls.reset", perform(peer.port()));
    }

    @ParameterizedTest
    @CsvSource({"80,internal_error", "10,unexpected_message", "49,access_denied", "200,200"})
    void anAlertIsNamed(int alert, String name) throws Exception {
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            Hello.read(socket);
            socket.getOutputStream().write(RawPeer.alert(2, alert));
            socket.getInputStream().read();
        }));
        Outcome outcome = perform(peer.port());
        assertFailed(CauseId.TLS_CLOSED, "tls.alert", outcome);
        assertEquals(name, outcome.detail().args().getFirst());
    }

    private void assertTimesOut(String key, RawPeer peer, ClientProfile client) {
        Duration deadline = Duration.ofMillis(500);
        // classes are loaded and compiled by a handshake before the one that is measured
        perform(peer.port(), client, () -> connect(peer.port()), deadline);
        long start = System.nanoTime();
        Outcome outcome = perform(peer.port(), client, () -> connect(peer.port()), deadline);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertFailed(CauseId.TLS_HANDSHAKE_TIMEOUT, key, outcome);
        assertTrue(millis <= deadline.toMillis() + OVERSHOOT_MILLIS, millis + " ms");
    }

    @Test
    void aPeerThatStallsTimesOut() throws Exception {
        RawPeer silent = closing(
                new RawPeer((socket, number) -> socket.getInputStream().transferTo(OutputStream.nullOutputStream())));
        assertTimesOut("tls.timeout", silent, ClientProfile.CURRENT);
        assertTimesOut("tls.timeout", silent, client(true, "TLSv1"));
    }

    @Test
    void aPeerThatDripsTimesOut() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        RawPeer drip = closing(new RawPeer((socket, number) -> {
            byte[] hello = RawPeer.hello(Version.TLS12, 0xc02f);
            for (int i = 0; i < 1000; i++) {
                socket.getOutputStream().write(hello[i % hello.length]);
                never.await(20, TimeUnit.MILLISECONDS);
            }
        }));
        assertTimesOut("tls.timeout-incomplete", drip, ClientProfile.CURRENT);
        assertTimesOut("tls.timeout", drip, client(true, "TLSv1"));
    }

    @Test
    void aSecondLookKeepsTheDeadlineToo() throws Exception {
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            Hello.read(socket);
            if (number % 2 == 1) {
                socket.getOutputStream().write(RawPeer.alert(2, Tls.HANDSHAKE_FAILURE));
            }
            socket.getInputStream().read();
        }));
        Duration deadline = Duration.ofMillis(500);
        perform(peer.port(), ClientProfile.CURRENT, () -> connect(peer.port()), deadline);
        long start = System.nanoTime();
        Outcome outcome = perform(peer.port(), ClientProfile.CURRENT, () -> connect(peer.port()), deadline);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertFailed(CauseId.TLS_NO_COMMON_CIPHER, "tls.no-common-cipher-known", outcome);
        assertTrue(millis <= deadline.toMillis() + OVERSHOOT_MILLIS, millis + " ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1"})
    void cancellingClosesAtOnce(String version) throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        RawPeer silent = closing(new RawPeer((socket, number) -> {
            Hello.read(socket);
            reached.countDown();
            try {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } finally {
                ended.countDown();
            }
        }));
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> perform(silent.port(), client(true, version)));
        assertTrue(reached.await(30, TimeUnit.SECONDS));
        cancellation.cancel();
        assertFailed(CauseId.USER_CANCELLED, "tls.cancelled", outcome.get(5, TimeUnit.SECONDS));
        assertTrue(ended.await(5, TimeUnit.SECONDS), "the connection was closed");
        assertEquals(1, silent.connections.get());
    }

    @Test
    void aFailedHandshakeClosesItsConnections() throws Exception {
        CountDownLatch ended = new CountDownLatch(2);
        RawPeer peer = closing(new RawPeer((socket, number) -> {
            Hello.read(socket);
            socket.getOutputStream().write(RawPeer.alert(2, Tls.HANDSHAKE_FAILURE));
            try {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } finally {
                ended.countDown();
            }
        }));
        perform(peer.port());
        assertTrue(ended.await(10, TimeUnit.SECONDS));
    }
}
