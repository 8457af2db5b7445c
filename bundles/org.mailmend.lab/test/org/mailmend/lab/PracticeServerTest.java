package org.mailmend.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.lab.PracticeServer.Limits;
import org.mailmend.lab.PracticeServer.Options;

/** A practice server stands a room full of clients, and hostile ones among them. */
class PracticeServerTest {
    private static final Scenario GMAIL = Scenarios.byId("gmail-account-password").orElseThrow();
    private static final Scenario OK = Scenarios.byId("ok").orElseThrow();

    private static PracticeServer start(Scenario scenario, Limits limits) throws IOException {
        return PracticeServer.start(scenario, Options.DEFAULT.withLimits(limits));
    }

    private static void envelope(RawClient client, String from, String to) throws IOException {
        assertTrue(client.ask("MAIL FROM:<" + from + ">").startsWith("250"));
        assertTrue(client.ask("RCPT TO:<" + to + ">").startsWith("250"));
        assertTrue(client.ask("DATA").startsWith("354"));
    }

    private static void waitFor(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not come to pass in 20 seconds");
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    void bothLoopbackAddressesAreServed() throws Exception {
        try (PracticeServer server = PracticeServer.start(OK)) {
            Target target = server.targets().get(0);
            assertEquals("localhost", target.host());
            for (InetAddress address : InetAddress.getAllByName("localhost")) {
                try (Socket socket = new Socket(address, target.port())) {
                    assertEquals('2', socket.getInputStream().read());
                }
            }
        }
    }

    @Test
    void thePortIsTheOneAskedFor() throws Exception {
        int port;
        try (PracticeServer first = PracticeServer.start(OK)) {
            port = first.targets().get(0).port();
            assertThrows(BindException.class, () -> PracticeServer.start(OK, Options.DEFAULT.withPort(port)));
        }
        try (PracticeServer again = PracticeServer.start(OK, Options.DEFAULT.withPort(port))) {
            assertEquals(port, again.targets().get(0).port());
            assertEquals(OK.endpoints().size(), again.targets().size());
        }
    }

    @Test
    void anAddressOfItsOwnIsInTheTargetAndInTheCertificate() throws Exception {
        try (PracticeServer server = PracticeServer.start(OK,
                Options.DEFAULT.withAddress(InetAddress.getByName("127.0.0.2")))) {
            assertEquals("127.0.0.2", server.targets().get(0).host());
            try (Socket socket = new Socket("127.0.0.2", server.targets().get(0).port())) {
                assertEquals('2', socket.getInputStream().read());
            }
            assertThrows(IOException.class, () -> new Socket("127.0.0.1", server.targets().get(0).port()).close());
            assertTrue(server.trustAnchorsPem().startsWith("-----BEGIN CERTIFICATE-----\n"));
        }
    }

    @Test
    void accountsAreKeptApart() throws Exception {
        Options options = Options.DEFAULT.withAccounts(List.of(new Account("one@example.com", "Password-1", "aaaabbbbccccdddd",
                "token-1"), new Account("two@example.com", "Password-2", null, "token-2")));
        try (PracticeServer server = PracticeServer.start(GMAIL, options)) {
            assertEquals("250", signIn(server, "ONE@example.com", "aaaa bbbb cccc dddd"));
            assertEquals("535", signIn(server, "one@example.com", "Password-1"));
            assertEquals("535", signIn(server, "two@example.com", "aaaabbbbccccdddd"));
            assertEquals("535", signIn(server, "one@example.com", "practicepassword"));
            assertEquals("535", signIn(server, "three@example.com", "aaaabbbbccccdddd"));
        }
        try (PracticeServer server = PracticeServer.start(OK, options)) {
            assertEquals("250", signIn(server, "one@example.com", "Password-1"));
            assertEquals("535", signIn(server, "one@example.com", "Password-2"));
            try (RawClient client = new RawClient(server)) {
                client.hear();
                client.ask("EHLO x");
                client.ask("STARTTLS");
                client.tls().ask("EHLO x");
                client.say("AUTH XOAUTH2 " + RawClient.base64("user=two@example.com\1auth=Bearer token-1\1\1"));
                assertTrue(client.hear().startsWith("334 "));
                assertTrue(client.ask("").startsWith("535"));
                assertTrue(client.ask("AUTH XOAUTH2 " + RawClient.base64("user=two@example.com\1auth=Bearer token-2\1\1"))
                        .startsWith("235"));
            }
        }
    }

    /** 250 when the sign-in was accepted and works, otherwise the code of the refusal. */
    private static String signIn(PracticeServer server, String user, String secret) {
        try (RawClient client = RawClient.signedIn(server, user, secret)) {
            return client.ask("MAIL FROM:<" + user + ">").substring(0, 3);
        } catch (IOException e) {
            return e.getMessage().substring(0, 3);
        }
    }

    @Test
    void cramMd5NeedsTheRightPassword() throws Exception {
        Options options = Options.DEFAULT.withAccounts(List.of(new Account("tim", "tanstaaftanstaaf", null, null)));
        try (PracticeServer server = PracticeServer.start(OK, options); RawClient client = new RawClient(server)) {
            client.hear();
            client.ask("EHLO x");
            client.ask("STARTTLS");
            client.tls().ask("EHLO x");
            for (String password : List.of("wrong", "tanstaaftanstaaf")) {
                String challenge = client.ask("AUTH CRAM-MD5").substring(4);
                javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacMD5");
                mac.init(new javax.crypto.spec.SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
                String digest = java.util.HexFormat.of().formatHex(mac.doFinal(java.util.Base64.getDecoder().decode(challenge)));
                assertTrue(client.ask(RawClient.base64("tim " + digest)).startsWith(password.equals("wrong") ? "535" : "235"));
            }
        }
    }

    @Test
    void theListenerHearsAllAndNoSecret() throws Exception {
        Queue<PracticeEvent> events = new ConcurrentLinkedQueue<>();
        try (PracticeServer server = PracticeServer.start(GMAIL, Options.DEFAULT.withListener(events::add))) {
            try (RawClient client = new RawClient(server)) {
                client.hear();
                client.ask("EHLO pc\u202e.example");
                client.ask("STARTTLS");
                client.tls().ask("EHLO pc.example");
                client.ask("AUTH PLAIN " + RawClient.plain("a@example.com", "Hanako-1975"));
                client.ask("AUTH LOGIN");
                client.ask(RawClient.base64("a@example.com"));
                client.ask(RawClient.base64("Hanako-1975"));
                client.ask("Hanako-1975");
                client.ask("AUTH XOAUTH2 " + RawClient.base64("user=a@example.com\1auth=Bearer ya29.Hanako-1975\1\1"));
                client.ask("");
                client.ask("AUTH PLAIN " + RawClient.plain("a@example.com", "practicepassword"));
                envelope(client, "a@example.com", "b@example.com");
                client.ask("Subject: hi\r\n\r\nbody\r\n.");
                client.ask("QUIT");
                assertNull(client.hear());
            }
            waitFor(() -> events.stream().anyMatch(PracticeEvent.Closed.class::isInstance));
            String all = events.toString();
            for (String secret : List.of("Hanako-1975", RawClient.base64("Hanako-1975"), "practicepassword",
                    RawClient.plain("a@example.com", "Hanako-1975"))) {
                assertFalse(all.contains(secret), all);
            }
            assertEquals(List.of("PLAIN/PASSWORD/false", "LOGIN/PASSWORD/false", "XOAUTH2/TOKEN/false",
                    "PLAIN/APP_PASSWORD/true"),
                    events.stream().filter(PracticeEvent.SignInTried.class::isInstance).map(PracticeEvent.SignInTried.class::cast)
                            .map(e -> e.mechanism() + "/" + e.kind() + "/" + e.accepted()).toList());
            assertTrue(all.contains("pcU+202E.example"), all);
            PracticeEvent.MessageAccepted accepted = events.stream().filter(PracticeEvent.MessageAccepted.class::isInstance)
                    .map(PracticeEvent.MessageAccepted.class::cast).findFirst().orElseThrow();
            assertEquals("hi", accepted.message().header("subject"));
            assertEquals("a@example.com", accepted.message().user());
            assertEquals(PracticeEvent.Reason.QUIT, events.stream().filter(PracticeEvent.Closed.class::isInstance)
                    .map(PracticeEvent.Closed.class::cast).findFirst().orElseThrow().reason());
            assertEquals(SecretKind.APP_PASSWORD, SecretKind.ofPassword("practicepassword"));
        }
    }

    @Test
    void aListenerThatFailsDisturbsNobody() throws Exception {
        try (PracticeServer server = PracticeServer.start(OK, Options.DEFAULT.withListener(event -> {
            throw new IllegalStateException("on purpose");
        })); RawClient client = new RawClient(server)) {
            assertTrue(client.hear().startsWith("220"));
        }
    }

    @Test
    void aMessageArrivesByteByByteAsItWasSent() throws Exception {
        byte[] content = "Subject: x\r\n\r\n.\r\n..a\r\nlone\rreturn\r\nend\r\n".getBytes(StandardCharsets.UTF_8);
        try (PracticeServer server = PracticeServer.start(OK); RawClient client = RawClient.signedIn(server, "a", "b")) {
            envelope(client, "a@example.com", "a");
            client.send("Subject: x\r\n\r\n..\r\n...a\r\nlone\rreturn\r\nend\r\n.\r\n".getBytes(StandardCharsets.UTF_8));
            assertTrue(client.hear().startsWith("250"));
            assertArrayEquals(content, server.messages().get(0).content());
        }
    }

    @Test
    void commandsMayBePipelined() throws Exception {
        try (PracticeServer server = PracticeServer.start(OK); RawClient client = RawClient.signedIn(server, "a", "b")) {
            client.say("MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nRCPT TO:<c@example.com>\r\nDATA");
            for (String code : List.of("250", "250", "250", "354")) {
                assertTrue(client.hear().startsWith(code));
            }
            client.say("Subject: x\r\n\r\n.\r\nRSET\r\nQUIT");
            for (String code : List.of("250", "250", "221")) {
                assertTrue(client.hear().startsWith(code));
            }
        }
    }

    @Test
    void plaintextBeforeTheHandshakeIsNotExecuted() throws Exception {
        try (PracticeServer server = PracticeServer.start(OK); RawClient client = new RawClient(server)) {
            client.hear();
            client.ask("EHLO x");
            client.say("STARTTLS\r\nEHLO injected");
            client.hear();
            client.tls();
            assertTrue(client.ask("NOOP").startsWith("250 2.0.0 Ok"));
        }
    }

    @Test
    void anOverlongLineEndsTheSession() throws Exception {
        try (PracticeServer server = PracticeServer.start(OK); RawClient client = new RawClient(server)) {
            client.hear();
            assertTrue(client.ask("EHLO " + "x".repeat(8100)).startsWith("250"));
            String reply = client.ask("EHLO " + "x".repeat(9000));
            assertTrue(reply == null || reply.startsWith("500"), reply);
        }
    }

    @Test
    void manyMistakesEndTheSession() throws Exception {
        try (PracticeServer server = PracticeServer.start(OK); RawClient client = new RawClient(server)) {
            client.hear();
            String reply = "";
            int count = 0;
            while (reply != null && !reply.startsWith("421") && count++ < 100) {
                reply = client.ask("GET / HTTP/1.1");
            }
            assertEquals(21, count);
        }
    }

    @Test
    void aMessageThatIsTooBigIsRefusedAndTheSessionGoesOn() throws Exception {
        Limits limits = Limits.DEFAULT.withMessage(10_000);
        try (PracticeServer server = start(OK, limits); RawClient client = RawClient.signedIn(server, "a", "b")) {
            assertTrue(client.ask("MAIL FROM:<a@example.com> SIZE=10001").startsWith("552"));
            envelope(client, "a@example.com", "b@example.com");
            client.say("x".repeat(60_000));
            assertTrue(client.ask(".").startsWith("552"));
            envelope(client, "a@example.com", "b@example.com");
            assertTrue(client.ask("small\r\n.").startsWith("250"));
            envelope(client, "a@example.com", "b@example.com");
            byte[] endless = "y".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 10_000; i++) {
                    client.send(endless);
                }
            });
            assertEquals(1, server.messages().size());
        }
    }

    @Test
    void allMessagesTogetherAreBounded() throws Exception {
        Limits limits = Limits.DEFAULT.withMessage(100_000).withMemory(400_000, 3);
        try (PracticeServer server = start(OK, limits)) {
            try (RawClient client = RawClient.signedIn(server, "a", "b")) {
                for (int i = 1; i <= 5; i++) {
                    envelope(client, "a@example.com", "b@example.com");
                    assertTrue(client.ask("Subject: " + i + "\r\n.").startsWith("250"));
                }
                assertEquals(List.of("3", "4", "5"), server.messages().stream().map(m -> m.header("Subject")).toList());
                envelope(client, "a@example.com", "b@example.com");
                client.say("z".repeat(78).concat("\r\n").repeat(1200));
                assertTrue(client.ask(".").startsWith("250"));
                envelope(client, "a@example.com", "b@example.com");
                client.say("z".repeat(78).concat("\r\n").repeat(1200));
                assertTrue(client.ask(".").startsWith("250"));
                assertTrue(server.messages().stream().mapToInt(StoredMessage::size).sum() <= 200_000);
            }
            // three receptions of up to 100,000 bytes at once need more than the half that is for receptions
            List<RawClient> clients = new ArrayList<>();
            int refused = 0;
            for (int i = 0; i < 3; i++) {
                RawClient client = RawClient.signedIn(server, "a", "b");
                envelope(client, "a@example.com", "b@example.com");
                client.say("z".repeat(98).concat("\r\n").repeat(999));
                clients.add(client);
            }
            for (RawClient client : clients) {
                client.send("z".getBytes(StandardCharsets.US_ASCII));
            }
            waitFor(() -> server.connections() == 3);
            for (RawClient client : clients) {
                String reply = client.ask("\r\n.");
                refused += reply.startsWith("452") ? 1 : 0;
                client.close();
            }
            assertTrue(refused <= 1, "refused " + refused);
        }
    }

    @Test
    void aClientThatTakesTooLongIsToldSo() throws Exception {
        Limits limits = Limits.DEFAULT.withTimes(Duration.ofMillis(300), Duration.ofMinutes(1));
        try (PracticeServer server = start(OK, limits); RawClient client = new RawClient(server)) {
            client.hear();
            assertTrue(client.hear().startsWith("421 4.4.2"));
            assertNull(client.hear());
        }
        try (PracticeServer server = start(OK, Limits.DEFAULT.withTimes(Duration.ofMinutes(1), Duration.ofSeconds(4)));
                RawClient client = RawClient.signedIn(server, "a", "b")) {
            envelope(client, "a@example.com", "b@example.com");
            client.say("never ends");
            assertThrows(IOException.class, () -> {
                while (client.line() != null) {
                    client.say("never ends");
                }
                throw new IOException("closed");
            });
        }
    }

    @Test
    void oneClientTooManyIsRefusedPolitely() throws Exception {
        try (PracticeServer server = start(OK, Limits.DEFAULT.withConnections(3, 2))) {
            try (RawClient first = RawClient.signedIn(server, "a", "b");
                    RawClient second = RawClient.signedIn(server, "a", "b")) {
                try (RawClient third = new RawClient(server)) {
                    assertTrue(third.hear().startsWith("421 4.7.0"));
                    assertNull(third.hear());
                }
                assertTrue(first.ask("NOOP").startsWith("250"));
                assertTrue(second.ask("NOOP").startsWith("250"));
            }
        }
    }

    @Test
    void oneWhoOnlyIdlesMakesRoomForANewClient() throws Exception {
        try (PracticeServer server = start(OK, Limits.DEFAULT.withConnections(2, 2));
                RawClient worker = RawClient.signedIn(server, "a", "b");
                RawClient idler = new RawClient(server)) {
            idler.hear();
            waitFor(() -> {
                try (RawClient newcomer = new RawClient(server)) {
                    return newcomer.hear().startsWith("220");
                } catch (IOException e) {
                    return false;
                }
            });
            assertTrue(idler.hear().startsWith("421 4.7.0"));
            assertTrue(worker.ask("NOOP").startsWith("250"));
        }
    }

    @Test
    void twentyClientsSendAtOnceWhileAFloodGoesOn() throws Exception {
        CountDownLatch stop = new CountDownLatch(1);
        try (PracticeServer server = PracticeServer.start(GMAIL);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = server.targets().get(0).port();
            List<Future<?>> floods = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                floods.add(threads.submit(() -> {
                    List<Socket> sockets = new ArrayList<>();
                    while (!stop.await(3, TimeUnit.MILLISECONDS)) {
                        try {
                            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                            socket.getOutputStream().write("EHLO flood\r\nAUTH ".getBytes(StandardCharsets.US_ASCII));
                            sockets.add(socket);
                        } catch (IOException e) {
                            // refused or sent away: the flood goes on
                            continue;
                        }
                        if (sockets.size() > 200) {
                            sockets.remove(0).close();
                        }
                    }
                    for (Socket socket : sockets) {
                        socket.close();
                    }
                    return null;
                }));
            }
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String user = "trainee" + i + "@example.com";
                clients.add(threads.submit(() -> {
                    sendPersistently(server, user);
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get(60, TimeUnit.SECONDS);
            }
            stop.countDown();
            for (Future<?> flood : floods) {
                flood.get(60, TimeUnit.SECONDS);
            }
            assertEquals(20, server.messages().stream().map(StoredMessage::user).distinct().count());
        }
    }

    /** As a mail client does: when the server has no room it tries again. */
    private static void sendPersistently(PracticeServer server, String user) throws Exception {
        for (int attempt = 1;; attempt++) {
            try (RawClient client = new RawClient(server)) {
                client.signIn(user, "practicepassword");
                envelope(client, user, user);
                assertTrue(client.ask("Subject: from " + user + "\r\n\r\nhi\r\n.").startsWith("250"));
                return;
            } catch (IOException | NullPointerException e) {
                if (attempt == 100) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    @Test
    void mailGoesToTheMailboxOfItsRecipientOnly() throws Exception {
        try (PracticeServer server = PracticeServer.start(OK)) {
            try (RawClient client = RawClient.signedIn(server, "a@example.com", "x")) {
                envelope(client, "a@example.com", "B@example.com");
                assertTrue(client.ask("Message-ID: <1@practice>\r\nSubject: for b\r\n\r\nhi\r\n.").startsWith("250"));
            }
            Target imap = server.targets().stream().filter(t -> t.protocol() == Protocol.IMAP && t.security() == Security.TLS)
                    .findFirst().orElseThrow();
            for (String user : List.of("a@example.com", "b@example.com")) {
                try (RawClient client = new RawClient(imap, server.trustAnchors())) {
                    client.line();
                    client.command("1 LOGIN " + user + " x");
                    assertTrue(client.command("2 EXAMINE INBOX").contains(user.startsWith("b") ? "* 1 EXISTS" : "* 0 EXISTS"));
                    assertEquals(user.startsWith("b") ? "* SEARCH 1\n3 OK Completed.\n" : "* SEARCH\n3 OK Completed.\n",
                            client.command("3 SEARCH HEADER Message-ID \"<1@practice>\""));
                }
            }
        }
    }

    @Test
    void anIdleClientHearsOfNewMail() throws Exception {
        try (PracticeServer server = PracticeServer.start(OK)) {
            Target imap = server.targets().stream().filter(t -> t.protocol() == Protocol.IMAP && t.security() == Security.TLS)
                    .findFirst().orElseThrow();
            try (RawClient reader = new RawClient(imap, server.trustAnchors());
                    RawClient writer = RawClient.signedIn(server, "a@example.com", "x")) {
                reader.line();
                reader.command("1 LOGIN b@example.com x");
                reader.command("2 SELECT INBOX");
                reader.say("3 IDLE");
                assertEquals("+ idling", reader.line());
                envelope(writer, "a@example.com", "b@example.com");
                writer.ask("Subject: now\r\n.");
                assertEquals("* 1 EXISTS", reader.line());
                reader.say("DONE");
                assertEquals("3 OK Completed.", reader.line());
            }
        }
    }

    @Test
    void hostileImapIsAnsweredInBounds() throws Exception {
        try (PracticeServer server = PracticeServer.start(OK)) {
            Target imap = server.targets().stream().filter(t -> t.protocol() == Protocol.IMAP && t.security() == Security.TLS)
                    .findFirst().orElseThrow();
            try (RawClient client = new RawClient(imap, server.trustAnchors())) {
                client.line();
                assertTrue(client.command("1 LOGIN {999999999}").startsWith("1 BAD"));
                assertTrue(client.command("2 " + "(".repeat(50)).startsWith("2 BAD"));
                assertTrue(client.command("3 LOGIN \"x").startsWith("3 BAD"));
                assertTrue(client.command("4 SELECT INBOX").startsWith("4 BAD"));
                client.command("5 LOGIN a b");
                client.command("6 SELECT inbox");
                assertTrue(client.command("7 SEARCH NOT").startsWith("7 BAD"));
                assertTrue(client.command("8 FETCH 1:4294967295 (UID NONSENSE[)").contains("8 "));
                assertTrue(client.command("9 UID UID FETCH 1 UID").startsWith("9 BAD"));
                assertTrue(client.command("a LIST \"\" \"*[(\"").contains("a OK"));
                assertTrue(client.command("b APPEND Sent {5000000}").startsWith("b BAD"));
                client.say("c LOGIN {9999999+}");
                assertEquals("* BYE Too long line.", client.line());
            }
        }
    }

    @Test
    void closingSaysGoodbyeWithinASecond() throws Exception {
        PracticeServer server = PracticeServer.start(OK);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            clients.add(new RawClient(server));
            clients.get(i).hear();
        }
        RawClient secure = RawClient.signedIn(server, "a", "b");
        long before = System.nanoTime();
        server.close();
        long millis = Duration.ofNanos(System.nanoTime() - before).toMillis();
        assertTrue(millis < 1000, millis + " ms");
        for (RawClient client : clients) {
            assertTrue(client.hear().startsWith("421 4.3.2"));
            assertNull(client.hear());
            client.close();
        }
        assertTrue(secure.hear().startsWith("421 4.3.2"));
        secure.close();
        assertThrows(IOException.class, () -> new RawClient(server).close());
        server.close();
    }

    @Test
    void closingDoesNotWaitForAClientThatDoesNotRead() throws Exception {
        PracticeServer server = PracticeServer.start(OK);
        try (RawClient client = new RawClient(server)) {
            ByteArrayOutputStream commands = new ByteArrayOutputStream();
            for (int i = 0; i < 200_000; i++) {
                commands.writeBytes("NOOP\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    client.send(commands.toByteArray());
                    client.send(commands.toByteArray());
                    client.send(commands.toByteArray());
                } catch (IOException e) {
                    Thread.currentThread().interrupt();
                }
            });
            waitFor(() -> server.connections() == 1);
            writer.join(Duration.ofSeconds(2));
            long before = System.nanoTime();
            server.close();
            assertTrue(Duration.ofNanos(System.nanoTime() - before).toMillis() < 1000);
        }
    }
}
