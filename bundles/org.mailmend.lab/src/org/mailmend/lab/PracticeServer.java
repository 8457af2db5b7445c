package org.mailmend.lab;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

import org.mailmend.check.CheckRequest;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.lab.internal.Certificates;
import org.mailmend.lab.internal.Hub;
import org.mailmend.lab.internal.Script;

/**
 * A running practice server: it plays the mail server of a {@link Scenario} in this process. No mail ever leaves it. By
 * default it listens to this computer only, on 127.0.0.1 and [::1].
 */
public final class PracticeServer implements AutoCloseable {
    private static final int ATTEMPTS_FOR_A_PORT = 20;

    private final Scenario scenario;
    private final Options options;
    private final Certificates.Identity identity;
    private final AuthorizationServer authorization;
    private final Hub hub;
    private final List<ServerSocket> sockets = new ArrayList<>();
    private final List<Thread> listeners = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private volatile boolean closed;

    /**
     * How a practice server runs.
     *
     * @param address  the only address to listen to; null for this computer only, on 127.0.0.1 and [::1]
     * @param port     port of the first endpoint, 0 for any that is free; the others always take one that is free
     * @param accounts accounts that it has; when there are none, every user name is welcome, and the scenario decides which
     *                 secrets are accepted
     * @param listener told of what clients do
     * @param limits   limits for clients
     * @param wanted   ports to take where they are free, one an endpoint in the scenario's order and then one for the authorization
     *                 server; where one is taken, 0, or missing, any that is free
     * @param authority file in which the practice CA is kept, so that clients that trust it need not be told again; it is made when it is
     *                 missing; null for a CA that ends with the process
     */
    public record Options(InetAddress address, int port, List<Account> accounts, PracticeListener listener, Limits limits,
            List<Integer> wanted, Path authority) {

        /** This computer only, any port, no accounts, no listener, the usual limits. */
        public static final Options DEFAULT = new Options(null, 0, List.of(), PracticeListener.NONE, Limits.DEFAULT,
                List.of(), null);

        public Options {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port " + port);
            }
            accounts = List.copyOf(accounts);
            Objects.requireNonNull(listener);
            Objects.requireNonNull(limits);
            wanted = List.copyOf(wanted);
        }

        /** Listens to this address only. Whoever reaches it can use the practice server. */
        public Options withAddress(InetAddress value) {
            return new Options(value, port, accounts, listener, limits, wanted, authority);
        }

        public Options withPort(int value) {
            return new Options(address, value, accounts, listener, limits, wanted, authority);
        }

        public Options withAccounts(List<Account> value) {
            return new Options(address, port, value, listener, limits, wanted, authority);
        }

        public Options withListener(PracticeListener value) {
            return new Options(address, port, accounts, value, limits, wanted, authority);
        }

        public Options withLimits(Limits value) {
            return new Options(address, port, accounts, listener, value, wanted, authority);
        }

        /** Takes these ports where they are free, so that clients find the server again after a restart. */
        public Options withWanted(List<Integer> value) {
            return new Options(address, port, accounts, listener, limits, value, authority);
        }

        /** Keeps the practice CA in this file, readable for its owner alone. */
        public Options withAuthority(Path file) {
            return new Options(address, port, accounts, listener, limits, wanted, file);
        }

