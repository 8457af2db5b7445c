package org.mailmend.check.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailmend.check.Cancellation;
import org.mailmend.check.internal.io.WireException.Kind;

@Timeout(60)
class WireTest {
    private static final Deadline FAR = Deadline.after(Duration.ofMinutes(5));
    private ServerSocket listener;
    private Socket server;
    private Socket client;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
        server = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        listener.close();
    }

    private Wire wire(Deadline deadline) throws WireException {
        return new Wire(client, deadline, new Cancellation());
    }

    private void said(String text) throws IOException {
        server.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void lines() throws Exception {
        try (Wire wire = wire(FAR)) {
            said("a\r\nb\n\r\n\rc\r\r\nタロウ\r\nlast");
            server.shutdownOutput();
            assertEquals("a", wire.line());
            assertEquals("b", wire.line());
            assertEquals("", wire.line());
            assertEquals("\rc\r", wire.line());
            assertEquals("タロウ", wire.line());
            assertEquals("last", wire.line());
            assertEquals(Kind.CLOSED, assertThrows(WireException.class, wire::line).kind());
        }
    }

    @Test
    void bytesThatAreNoTextKeepTheirValue() {
        byte[] bytes = {'a', (byte) 0xff, (byte) 0x80, 'b'};
        assertEquals("a\udcff\udc80b", Wire.decode(bytes, 0, 4));
        assertEquals("\udcff", Wire.decode(bytes, 1, 1));
    }

    @Test
    void aLineHasABound() throws Exception {
        try (Wire wire = wire(FAR)) {
            said("x".repeat(Wire.MAX_LINE - 2) + "\r\n" + "y".repeat(Wire.MAX_LINE - 1) + "\r\n");
            assertEquals(Wire.MAX_LINE - 2, wire.line().length());
            assertEquals(Kind.TOO_LONG, assertThrows(WireException.class, wire::line).kind());
        }
    }

    @Test
    void aReplyHasABound() throws Exception {
        try (Wire wire = wire(FAR)) {
            String line = "x".repeat(1022) + "\r\n";
            said(line.repeat(65));
            for (int i = 0; i < 64; i++) {
                wire.line();
            }
            assertEquals(Kind.TOO_LONG, assertThrows(WireException.class, wire::line).kind());
            wire.startReply();
            assertEquals(1022, wire.line().length());
        }
    }

    @Test
    void literalsCountToo() throws Exception {
        try (Wire wire = wire(FAR)) {
            said("abcdef\r\n");
            assertEquals("abc", wire.bytes(3));
            assertEquals("def", wire.line());
            assertEquals(Kind.TOO_LONG, assertThrows(WireException.class, () -> wire.bytes(Wire.MAX_REPLY)).kind());
            assertEquals("", wire.bytes(0));
        }
    }

    @Test
    void awaitingConsumesNothing() throws Exception {
        try (Wire wire = wire(FAR)) {
            assertFalse(wire.await(Duration.ofMillis(20)));
            assertFalse(wire.hasUnread());
            said("hello\r\n");
            assertTrue(wire.await(Duration.ofSeconds(20)));
            assertTrue(wire.hasUnread());
            assertEquals("hello\r\n", wire.unread());
            assertEquals("hello", wire.line());
            server.close();
            assertTrue(wire.await(Duration.ofSeconds(20)));
        }
    }

    @Test
    void aPeerThatDoesNotReadDoesNotBlockASender() throws Exception {
        Deadline deadline = Deadline.after(Duration.ofMillis(500));
        try (Wire wire = wire(deadline)) {
            assertEquals(Kind.SILENT, assertThrows(WireException.class, () -> wire.send(new byte[50_000_000])).kind());
        }
    }

    @Test
    void aResetIsNoEnd() throws Exception {
        try (Wire wire = wire(FAR)) {
            server.setSoLinger(true, 0);
            server.close();
            assertEquals(Kind.RESET, assertThrows(WireException.class, wire::line).kind());
        }
    }

    @Test
    void aWireThatLetGoDoesNotCloseItsSocket() throws Exception {
        Cancellation cancellation = new Cancellation();
        @SuppressWarnings("resource") // it must not be closed here
        Wire wire = new Wire(client, Deadline.after(Duration.ofMillis(50)), cancellation);
        wire.release();
        cancellation.cancel();
        assertFalse(client.isClosed());
        said("x");
        assertEquals('x', client.getInputStream().read());
    }
}
