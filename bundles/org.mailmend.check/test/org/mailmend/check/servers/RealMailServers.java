package org.mailmend.check.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Protocol;

import com.sun.net.httpserver.HttpServer;

/**
 * Debian's Postfix and Dovecot with a configuration of the test's own, on free ports of the loopback address: submission with
 * STARTTLS and with implicit TLS, IMAP, POP3, SASL through Dovecot, OAuth tokens through Dovecot's oauth2 passdb and an
 * introspection endpoint of the test. Nothing of the machine's own mail configuration is read or changed, and no mail leaves.
 */
final class RealMailServers implements AutoCloseable {
    static final String USER = "taro@example.com";
    static final String PASSWORD = "correct horse";
    static final String TOKEN = "good-token-of-the-test";
    static final String JAPANESE_USER = "山田@example.com";
    static final String JAPANESE_PASSWORD = "合言葉は「桜」";
    static final String RECIPIENT = "hanako@example.com";
    private static final Path POSTFIX = Path.of("/usr/sbin/postfix");
    private static final Path DOVECOT = Path.of("/usr/sbin/dovecot");
    private static final Duration START = Duration.ofSeconds(30);

    private final Path home;
    private final Map<String, Integer> ports;
    private final X509Certificate certificate;
    private HttpServer introspection;

    private RealMailServers(Path home, Map<String, Integer> ports, X509Certificate certificate) {
        this.home = home;
        this.ports = ports;
        this.certificate = certificate;
    }

    /** Why they cannot be started on this machine, as a sentence; null when they can. */
    static String obstacle() {
        if (!Files.isExecutable(POSTFIX) || !Files.isExecutable(DOVECOT)) {
            return "LEFT OUT: Postfix and Dovecot are not installed (apt-get install postfix dovecot-imapd dovecot-pop3d).";
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            return "LEFT OUT: Postfix can only be started by root.";
        }
        return null;
    }

