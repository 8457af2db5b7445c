package org.mailmend.training.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.training.Attendee;
import org.mailmend.training.course.PracticeGoal;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

class PracticeBoardTest {
    private static final int STARTTLS = 0;
    private static final int TLS = 1;
    private static final int IMAP = 2;
    private static final int PEOPLE = 20;

    @TempDir
    Path folder;

    private static List<PracticeAccount> accounts(int people, int shared) {
        List<Attendee> roster = new ArrayList<>();
        for (int i = 1; i <= people; i++) {
            roster.add(Attendee.of("s", "Person " + i, "", "", "").withId("a" + i));
        }
        return PracticeAccount.of("s", roster, shared);
    }

    /** Looks again whenever the board tells that something has changed. */
    private static void await(PracticeBoard board, BooleanSupplier condition) throws InterruptedException {
        Semaphore changed = new Semaphore(0);
        board.onChange(changed::release);
        while (!condition.getAsBoolean()) {
            assertTrue(changed.tryAcquire(30, TimeUnit.SECONDS), "nothing happens any more");
        }
    }

    @Test
    void givesTheSameAccountsAgain() {
        assertEquals(accounts(5, 2), accounts(5, 2));
        List<PracticeAccount> pairs = accounts(5, 2);
        assertEquals(3, pairs.size());
        assertEquals(List.of("a5"), pairs.getLast().attendees());
        assertEquals("desk03@example.com", pairs.getLast().address());
        assertNotEquals(pairs.get(0).appPassword(), pairs.get(1).appPassword());
        for (PracticeAccount account : accounts(PEOPLE, 1)) {
            assertEquals(SecretKind.APP_PASSWORD, SecretKind.ofPassword(account.appPassword()));
            assertEquals(SecretKind.PASSWORD, SecretKind.ofPassword(account.password()));
            assertFalse(account.toString().contains(account.appPassword()));
        }
    }

    @Test
    void listensToANetworkOnlyWithConsent() throws Exception {
        InetAddress home = InetAddress.getByName("192.168.1.7");
        assertThrows(IllegalArgumentException.class, () -> Reach.network(home, false));
        assertTrue(Reach.network(home, true).isNetwork());
        for (String address : List.of("8.8.8.8", "0.0.0.0", "::", "2001:4860:4860::8888", "100.128.0.1", "172.32.0.1")) {
            InetAddress internet = InetAddress.getByName(address);
            assertThrows(IllegalArgumentException.class, () -> Reach.network(internet, true), address);
        }
        for (String address : List.of("10.1.2.3", "172.16.0.1", "100.64.0.1", "fd00::1")) {
            assertTrue(Reach.network(InetAddress.getByName(address), true).isNetwork(), address);
        }
        try (PracticeBoard board = PracticeBoard.start(accounts(1, 1))) {
            assertFalse(board.reach().isNetwork());
            for (InetAddress other : Reach.networks()) {
                for (Target target : Stream.concat(board.targets().stream(), board.relayTargets().stream()).toList()) {
                    assertThrows(IOException.class, () -> new Socket(other, target.port()).close(), other + " " + target);
                }
            }
        }
    }

    @Test
    void servesTheNetworkWhenTheTrainerAgreed() throws Exception {
        List<InetAddress> networks = Reach.networks();
        assumeTrue(!networks.isEmpty(), "this computer is in no local network");
        try (PracticeBoard board = PracticeBoard.start(accounts(2, 1), Reach.network(networks.getFirst(), true))) {
            PracticeAccount account = board.accounts().get(1);
            send(board, account, account.appPassword(), "hello", STARTTLS);
            await(board, () -> board.standings().get(1).has(PracticeGoal.APP_PASSWORD));
            assertTrue(board.issuer().contains(networks.getFirst().getHostAddress()) || board.issuer().contains("["),
                    board.issuer());
            // the same computer at the relay, with a sender that nobody knows: a copier
            Target relay = board.relayTargets().get(1);
            assertTrue(say(networks.getFirst(), relay,
                    "EHLO copier\r\nMAIL FROM:<scanner@example.com>\r\nRCPT TO:<a@example.com>\r\nDATA\r\n"
                            + "Subject: scan\r\n\r\nhi\r\n.\r\nQUIT\r\n")
                    .contains("\r\n250 2.0.0 OK"));
            await(board, () -> board.standings().get(1).has(PracticeGoal.RELAY));
        }
    }

