package org.mailmend.cli.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Debian's mail servers on this computer, with a configuration of the test's own: Dovecot with IMAP and POP3, which asks an authorization
 * server by RFC 7662 what each token is good for, and Postfix, which asks Dovecot.
 */
final class ThirdParties implements AutoCloseable {
    private static final Path DOVECOT = Path.of("/usr/sbin/dovecot");
    private static final Path POSTFIX = Path.of("/usr/sbin/postfix");

    final Path certificate;
    private final int smtp;
    private final int imap;
    private final int pop3;
    private final Path home;
    private final Process process;

    /** Why it cannot run here; null when it can. */
    static String obstacle() {
        if (!Files.isExecutable(DOVECOT) || !Files.isExecutable(POSTFIX)) {
            return "LEFT OUT: Postfix and Dovecot are not installed (apt-get install postfix dovecot-imapd dovecot-pop3d).";
        }
        return "root".equals(System.getProperty("user.name")) ? null
                : "LEFT OUT: Postfix and Dovecot can only be started by root.";
    }

    /**
     * Starts them.
     *
     * @param introspection the endpoint, with the client's ID and secret in it
     */
    ThirdParties(Path folder, String introspection) throws IOException, InterruptedException {
        home = folder;
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(Files.createDirectory(home.resolve("mail")), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createDirectory(home.resolve("run"));
        certificate = home.resolve("cert.pem");
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", home.resolve("key.pem").toString(), "-out",
                certificate.toString());
        try (ServerSocket one = free(); ServerSocket two = free(); ServerSocket three = free()) {
            smtp = one.getLocalPort();
            imap = two.getLocalPort();
            pop3 = three.getLocalPort();
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
                service auth {
                  unix_listener $HOME/auth {
                    mode = 0666
                  }
                }
                service anvil {
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                """.replace("$HOME", home.toString()).replace("$IMAP", String.valueOf(imap)).replace("$POP3",
                String.valueOf(pop3)));
        process = new ProcessBuilder(DOVECOT.toString(), "-F", "-c", home.resolve("dovecot.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("dovecot.out").toFile()).start();
        postfix();
        for (int port : new int[] {smtp, imap, pop3}) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!open(port)) {
                if (System.nanoTime() > end || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("Postfix or Dovecot did not start: " + log());
                }
            }
        }
    }

    private void postfix() throws IOException, InterruptedException {
        for (String name : List.of("postfix", "spool", "data")) {
            Files.createDirectory(home.resolve(name));
        }
        run("chown", "postfix", home.resolve("data").toString());
        Files.writeString(home.resolve("postfix/main.cf"), """
                compatibility_level = 3.6
                queue_directory = $HOME/spool
                data_directory = $HOME/data
                mail_owner = postfix
                setgid_group = postdrop
                maillog_file = $HOME/postfix.log
                maillog_file_prefixes = $HOME
                myhostname = mail.example.com
                mydestination =
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                alias_maps =
                alias_database =
                default_transport = error:no mail leaves this test
                relay_transport = error:no mail leaves this test
                smtpd_tls_cert_file = $HOME/cert.pem
                smtpd_tls_key_file = $HOME/key.pem
                smtpd_tls_security_level = may
                smtpd_tls_auth_only = yes
                smtpd_sasl_type = dovecot
                smtpd_sasl_path = $HOME/auth
                smtpd_sasl_auth_enable = yes
                smtpd_error_sleep_time = 0
                smtpd_relay_restrictions = permit_sasl_authenticated, reject
                smtpd_recipient_restrictions = permit_sasl_authenticated, reject
                smtpd_peername_lookup = no
                """.replace("$HOME", home.toString()));
        Files.writeString(home.resolve("postfix/master.cf"), """
                127.0.0.1:$SMTP inet n - n - - smtpd
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                proxymap unix - - n - - proxymap
                error unix - - n - - error
                retry unix - - n - - error
                anvil unix - - n - 1 anvil
                postlog unix-dgram n - n - 1 postlogd
                """.replace("$SMTP", String.valueOf(smtp)));
        run("postfix", "-c", home.resolve("postfix").toString(), "start");
    }

    /** Where a mail program would sign in. */
    List<String> targets() {
        return List.of("smtp://localhost:" + smtp, "imap://localhost:" + imap, "pop3://localhost:" + pop3);
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

    /** What they have logged. */
    String log() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("dovecot.out", "dovecot.log", "postfix.log")) {
            Path log = home.resolve(name);
            all.append(Files.exists(log) ? Files.readString(log) : "");
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (Files.exists(home.resolve("spool/pid/master.pid"))) {
            run("postfix", "-c", home.resolve("postfix").toString(), "stop");
        }
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
