package org.mailmend.check.internal.io;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckResult.AddressResult;
import org.mailmend.check.CheckResult.Status;
import org.mailmend.diagnosis.CauseId;

/**
 * Connects to a host in the manner of RFC 8305: attempts at its addresses begin one after the other, by turns of IPv6 and
 * IPv4, without waiting for the one before to fail. The first connection wins; the other addresses are tried all the same,
 * so that each has its own result. Used by one thread.
 */
public final class Connector implements AutoCloseable {
    /** RFC 8305 section 5: the recommended connection attempt delay. */
    private static final Duration ATTEMPT_DELAY = Duration.ofMillis(250);
    /** How long an address other than the winner has for its answer: long enough for a lost SYN to be sent again. */
    private static final Duration OTHERS = Duration.ofSeconds(2);
    /** More addresses than any mail host announces. */
    private static final int MAX_ADDRESSES = 16;

    private final List<Attempt> attempts = new ArrayList<>();
    private final int port;
    private final Deadline deadline;
    private final Cancellation cancellation;
    private final Selector selector;
    private final Cancellation.Registration registration;
    private int begun;

    /**
     * @param addresses    addresses of the host, in order of preference
     * @param port         TCP port
     * @param deadline     when to give up
     * @param cancellation breaks it off
     * @throws IOException when this computer has no means to connect to anything (too many open files)
     */
    public Connector(List<InetAddress> addresses, int port, Deadline deadline, Cancellation cancellation) throws IOException {
        this.port = port;
        this.deadline = deadline;
        this.cancellation = cancellation;
        for (InetAddress address : byTurns(addresses)) {
            attempts.add(new Attempt(address));
        }
        selector = Selector.open();
        registration = cancellation.onCancel(selector::wakeup);
    }

    /** RFC 8305 section 4: a family that does not work must not keep the other one waiting. */
    static List<InetAddress> byTurns(List<InetAddress> addresses) {
        List<InetAddress> ordered = new ArrayList<>();
        Deque<InetAddress> other = new ArrayDeque<>();
        for (InetAddress address : addresses) {
            if (ordered.size() + other.size() == MAX_ADDRESSES) {
                break;
            }
            boolean otherFamily = address.getClass() != addresses.getFirst().getClass();
            (otherFamily ? other : ordered).add(address);
        }
        for (int i = 1; !other.isEmpty(); i += 2) {
            ordered.add(Math.min(i, ordered.size()), other.poll());
        }
        return ordered;
    }

    /** One address. */
    private static final class Attempt {
        private final InetAddress address;
        private SocketChannel channel;
        private Deadline end;
        private CauseId cause;
        private boolean connected;

        Attempt(InetAddress address) {
            this.address = address;
        }

        boolean pending() {
            return channel != null && !connected && cause == null;
        }

        void fail(CauseId why) {
            cause = why;
            drop();
        }

        void drop() {
            if (channel == null) {
                return;
            }
            try {
                channel.close();
            } catch (IOException e) {
                // it is given up anyway
                channel = null;
            }
        }

        AddressResult result() {
            String ip = address.getHostAddress();
            if (connected) {
                return new AddressResult(ip, Status.OK, null);
            }
            if (cause == null || cause == CauseId.NOT_TESTED) {
                return new AddressResult(ip, Status.SKIPPED, cause);
            }
            return new AddressResult(ip, Status.FAULT, cause);
        }
    }

    /**
     * Connects.
     *
     * @return the first connection, in blocking mode; null when no address could be reached, see {@link #cause()}
     */
    public Socket connect() {
        Deadline next = Deadline.after(Duration.ZERO);
        while (!deadline.passed() && !cancellation.isCancelled()) {
            boolean pending = attempts.stream().anyMatch(Attempt::pending);
            if (begun < attempts.size() && (next.passed() || !pending)) {
                begin(attempts.get(begun++));
                next = deadline.atMost(ATTEMPT_DELAY);
            } else if (!pending) {
                return null;
            } else {
                select(begun < attempts.size() ? next : deadline);
            }
            for (Attempt attempt : attempts) {
                if (attempt.connected) {
                    return take(attempt);
                }
            }
        }
        if (deadline.passed()) {
            attempts.stream().filter(Attempt::pending).forEach(a -> a.fail(CauseId.NET_TIMEOUT));
        }
        return null;
    }

    /** The winner's socket; the addresses that had no turn yet have theirs now. */
    private Socket take(Attempt winner) {
        try {
            SelectionKey key = winner.channel.keyFor(selector);
            if (key != null) {
                key.cancel();
                selector.selectNow();
            }
            winner.channel.configureBlocking(true);
        } catch (IOException e) {
            winner.connected = false;
            winner.fail(causeOf(e, winner.address));
            return null;
        }
        while (begun < attempts.size()) {
            begin(attempts.get(begun++));
        }
        return winner.channel.socket();
    }