    @Test
    void tellsHowFarAJakartaMailClientCame() throws Exception {
        BlockingQueue<PracticeGoal> passed = new LinkedBlockingQueue<>();
        CountDownLatch told = new CountDownLatch(1);
        try (PracticeBoard board = PracticeBoard.start(accounts(3, 1))) {
            board.onPassed((standing, goal) -> {
                assertEquals(2, standing.account().number());
                assertFalse(standing.reply().isEmpty());
                passed.add(goal);
            });
            board.onChange(told::countDown);
            PracticeAccount account = board.accounts().get(1);
            assertEquals(PracticeStage.NOTHING, board.standings().get(1).stage());

            assertThrows(AuthenticationFailedException.class,
                    () -> send(board, account, account.password(), "refused", STARTTLS));
            assertEquals(PracticeGoal.ACCOUNT_PASSWORD_REFUSED, passed.poll(30, TimeUnit.SECONDS));
            Standing refused = board.standings().get(1);
            assertEquals(PracticeStage.REFUSED, refused.stage());
            assertEquals(SecretKind.PASSWORD, refused.secret());
            assertTrue(refused.reply().startsWith("535-5.7.8 "), refused.reply());

            send(board, account, account.appPassword(), "with an app password", TLS);
            assertEquals(PracticeGoal.APP_PASSWORD, passed.poll(30, TimeUnit.SECONDS));
            Standing arrived = board.standings().get(1);
            assertEquals(PracticeStage.ARRIVED, arrived.stage());
            assertEquals("Practice Mailer 1.0", arrived.client());
            assertEquals(2, arrived.tries());
            assertTrue(arrived.reply().startsWith("250 "), arrived.reply());

            send(board, account, board.token(account), "with a token", STARTTLS);
            assertEquals(PracticeGoal.OAUTH, passed.poll(30, TimeUnit.SECONDS));
            assertEquals("XOAUTH2", board.standings().get(1).mechanism());
            send(board, account, account.appPassword(), "once more", STARTTLS);

            Standing other = board.standings().getFirst();
            assertEquals(PracticeStage.NOTHING, other.stage());
            assertTrue(told.await(30, TimeUnit.SECONDS));
            assertEquals(3, board.messages().size());
            assertEquals("with an app password", read(board, account));
        }
        assertTrue(passed.isEmpty(), "told twice");
    }

    private static Properties properties(Target target, String protocol) {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", protocol);
        properties.put("mail." + protocol + ".host", target.host());
        properties.put("mail." + protocol + ".port", String.valueOf(target.port()));
        properties.put("mail." + protocol + ".ssl.trust", "*");
        properties.put("mail." + protocol + ".ssl.checkserveridentity", "false");
        properties.put("mail." + protocol + ".timeout", "30000");
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtps.auth", "true");
        return properties;
    }

    private static void send(PracticeBoard board, PracticeAccount account, String secret, String subject, int target)
            throws MessagingException {
        String protocol = target == TLS ? "smtps" : "smtp";
        Properties properties = properties(board.targets().get(target), protocol);
        if (secret.startsWith("ya29.")) {
            properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        }
        Session session = Session.getInstance(properties);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(account.address());
        message.setRecipients(Message.RecipientType.TO, account.address());
        message.setSubject(subject);
        message.setHeader("X-Mailer", "Practice Mailer 1.0");
        message.setText("hello");
        try (Transport transport = session.getTransport()) {
            transport.connect(account.address(), secret);
            message.saveChanges();
            transport.sendMessage(message, InternetAddress.parse(account.address()));
        }
    }