        private int wanted(int index) {
            return index < wanted.size() ? wanted.get(index) : 0;
        }
    }

    /**
     * Limits for clients; all are kept per practice server.
     *
     * @param connections connections at once
     * @param perAddress  connections at once from one address
     * @param line        length of a command in bytes
     * @param message     size of a message in bytes
     * @param memory      for all messages that are being received or kept, in bytes
     * @param messages    number of messages that are kept; the oldest goes first
     * @param idle        for a client to finish a command
     * @param session     for a whole connection
     */
    public record Limits(int connections, int perAddress, int line, int message, long memory, int messages, Duration idle,
            Duration session) {

        /** 64 connections, as many from one address; 8 KiB a line; 1 MiB a message; 32 MiB in all; 2 and 30 minutes. */
        public static final Limits DEFAULT = new Limits(64, 64, 8 << 10, 1 << 20, 32 << 20, 1000, Duration.ofMinutes(2),
                Duration.ofMinutes(30));

        public Limits {
            if (connections < 1 || perAddress < 1 || line < 512 || message < 1 || memory < 2L * message || messages < 1) {
                throw new IllegalArgumentException("limits too low");
            }
            Objects.requireNonNull(idle);
            Objects.requireNonNull(session);
        }

        public Limits withConnections(int atOnce, int fromOneAddress) {
            return new Limits(atOnce, fromOneAddress, line, message, memory, messages, idle, session);
        }

        public Limits withMessage(int bytes) {
            return new Limits(connections, perAddress, line, bytes, memory, messages, idle, session);
        }

        public Limits withMemory(long bytes, int count) {
            return new Limits(connections, perAddress, line, message, bytes, count, idle, session);
        }

        public Limits withTimes(Duration forCommand, Duration forSession) {
            return new Limits(connections, perAddress, line, message, memory, messages, forCommand, forSession);
        }
    }

    private PracticeServer(Scenario scenario, Options options) throws IOException {
        this.scenario = scenario;
        this.options = options;
        List<String> names = options.address() == null ? List.of("localhost", "127.0.0.1", "::1")
                : List.of(host(options.address()), "localhost");
        Certificates.Kind kind = Scenarios.script(scenario).certificate();
        identity = options.authority() == null ? Certificates.identity(kind, names)
                : Certificates.identity(kind, names, options.authority());
        Script script = Scenarios.script(scenario);
        authorization = script.faults() == null ? null : authorization(script, options, scenario.endpoints().size());
        hub = new Hub(script, options, identity, authorization);
    }

    /**
     * Starts a practice server for this computer.
     *
     * @throws IOException when it cannot listen
     */
    public static PracticeServer start(Scenario scenario) throws IOException {
        return start(scenario, Options.DEFAULT);
    }

    /**
     * Starts a practice server.
     *
     * @throws java.net.BindException when the port is taken or the address is none of this computer
     * @throws IOException            when it cannot listen for another reason
     */
    public static PracticeServer start(Scenario scenario, Options options) throws IOException {
        PracticeServer server = new PracticeServer(scenario, options);
        try {
            for (int i = 0; i < scenario.endpoints().size(); i++) {
                server.listen(scenario.endpoints().get(i), i == 0 ? options.port() : 0, options.wanted(i));
            }
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** The scenario that it plays. */
    public Scenario scenario() {
        return scenario;
    }

    /** Where clients reach it, one entry an endpoint of the scenario in its order; the first is the main one. */
    public List<Target> targets() {
        return List.copyOf(targets);
    }

    /**
     * What a client must trust so that only the point of the scenario can go wrong; empty where the point is that nobody
     * trusts the certificate.
     */
    public List<X509Certificate> trustAnchors() {
        return identity.anchors();
    }

    /** {@link #trustAnchors} as PEM, for clients that read a file. */
    public String trustAnchorsPem() {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate anchor : trustAnchors()) {
            try {
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(anchor.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException(e);
            }
        }
        return pem.toString();
    }

    /** Who gives the access tokens that it accepts; null for a scenario without an authorization server. */
    public AuthorizationServer authorization() {
        return authorization;
    }

    /** The check that shows the point of the scenario: its main target with its suggested attempt. */
    public CheckRequest suggestedCheck() {
        return scenario.attempt().applyTo(CheckRequest.of(targets.get(0)).withTrustAnchors(trustAnchors()));
    }

    /** The accounts that were set; empty when every user name is welcome. */
    public List<Account> accounts() {
        return options.accounts();
    }

    /** The messages that are kept, the oldest first. */
    public List<StoredMessage> messages() {
        return hub.store().messages();
    }

    /** How many clients are connected now. */
    public int connections() {
        return hub.connections();
    }

    /** Stops listening, says goodbye to the clients and ends their connections, within a second. */
    @Override
    public void close() {
        closed = true;
        for (ServerSocket socket : sockets) {
            closeQuietly(socket);
        }
        hub.close();
        if (authorization != null) {
            authorization.close();
        }
        try {
            // the port is free only when the thread that listened to it has let go
            for (Thread listener : listeners) {
                listener.join(Duration.ofMillis(100));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static AuthorizationServer authorization(Script script, Options options, int index) throws IOException {
        try {
            return AuthorizationServer.start(options.address(), options.wanted(index), script.faults());
        } catch (BindException e) {
            return AuthorizationServer.start(options.address(), 0, script.faults());
        }
    }

    /** Listens to the port that must be, else to the one that is wanted, else to any. */
    private void listen(Scenario.Endpoint endpoint, int port, int wanted) throws IOException {
        if (port == 0 && wanted != 0) {
            try {
                listen(endpoint, wanted);
                return;
            } catch (BindException e) {
                // taken: any other will do
                System.getLogger(PracticeServer.class.getName()).log(System.Logger.Level.DEBUG, "port", e);
            }
        }
        listen(endpoint, port);
    }

    private void listen(Scenario.Endpoint endpoint, int port) throws IOException {
        if (options.address() != null) {
            ServerSocket socket = bind(options.address(), port);
            accept(socket, endpoint);
            targets.add(new Target(endpoint.protocol(), host(options.address()), socket.getLocalPort(), endpoint.security()));
            return;
        }
        // "localhost" has two addresses on most computers: a client must find the server on either
        InetAddress v4 = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        for (int attempt = 1;; attempt++) {
            ServerSocket first = bind(v4, port);
            try {
                ServerSocket second = bindIpv6(first.getLocalPort());
                accept(first, endpoint);
                if (second != null) {
                    accept(second, endpoint);
                }
                targets.add(new Target(endpoint.protocol(), "localhost", first.getLocalPort(), endpoint.security()));
                return;
            } catch (BindException e) {
                closeQuietly(first);
                if (port != 0 || attempt == ATTEMPTS_FOR_A_PORT) {
                    throw e;
                }
            }
        }
    }

    /** Listens to [::1]; null on a computer that has no IPv6. */
    private static ServerSocket bindIpv6(int port) throws IOException {
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        InetAddress v6 = InetAddress.getByAddress("localhost", loopback);
        try {
            bind(v6, 0).close();
        } catch (IOException e) {
            return null;
        }
        return bind(v6, port);
    }

    private static ServerSocket bind(InetAddress address, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 256);
            return socket;
        } catch (IOException e) {
            closeQuietly(socket);
            throw e;
        }
    }

    private void accept(ServerSocket socket, Scenario.Endpoint endpoint) {
        sockets.add(socket);
        listeners.add(Thread.ofVirtual().name("mailmend-lab-accept-" + socket.getLocalPort()).start(() -> {
            while (!closed) {
                Socket client = null;
                try {
                    client = socket.accept();
                    hub.serve(client, endpoint.protocol(), endpoint.security() == Security.TLS);
                } catch (IOException e) {
                    if (client != null) {
                        closeQuietly(client);
                    } else if (!closed) {
                        // out of file descriptors, most likely: others must first go
                        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                    }
                }
            }
        }));
    }

    static String host(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.getLogger(PracticeServer.class.getName()).log(System.Logger.Level.DEBUG, "closing", e);
        }
    }
}
