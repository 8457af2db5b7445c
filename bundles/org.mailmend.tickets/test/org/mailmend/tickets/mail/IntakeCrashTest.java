package org.mailmend.tickets.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.TicketStore;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/** An intake that is killed in the middle loses no message and takes none twice, whoever wrote the server. */
class IntakeCrashTest {
    private static final int MESSAGES = 60;
    private static final int KILLS = 3;
    private static final Path DOVECOT = Path.of("/usr/sbin/dovecot");

    @TempDir
    Path folder;

    private static byte[] message(int i) {
        // every third one answers the one before
        String answers = i % 3 == 2 ? "In-Reply-To: <" + (i - 1) + "@example.com>\r\n" : "";
        return ("From: Ann <ann" + i % 7 + "@example.com>\r\nSubject: Help " + i + "\r\nMessage-ID: <" + i + "@example.com>\r\n"
                + answers + "\r\n送れない " + i + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void ofGreenMail() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        try {
            GreenMailUser user = server.setUser("help@example.org", "help", "practice");
            for (int i = 0; i < MESSAGES; i++) {
                user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message(i))));
            }
            killAndCompare(server.getImap().getPort());
        } finally {
            server.stop();
        }
    }

    @Test
    void ofDovecot() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(DOVECOT),
                "LEFT OUT: Dovecot is not installed (apt-get install dovecot-imapd).");
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "LEFT OUT: Dovecot can only be started by root.");
        // its sockets need short names
        Path home = Files.createTempDirectory("mmdc");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path inbox = home.resolve("mail/help/Maildir/new");
        Files.createDirectories(inbox);
        for (int i = 0; i < MESSAGES; i++) {
            Files.write(inbox.resolve(1_700_000_000 + i + ".M" + i + ".host"), message(i));
        }
        start("chown", "-R", "mail:mail", home.resolve("mail").toString()).waitFor();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(home.resolve("dovecot.conf"), """
                base_dir = $HOME/run
                state_dir = $HOME/run
                log_path = $HOME/dovecot.log
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                mail_location = maildir:~/Maildir
                first_valid_uid = 1
                first_valid_gid = 1
                passdb {
                  driver = static
                  args = password=practice
                }
                userdb {
                  driver = static
                  args = uid=mail gid=mail home=$HOME/mail/%n
                }
                service imap-login {
                  inet_listener imap {
                    port = $IMAP
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service anvil {
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                """.replace("$HOME", home.toString()).replace("$IMAP", String.valueOf(port)));
        Process dovecot = start(DOVECOT.toString(), "-F", "-c", home.resolve("dovecot.conf").toString());
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!isOpen(port)) {
                assertTrue(System.nanoTime() < end && !dovecot.waitFor(20, TimeUnit.MILLISECONDS), "Dovecot did not start");
            }
            killAndCompare(port);
        } finally {
            dovecot.destroy();
            dovecot.waitFor(10, TimeUnit.SECONDS);
            start("rm", "-rf", home.toString()).waitFor();
        }
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets a process take the mailbox in, kills it after a few messages, again and again; the last one may finish. */
    private void killAndCompare(int port) throws Exception {
        Path database = folder.resolve("tickets.db");
        Random random = new Random(7);
        Set<String> told = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            told.addAll(runAndKill(database, port, 3 + random.nextInt(MESSAGES / KILLS - 5)));
        }
        assertTrue(told.size() < MESSAGES, "it was never killed in the middle");
        try (TicketStore store = TicketStore.open(StoreLocation.embedded(database));
                ImapSource source = IntakeChild.source(port, "help", "practice", store)) {
            assertTrue(source.fetch(new MailIntake(store, Locale.ENGLISH), taken -> told.add(taken.mail().messageId())) > 0);
            assertEquals(List.of(), store.check());
            List<String> kept = new ArrayList<>();
            for (long number : store.numbers(TicketFilter.all(), TicketSort.NUMBER, true)) {
                store.entries(number).stream().map(Entry::messageId).forEach(kept::add);
            }
            assertEquals(MESSAGES, kept.size());
            assertEquals(MESSAGES, new HashSet<>(kept).size());
            assertTrue(kept.containsAll(told));
            assertEquals(MESSAGES - MESSAGES / 3, store.count(TicketFilter.all()));
            assertEquals(0, source.fetch(new MailIntake(store, Locale.ENGLISH), taken -> {
            }));
        }
    }

    private List<String> runAndKill(Path database, int port, int after) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
                IntakeChild.class.getName(), database.toString(), String.valueOf(port), "help", "practice")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> told = new ArrayList<>();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertNotNull(out.readLine(), "the intake did not start");
            for (int i = 0; i < after; i++) {
                told.add(out.readLine());
            }
            child.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                told.add(line);
            }
        }
        assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        // the last line may be cut
        return told.stream().filter(line -> line != null && line.endsWith("@example.com>")).toList();
    }
}