    private static String read(PracticeBoard board, PracticeAccount account) throws MessagingException {
        try (Store store = Session.getInstance(properties(board.targets().get(IMAP), "imaps")).getStore("imaps")) {
            store.connect(board.targets().get(IMAP).host(), board.targets().get(IMAP).port(), account.address(),
                    account.appPassword());
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                return inbox.getMessage(1).getSubject();
            }
        }
    }

    private int swaks(Target target, String... more) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("swaks", "--server", target.host(), "--port", String.valueOf(target.port()),
                        "--to", "trainer@example.com", "--timeout", "30", "--ehlo", "copier.local"));
        command.addAll(List.of(more));
        return run(command);
    }

    private int run(List<String> command) throws Exception {
        String program = command.getFirst();
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program))),
                program + " is not installed");
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> command + " hangs");
        return process.exitValue();
    }

    @Test
    void tellsHowFarSwaksCame() throws Exception {
        try (PracticeBoard board = PracticeBoard.start(accounts(2, 1))) {
            PracticeAccount account = board.accounts().getFirst();
            Target submission = board.targets().get(STARTTLS);
            assertNotEquals(0, swaks(submission, "--tls", "--auth", "LOGIN", "--auth-user", account.address(), "--auth-password",
                    account.password(), "--from", account.address()));
            await(board, () -> board.standings().getFirst().has(PracticeGoal.ACCOUNT_PASSWORD_REFUSED));
            assertEquals(0, swaks(submission, "--tls", "--auth", "PLAIN", "--auth-user", account.address(), "--auth-password",
                    account.appPassword().replace(" ", ""), "--from", account.address()));
            await(board, () -> board.standings().getFirst().has(PracticeGoal.APP_PASSWORD));
            assertTrue(board.standings().getFirst().client().contains("swaks"), board.standings().getFirst().client());
            assertFalse(board.standings().getFirst().has(PracticeGoal.RELAY));
            assertEquals(0, swaks(board.relayTargets().get(1), "--from", account.address()));
            await(board, () -> board.standings().getFirst().has(PracticeGoal.RELAY));
            // without a sign-in the submission port takes nothing
            assertNotEquals(0, swaks(submission, "--tls", "--from", account.address()));
            Visit last = board.visits().getFirst();
            assertTrue(last.reply().startsWith("530"), last.toString());
        }
    }

    @Test
    void tellsHowFarCurlCame() throws Exception {
        try (PracticeBoard board = PracticeBoard.start(accounts(2, 2))) {
            PracticeAccount account = board.accounts().getFirst();
            Path mail = Files.writeString(folder.resolve("mail"),
                    "User-Agent: curl in a script\r\nSubject: hello\r\n\r\nhello\r\n");
            Target tls = board.targets().get(TLS);
            assertEquals(0,
                    run(List.of("curl", "-sS", "-k", "--max-time", "30", "--url", "smtps://" + tls.host() + ":" + tls.port(),
                            "--user", "desk01:" + account.appPassword(), "--login-options", "AUTH=PLAIN", "--mail-from",
                            account.address(),
                            "--mail-rcpt", "trainer@example.com", "-T", mail.toString())) == 67 ? 0 : 1,
                    "the domain is missing: refused");
            await(board, () -> board.standings().getFirst().stage() == PracticeStage.REFUSED);
            assertEquals(0,
                    run(List.of("curl", "-sS", "-k", "--max-time", "30", "--url", "smtps://" + tls.host() + ":" + tls.port(),
                            "--user", account.address() + ":" + account.appPassword(), "--mail-from", account.address(),
                            "--mail-rcpt",
                            "trainer@example.com", "-T", mail.toString())));
            await(board, () -> board.standings().getFirst().has(PracticeGoal.APP_PASSWORD));
            assertEquals("curl in a script", board.standings().getFirst().client());
        }
    }

    @Test
    void namesAClientThatDoesNotTrustTheCertificate() throws Exception {
        try (PracticeBoard board = PracticeBoard.start(accounts(1, 1))) {
            Target tls = board.targets().get(TLS);
            assertNotEquals(0, run(List.of("curl", "-sS", "--max-time", "30", "smtps://" + tls.host() + ":" + tls.port())));
            await(board, () -> !board.visits().isEmpty() && board.visits().getFirst().ended() != null);
            Visit visit = board.visits().getFirst();
            assertTrue(visit.reply().contains("unknown_ca") || visit.reply().contains("certificate"), visit.toString());
        }
    }

    @Test
    void hidesWhatAClientTriesToSmuggleIn() throws Exception {
        try (PracticeBoard board = PracticeBoard.start(accounts(1, 1))) {
            Target relay = board.relayTargets().get(1);
            say(InetAddress.getLoopbackAddress(), relay, "EHLO \u001b[31m\u202eevil" + "x".repeat(3000)
                    + "\r\nMAIL FROM:<desk01@example.com>\r\nRCPT TO:<a@example.com>\r\nDATA\r\nX-Mailer: \u001b]0;\u2066evil\u0007"
                    + "y".repeat(5000) + "\r\n\r\nhi\r\n.\r\nQUIT\r\n");
            await(board, () -> board.standings().getFirst().has(PracticeGoal.RELAY));
            String all = board.standings() + " " + board.visits();
            assertTrue(all.length() < 5000, "unbounded");
            Predicate<String> hidden = text -> text.chars()
                    .anyMatch(c -> Character.isISOControl(c) && c != '\n' || c == 0x202e || c == 0x2066);
            assertFalse(hidden.test(all), all);
        }
    }

    private static String say(InetAddress address, Target target, String lines) throws IOException {
        try (Socket socket = new Socket(address, target.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aFloodDoesNotDisturbTheOthers() throws Exception {
        try (PracticeBoard board = PracticeBoard.start(accounts(PEOPLE, 1))) {
            CountDownLatch rising = new CountDownLatch(60);
            CountDownLatch served = new CountDownLatch(PEOPLE);
            List<Thread> hostile = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int kind = i % 4;
                hostile.add(Thread.ofPlatform().start(() -> {
                    while (served.getCount() > 0) {
                        flood(board, kind, served);
                        rising.countDown();
                    }
                }));
            }
            assertTrue(rising.await(60, TimeUnit.SECONDS), "no flood");
            List<Thread> people = new ArrayList<>();
            List<String> troubles = java.util.Collections.synchronizedList(new ArrayList<>());
            for (PracticeAccount account : board.accounts()) {
                people.add(Thread.ofPlatform().start(() -> {
                    try {
                        send(board, account, account.appPassword(), "in the flood", STARTTLS);
                    } catch (MessagingException e) {
                        troubles.add(account + ": " + e);
                    } finally {
                        served.countDown();
                    }
                }));
            }
            for (Thread each : people) {
                each.join();
            }
            assertEquals(List.of(), troubles);
            await(board, () -> board.standings().stream().allMatch(each -> each.has(PracticeGoal.APP_PASSWORD)));
            for (Thread each : hostile) {
                each.join();
            }
            assertTrue(board.visits().size() <= 500);
            assertEquals(PEOPLE, board.messages().size());
        }
    }

    private static void flood(PracticeBoard board, int kind, CountDownLatch served) {
        Target target = kind == 3 ? board.relayTargets().get(1) : board.targets().get(STARTTLS);
        try (Socket socket = new Socket("127.0.0.1", target.port())) {
            socket.setSoTimeout(2000);
            OutputStream out = socket.getOutputStream();
            switch (kind) {
                case 0 -> served.await(); // says nothing and stays
                case 1 -> out.write("x".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
                case 2 -> {
                    out.write("EHLO a\r\nAUTH PLAIN AAAA\r\n".repeat(200).getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().readAllBytes();
                }
                default -> {
                    out.write("EHLO a\r\nMAIL FROM:<x@y>\r\nRCPT TO:<z@y>\r\nDATA\r\n".getBytes(StandardCharsets.US_ASCII));
                    byte[] much = "z".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
                    for (int i = 0; i < 400; i++) {
                        out.write(much);
                    }
                }
            }
        } catch (IOException | InterruptedException e) {
            // the server has sent it away, which is what it should do
            Thread.yield();
        }
    }

    @Test
    void findsItsPortsAgainAndKeepsWhatWasAchieved() throws Exception {
        List<Target> before;
        try (PracticeBoard board = PracticeBoard.start(accounts(1, 1))) {
            before = board.targets();
        }
        try (PracticeBoard board = PracticeBoard.start(accounts(1, 1))) {
            assumeTrue(before.getFirst().port() == 2587, "another program holds the port");
            assertEquals(before, board.targets());
            board.restore(1, PracticeGoal.OAUTH, Instant.EPOCH);
            assertTrue(board.standings().getFirst().has(PracticeGoal.OAUTH));
            try (PracticeBoard second = PracticeBoard.start(accounts(1, 1))) {
                assertNotEquals(board.targets(), second.targets());
            }
        }
    }
}
