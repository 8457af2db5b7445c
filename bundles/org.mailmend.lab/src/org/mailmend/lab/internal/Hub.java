package org.mailmend.lab.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.mailmend.check.Redactor;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.lab.Account;
import org.mailmend.lab.AuthorizationServer;
import org.mailmend.lab.PracticeEvent;
import org.mailmend.lab.PracticeEvent.Reason;
import org.mailmend.lab.PracticeListener;
import org.mailmend.lab.PracticeServer;

/**
 * What the services of one practice server share: the connections with their limits, the mailboxes, the accounts and the
 * listener.
 */
public final class Hub {
    private static final System.Logger LOG = System.getLogger(Hub.class.getName());
    /** A client that has not signed in gives way to a new one when it has kept a full server waiting for this long. */
    private static final long PATIENCE_NANOS = Duration.ofMillis(250).toNanos();
    /** The same for a client that has said something: on a busy computer an honest one pauses too. */
    private static final long SPOKEN_PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int LONGEST_TEXT = 256;

    private final Script script;
    private final PracticeServer.Limits limits;
    private final List<Account> accounts;
    private final PracticeListener listener;
    private final Certificates.Identity identity;
    private final AuthorizationServer authorization;
    private final Mailstore store;
    private final Set<Connection> connections = new HashSet<>();
    /** Bytes that messages in reception may still take. */
    private final AtomicLong budget;
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean closed;

    /**
     * Made by the server.
     *
     * @param script   how it behaves
     * @param options  limits, accounts, listener
     * @param identity the certificate that it shows
     * @param authorization who gives the access tokens; null where the scenario itself decides on them
     */
    public Hub(Script script, PracticeServer.Options options, Certificates.Identity identity, AuthorizationServer authorization) {
        this.script = script;
        this.authorization = authorization;
        limits = options.limits();
        accounts = options.accounts();
        listener = options.listener();
        this.identity = identity;
        store = new Mailstore(limits.memory() / 2, limits.messages());
        budget = new AtomicLong(limits.memory() / 2);
        Thread.ofVirtual().name("mailmend-lab-watch").start(this::watch);
    }

    Script script() {
        return script;
    }

    PracticeServer.Limits limits() {
        return limits;
    }

    List<Account> accounts() {
        return accounts;
    }

    /** Who gives the access tokens; null where the scenario itself decides on them. */
    AuthorizationServer authorization() {
        return authorization;
    }

    Certificates.Identity identity() {
        return identity;
    }

    /** The messages that were accepted. */
    public Mailstore store() {
        return store;
    }

    /** Takes room for a message in reception; false when there is none left. */
    boolean reserve(int bytes) {
        if (budget.addAndGet(-bytes) >= 0) {
            return true;
        }
        budget.addAndGet(bytes);
        return false;
    }

    /** Gives room back. */
    void release(int bytes) {
        budget.addAndGet(bytes);
    }

    /** How many clients are connected. */
    public int connections() {
        synchronized (connections) {
            return connections.size();
        }
    }

    /**
     * Serves a client on a thread of its own.
     *
     * @param socket   its connection
     * @param protocol the service that it reached
     * @param implicit whether that service wants TLS from the first byte
     */
    public void serve(Socket socket, Protocol protocol, boolean implicit) throws IOException {
        Connection connection = new Connection(numbers.incrementAndGet(), socket, limits.line(), limits.idle().toNanos(),
                limits.session().toNanos());
        if (!admit(connection)) {
            happened(new PracticeEvent.Connected(Instant.now(), connection.id(), protocol, connection.clientText()));
            if (!implicit) {
                connection.write(Session.of(protocol, connection, this).text("busy"));
            }
            connection.closeGently();
            happened(new PracticeEvent.Closed(Instant.now(), connection.id(), Reason.TOO_MANY));
            return;
        }
        Thread.ofVirtual().name("mailmend-lab-" + connection.id()).start(() -> run(connection, protocol, implicit));
    }

    private void run(Connection connection, Protocol protocol, boolean implicit) {
        happened(new PracticeEvent.Connected(Instant.now(), connection.id(), protocol, connection.clientText()));
        try {
            Session.of(protocol, connection, this).run(implicit);
        } catch (IOException e) {
            connection.end(Reason.CLIENT_GONE);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a practice session failed", e);
            connection.end(Reason.CLIENT_GONE);
        } finally {
            connection.closeGently();
            synchronized (connections) {
                connections.remove(connection);
            }
            connection.end(Reason.CLIENT_GONE);
            happened(new PracticeEvent.Closed(Instant.now(), connection.id(), connection.reason()));
        }
    }

    /** Takes the connection in, if need be in place of one that idles; false when there is no room. */
    private boolean admit(Connection connection) {
        synchronized (connections) {
            if (closed) {
                return false;
            }
            InetAddress client = connection.client();
            long same = connections.stream().filter(other -> other.client().equals(client)).count();
            boolean full = connections.size() >= limits.connections();
            if (full || same >= limits.perAddress()) {
                Optional<Connection> idlest = connections.stream()
                        .filter(other -> !other.signedIn()
                                && other.waiting() > (other.spoken() ? SPOKEN_PATIENCE_NANOS : PATIENCE_NANOS))
                        .filter(other -> full || other.client().equals(client))
                        .max(Comparator.comparingLong(Connection::waiting));
                if (idlest.isEmpty()) {
                    return false;
                }
                connections.remove(idlest.get());
                Thread.ofVirtual().start(() -> idlest.get().dismiss(Reason.TOO_MANY));
            }
            connections.add(connection);
            return true;
        }
    }

    /** Sends those away who take too long, until the server stops. */
    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            for (Connection connection : snapshot()) {
                if (connection.overdue()) {
                    Thread.ofVirtual().start(() -> connection.dismiss(Reason.TIMEOUT));
                }
            }
        }
    }

    private List<Connection> snapshot() {
        synchronized (connections) {
            return List.copyOf(connections);
        }
    }

    /** Says goodbye to all clients and ends their connections within a second. */
    public void close() {
        synchronized (connections) {
            closed = true;
        }
        List<Thread> farewells = snapshot().stream()
                .map(connection -> Thread.ofVirtual().start(() -> connection.dismiss(Reason.STOPPED))).toList();
        long until = System.nanoTime() + Duration.ofMillis(500).toNanos();
        try {
            for (Thread farewell : farewells) {
                farewell.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        snapshot().forEach(Connection::close);
    }

    /** Tells the listener; its mistakes do not disturb the clients. */
    void happened(PracticeEvent event) {
        try {
            listener.happened(event);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a listener of a practice server failed", e);
        }
    }

    /** A text of a client as it may be shown and told back: bounded, one line, hidden characters made visible. */
    static String printable(String text) {
        String start = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
        return Redactor.visible(start).replace('\n', ' ').replace('\t', ' ');
    }
}
