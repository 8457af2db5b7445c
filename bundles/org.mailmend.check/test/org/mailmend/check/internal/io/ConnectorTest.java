package org.mailmend.check.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckResult.AddressResult;
import org.mailmend.check.CheckResult.Status;
import org.mailmend.diagnosis.CauseId;

@Timeout(60)
class ConnectorTest {
    private static final Deadline FAR = Deadline.after(Duration.ofMinutes(5));

    private static InetAddress address(String literal) throws IOException {
        return InetAddress.getByName(literal);
    }

    private static List<InetAddress> addresses(String... literals) throws IOException {
        List<InetAddress> all = new ArrayList<>();
        for (String literal : literals) {
            all.add(address(literal));
        }
        return all;
    }

    @Test
    void familiesTakeTurns() throws IOException {
        assertEquals(addresses("2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2", "2001:db8::3"),
                Connector.byTurns(addresses("2001:db8::1", "2001:db8::2", "2001:db8::3", "192.0.2.1", "192.0.2.2")));
        assertEquals(addresses("192.0.2.1", "2001:db8::1", "2001:db8::2"),
                Connector.byTurns(addresses("192.0.2.1", "2001:db8::1", "2001:db8::2")));
        assertEquals(addresses("192.0.2.1"), Connector.byTurns(addresses("192.0.2.1")));
        List<InetAddress> many = new ArrayList<>();
        for (int i = 1; i < 100; i++) {
            many.add(address("192.0.2." + i));
        }
        assertEquals(16, Connector.byTurns(many).size());
    }

    @Test
    void aDeadFirstAddressDoesNotMatterButIsTold() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, address("127.0.0.1"));
                Connector connector = new Connector(addresses("127.0.0.9", "127.0.0.1", "127.0.0.8"), server.getLocalPort(), FAR,
                        new Cancellation())) {
            try (Socket socket = connector.connect()) {
                assertEquals(address("127.0.0.1"), socket.getInetAddress());
                assertTrue(socket.getTcpNoDelay());
                assertEquals(List.of(new AddressResult("127.0.0.9", Status.FAULT, CauseId.NET_REFUSED),
                        new AddressResult("127.0.0.1", Status.OK, null),
                        new AddressResult("127.0.0.8", Status.FAULT, CauseId.NET_REFUSED)),
                        connector.results(socket));
                assertTrue(socket.isConnected() && !socket.isClosed());
            }
        }
    }

    @Test
    void everyAddressIsTriedThoughTheFirstOneAnswers() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 5, address("127.0.0.1"));
                ServerSocket two = new ServerSocket(one.getLocalPort(), 5, address("127.0.0.2"));
                Connector connector = new Connector(addresses("127.0.0.1", "127.0.0.2"), one.getLocalPort(), FAR,
                        new Cancellation())) {
            Socket socket = connector.connect();
            assertNotNull(socket);
            assertEquals(List.of(Status.OK, Status.OK), connector.results(socket).stream().map(AddressResult::status).toList());
            two.accept().close();
        }
    }

    @Test
    void nobodyAnswers() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, address("127.0.0.1"))) {
            port = server.getLocalPort();
        }
        try (Connector connector = new Connector(addresses("127.0.0.8", "127.0.0.9"), port, FAR, new Cancellation())) {
            assertNull(connector.connect());
            assertEquals(CauseId.NET_REFUSED, connector.cause());
            assertEquals(2, connector.results(null).stream().filter(r -> r.cause() == CauseId.NET_REFUSED).count());
        }
    }

    /** A listener whose queue is full does not answer a SYN. */
    @Test
    void anAddressThatDoesNotAnswerTimesOut() throws IOException {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, address("127.0.0.1"))) {
            fill(queue, server);
            Deadline deadline = Deadline.after(Duration.ofMillis(700));
            try (Connector connector = new Connector(addresses("127.0.0.1"), server.getLocalPort(), deadline,
                    new Cancellation())) {
                assertNull(connector.connect());
                assertEquals(CauseId.NET_TIMEOUT, connector.cause());
                assertEquals(List.of(new AddressResult("127.0.0.1", Status.FAULT, CauseId.NET_TIMEOUT)), connector.results(null));
            }
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void anotherAddressGetsItsTurnBeforeTheFirstOneHasFailed() throws IOException {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 1, address("127.0.0.1"));
                ServerSocket well = new ServerSocket(silent.getLocalPort(), 5, address("127.0.0.2"))) {
            fill(queue, silent);
            try (Connector connector = new Connector(addresses("127.0.0.1", "127.0.0.2"), well.getLocalPort(), FAR,
                    new Cancellation())) {
                long start = System.nanoTime();
                Socket socket = connector.connect();
                assertEquals(address("127.0.0.2"), socket.getInetAddress());
                assertTrue(System.nanoTime() - start < 20_000_000_000L);
                assertEquals(new AddressResult("127.0.0.1", Status.FAULT, CauseId.NET_TIMEOUT),
                        connector.results(socket).getFirst());
            }
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void cancellingLeavesAddressesUntold() throws IOException {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, address("127.0.0.1"))) {
            fill(queue, server);
            Cancellation cancellation = new Cancellation();
            try (Connector connector = new Connector(addresses("127.0.0.1"), server.getLocalPort(), FAR, cancellation)) {
                Thread canceller = Thread.ofPlatform().start(cancellation::cancel);
                assertNull(connector.connect());
                assertEquals(List.of(new AddressResult("127.0.0.1", Status.SKIPPED, null)), connector.results(null));
                canceller.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    private static void fill(List<Socket> queue, ServerSocket server) throws IOException {
        for (int i = 0; i < 8; i++) {
            Socket socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 200);
            } catch (java.net.SocketTimeoutException e) {
                // the queue is full
                return;
            }
        }
    }

    @Test
    void oneMoreConnectionToTheSameAddress() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, address("127.0.0.1"));
                Connector connector = new Connector(addresses("127.0.0.9", "127.0.0.1"), server.getLocalPort(), FAR,
                        new Cancellation())) {
            Socket first = connector.connect();
            Socket second = connector.again();
            assertEquals(first.getInetAddress(), second.getInetAddress());
            assertEquals(2, connector.results(first).size());
            assertTrue(!second.isClosed());
            second.close();
            first.close();
            server.close();
            assertNull(connector.again());
        }
    }
}