    private void begin(Attempt attempt) {
        attempt.end = deadline.atMost(OTHERS);
        try {
            attempt.channel = SocketChannel.open();
            attempt.channel.configureBlocking(false);
            attempt.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (attempt.channel.connect(new InetSocketAddress(attempt.address, port))) {
                attempt.connected = true;
            } else {
                attempt.channel.register(selector, SelectionKey.OP_CONNECT, attempt);
            }
        } catch (IOException e) {
            attempt.fail(causeOf(e, attempt.address));
        }
    }

    private void select(Deadline until) {
        try {
            selector.select(Math.max(1, until.remainingMillis()));
            for (SelectionKey key : selector.selectedKeys()) {
                finish((Attempt) key.attachment());
            }
            selector.selectedKeys().clear();
        } catch (IOException e) {
            // without the selector no answer can be heard: nothing that the server did
            attempts.stream().filter(Attempt::pending).forEach(a -> a.fail(CauseId.NOT_TESTED));
        }
    }

    private void finish(Attempt attempt) {
        try {
            attempt.connected = attempt.channel.finishConnect();
            if (attempt.connected && attempt.channel.getLocalAddress().equals(attempt.channel.getRemoteAddress())) {
                // nobody listens, and the port that this end was given happens to be the one asked for
                attempt.connected = false;
                attempt.fail(CauseId.NET_REFUSED);
            }
        } catch (IOException e) {
            attempt.fail(causeOf(e, attempt.address));
        }
    }

    /** Opens one more connection to the address that won, within the deadline; null when that fails. */
    public Socket again() {
        for (Attempt winner : attempts) {
            if (winner.connected) {
                Attempt attempt = new Attempt(winner.address);
                attempts.add(attempt);
                begin(attempt);
                while (attempt.pending() && !deadline.passed() && !cancellation.isCancelled()) {
                    select(deadline);
                }
                attempts.remove(attempt);
                if (!attempt.connected) {
                    attempt.drop();
                    return null;
                }
                return take(attempt);
            }
        }
        return null;
    }

    /** Waits for the addresses that have not answered yet, but not for long, and closes what they opened. */
    public List<AddressResult> results(Socket used) {
        for (Attempt attempt : attempts) {
            while (attempt.pending() && !attempt.end.passed() && !cancellation.isCancelled()) {
                select(attempt.end);
            }
            if (attempt.pending() && !cancellation.isCancelled()) {
                attempt.cause = CauseId.NET_TIMEOUT;
            }
            if (attempt.channel != null && attempt.channel.socket() != used) {
                attempt.drop();
            }
        }
        return attempts.stream().map(Attempt::result).toList();
    }

    /** Why no address could be reached: the failure that says most. */
    public CauseId cause() {
        for (CauseId cause : List.of(CauseId.NET_REFUSED, CauseId.NET_RESET, CauseId.NET_TIMEOUT, CauseId.NET_UNREACHABLE,
                CauseId.NOT_TESTED)) {
            if (attempts.stream().anyMatch(a -> a.cause == cause)) {
                return cause;
            }
        }
        return CauseId.NET_TIMEOUT;
    }

    private static CauseId causeOf(IOException e, InetAddress address) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof NoRouteToHostException || e instanceof SocketException && message.contains("unreachable")) {
            return canRoute(address) ? CauseId.NET_UNREACHABLE : CauseId.NOT_TESTED;
        }
        if (e instanceof ConnectException) {
            return message.contains("timed out") || message.contains("timeout") ? CauseId.NET_TIMEOUT : CauseId.NET_REFUSED;
        }
        if (e instanceof BindException) {
            // no local address or port of the kind, or no permission
            return CauseId.NOT_TESTED;
        }
        if (message.contains("reset")) {
            return CauseId.NET_RESET;
        }
        // what is left comes from this computer: not permitted by its firewall, too many open files
        return CauseId.NOT_TESTED;
    }

    /** Whether this computer has any address from which the other one could be reached. */
    private static boolean canRoute(InetAddress target) {
        if (target.isLoopbackAddress()) {
            return true;
        }
        try {
            Enumeration<NetworkInterface> interfaces = NetworkInterface.getNetworkInterfaces();
            while (interfaces != null && interfaces.hasMoreElements()) {
                Enumeration<InetAddress> own = interfaces.nextElement().getInetAddresses();
                while (own.hasMoreElements()) {
                    InetAddress address = own.nextElement();
                    boolean family = target instanceof Inet6Address ? address instanceof Inet6Address
                            : address instanceof Inet4Address;
                    if (family && !address.isLoopbackAddress()
                            && (!address.isLinkLocalAddress() || target.isLinkLocalAddress())) {
                        return true;
                    }
                }
            }
            return false;
        } catch (SocketException e) {
            // not allowed to look: then the router's word stands
            return true;
        }
    }

    @Override
    public void close() {
        registration.close();
        try {
            selector.close();
        } catch (IOException e) {
            // nothing hangs on it any more
            return;
        }
    }
}