    static RealMailServers start() throws IOException, InterruptedException, CertificateException {
        Path home = Files.createTempDirectory("mailmend-servers");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, Integer> ports = freePorts("submission", "submissions", "imap", "imaps", "pop3", "pop3s");
        for (String folder : List.of("postfix", "data", "spool", "mail", "run")) {
            Files.createDirectory(home.resolve(folder));
        }
        Files.setPosixFilePermissions(home.resolve("mail"), PosixFilePermissions.fromString("rwxrwxrwx"));
        run("chown", "postfix", home.resolve("data").toString());
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", home.resolve("key.pem").toString(), "-out",
                home.resolve("cert.pem").toString());
        X509Certificate certificate;
        try (InputStream pem = Files.newInputStream(home.resolve("cert.pem"))) {
            certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
        RealMailServers servers = new RealMailServers(home, ports, certificate);
        try {
            servers.startIntrospection();
            servers.configureDovecot();
            servers.configurePostfix();
            run("dovecot", "-c", home.resolve("dovecot.conf").toString());
            run("postfix", "-c", home.resolve("postfix").toString(), "start");
            servers.awaitPorts();
            return servers;
        } catch (IOException | InterruptedException | RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    Target target(Protocol protocol, Security security) {
        String name = switch (protocol) {
            case SMTP -> security == Security.TLS ? "submissions" : "submission";
            case IMAP -> security == Security.TLS ? "imaps" : "imap";
            case POP3 -> security == Security.TLS ? "pop3s" : "pop3";
        };
        return new Target(protocol, "localhost", ports.get(name), security);
    }

    List<X509Certificate> trustAnchors() {
        return List.of(certificate);
    }

    /** Whether a message with this text in it lies in the mailbox. */
    boolean delivered(String mailbox, String text) throws IOException {
        Path box = home.resolve("mail").resolve(mailbox);
        if (!Files.isDirectory(box)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(box)) {
            return files.filter(Files::isRegularFile).anyMatch(file -> contains(file, text));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startIntrospection() throws IOException {
        introspection = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        introspection.createContext("/introspect", exchange -> {
            String body = URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8);
            boolean active = body.contains("token=" + TOKEN);
            byte[] answer = (active ? "{\"active\":true,\"email\":\"" + USER + "\"}" : "{\"active\":false}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        introspection.start();
    }

    private void configureDovecot() throws IOException {
        write("users", USER + ":{PLAIN}" + PASSWORD + "\n" + JAPANESE_USER + ":{PLAIN}" + JAPANESE_PASSWORD + "\n" + RECIPIENT
                + ":{PLAIN}" + PASSWORD + "\n");
        write("oauth2.ext", """
                introspection_url = http://127.0.0.1:%d/introspect
                introspection_mode = post
                username_attribute = email
                active_attribute = active
                active_value = true
                """.formatted(introspection.getAddress().getPort()));
        write("dovecot.conf", """
                base_dir = $HOME/run
                state_dir = $HOME/run
                log_path = $HOME/dovecot.log
                protocols = imap pop3
                listen = 127.0.0.1
                ssl = required
                ssl_cert = <$HOME/cert.pem
                ssl_key = <$HOME/key.pem
                auth_mechanisms = plain login cram-md5 xoauth2 oauthbearer
                auth_username_chars =
                auth_username_format = %u
                auth_failure_delay = 0
                mail_max_userip_connections = 100
                mail_location = maildir:~/Maildir
                first_valid_uid = 1
                first_valid_gid = 1
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = $HOME/oauth2.ext
                }
                passdb {
                  driver = passwd-file
                  mechanisms = plain login cram-md5
                  args = $HOME/users
                }
                userdb {
                  driver = static
                  args = uid=mail gid=mail home=$HOME/mail/%n
                }
                service imap-login {
                  inet_listener imap {
                    port = $imap
                  }
                  inet_listener imaps {
                    port = $IMAPS
                    ssl = yes
                  }
                }
                service pop3-login {
                  inet_listener pop3 {
                    port = $pop3
                  }
                  inet_listener pop3s {
                    port = $POP3S
                    ssl = yes
                  }
                }
                # Without this Dovecot lets an address wait longer after each refused sign-in.
                service anvil {
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                service auth {
                  unix_listener $HOME/auth {
                    mode = 0666
                  }
                }
                """);
    }

    private void configurePostfix() throws IOException {
        write("boxes", "taro@example.com taro/Maildir/\nhanako@example.com hanako/Maildir/\n");
        write("postfix/main.cf", """
                compatibility_level = 3.6
                queue_directory = $HOME/spool
                data_directory = $HOME/data
                mail_owner = postfix
                setgid_group = postdrop
                maillog_file = $HOME/postfix.log
                maillog_file_prefixes = $TMP
                myhostname = mail.example.com
                mydestination =
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                alias_maps =
                alias_database =
                local_recipient_maps =
                virtual_mailbox_domains = example.com
                virtual_mailbox_base = $HOME/mail
                virtual_mailbox_maps = texthash:$HOME/boxes
                virtual_uid_maps = static:8
                virtual_gid_maps = static:8
                virtual_minimum_uid = 1
                default_transport = error:no mail leaves this test
                relay_transport = error:no mail leaves this test
                smtpd_tls_cert_file = $HOME/cert.pem
                smtpd_tls_key_file = $HOME/key.pem
                smtpd_tls_security_level = may
                smtpd_tls_auth_only = yes
                smtpd_sasl_type = dovecot
                smtpd_sasl_path = $HOME/auth
                smtpd_sasl_auth_enable = yes
                smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
                smtpd_peername_lookup = no
                smtputf8_enable = yes
                """);
        write("postfix/master.cf", """
                127.0.0.1:$submission inet n - n - - smtpd
                127.0.0.1:$SUBMISSIONS inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                proxymap unix - - n - - proxymap
                error unix - - n - - error
                retry unix - - n - - error
                virtual unix - n n - - virtual
                anvil unix - - n - 1 anvil
                postlog unix-dgram n - n - 1 postlogd
                """);
    }

    private void write(String name, String template) throws IOException {
        String text = template.replace("$HOME", home.toString()).replace("$TMP", home.getParent().toString());
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            String key = port.getKey();
            boolean implicit = key.endsWith("s");
            text = text.replace("$" + (implicit ? key.toUpperCase(java.util.Locale.ROOT) : key), port.getValue().toString());
        }
        Files.writeString(home.resolve(name), text);
    }

    private void awaitPorts() throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        for (int port : ports.values()) {
            while (!open(port)) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Postfix or Dovecot did not open port " + port + ": " + logs());
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static boolean open(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The end of both logs, for the message of a failed test. */
    String logs() {
        StringBuilder out = new StringBuilder();
        for (String name : List.of("postfix.log", "dovecot.log")) {
            try {
                List<String> lines = Files.readAllLines(home.resolve(name));
                lines.subList(Math.max(0, lines.size() - 15), lines.size()).forEach(line -> out.append('\n').append(line));
            } catch (IOException e) {
                out.append('\n').append(name).append(": ").append(e.getMessage());
            }
        }
        return out.toString();
    }

    private static Map<String, Integer> freePorts(String... names) throws IOException {
        Map<String, Integer> ports = new java.util.LinkedHashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        for (String name : names) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            ports.put(name, socket.getLocalPort());
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("mailmend-command", ".log");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command[0] + " did not end");
            }
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            if (Files.exists(home.resolve("run/master.pid"))) {
                run("doveadm", "-c", home.resolve("dovecot.conf").toString(), "stop");
            }
            if (Files.exists(home.resolve("spool/pid/master.pid"))) {
                run("postfix", "-c", home.resolve("postfix").toString(), "stop");
            }
        } finally {
            if (introspection != null) {
                introspection.stop(0);
            }
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
