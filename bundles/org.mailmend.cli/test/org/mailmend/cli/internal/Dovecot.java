package org.mailmend.cli.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/** Dovecot with IMAP and POP3 on this computer, which asks an authorization server by RFC 7662 what each token is good for. */
final class Dovecot implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");

    final int imap;
    final int pop3;
    final Path certificate;
    private final Path home;
    private final Process process;

    /** Why it cannot run here; null when it can. */
    static String obstacle() {
        if (!Files.isExecutable(PROGRAM)) {
            return "LEFT OUT: Dovecot is not installed (apt-get install dovecot-imapd dovecot-pop3d).";
        }
        return "root".equals(System.getProperty("user.name")) ? null : "LEFT OUT: Dovecot can only be started by root.";
    }

    /**
     * Starts it.
     *
     * @param introspection the endpoint, with the client's ID and secret in it
     */
    Dovecot(Path folder, String introspection) throws IOException, InterruptedException {
        home = folder;
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(Files.createDirectory(home.resolve("mail")), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createDirectory(home.resolve("run"));
        certificate = home.resolve("cert.pem");
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", home.resolve("key.pem").toString(), "-out",
                certificate.toString());
        try (ServerSocket one = free(); ServerSocket two = free()) {
            imap = one.getLocalPort();
            pop3 = two.getLocalPort();
        }
        Files.writeString(home.resolve("oauth2.ext"), """
                introspection_url = %s
                introspection_mode = post
                username_attribute = username
                active_attribute = active
                active_value = true
                """.formatted(introspection));
        Files.writeString(home.resolve("dovecot.conf"), """
                base_dir = $HOME/run
                state_dir = $HOME/run
                log_path = $HOME/dovecot.log
                protocols = imap pop3
                listen = 127.0.0.1
                ssl = required
                ssl_cert = <$HOME/cert.pem
                ssl_key = <$HOME/key.pem
                auth_mechanisms = xoauth2 oauthbearer
                auth_username_chars =
                auth_failure_delay = 0
                mail_location = maildir:~/Maildir
                first_valid_uid = 1
                first_valid_gid = 1
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = $HOME/oauth2.ext
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
                service pop3-login {
                  inet_listener pop3 {
                    port = $POP3
                  }
                  inet_listener pop3s {
                    port = 0
                  }
                }
                service anvil {
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                """.replace("$HOME", home.toString()).replace("$IMAP", String.valueOf(imap)).replace("$POP3",
                String.valueOf(pop3)));
        process = new ProcessBuilder(PROGRAM.toString(), "-F", "-c", home.resolve("dovecot.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("dovecot.out").toFile()).start();
        for (int port : new int[] {imap, pop3}) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!open(port)) {
                if (System.nanoTime() > end || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("Dovecot did not start: " + log());
                }
            }
        }
    }

    private static ServerSocket free() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static boolean open(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command));
        }
    }

    /** What it has logged. */
    String log() throws IOException {
        Path log = home.resolve("dovecot.log");
        return Files.readString(home.resolve("dovecot.out")) + (Files.exists(log) ? Files.readString(log) : "");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
