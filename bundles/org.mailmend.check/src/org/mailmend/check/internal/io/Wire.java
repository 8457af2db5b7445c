package org.mailmend.check.internal.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Future;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import org.mailmend.check.Cancellation;
import org.mailmend.check.internal.io.WireException.Kind;

/**
 * A connection to a server that is not trusted: every wait ends at the deadline or with the cancellation, and no line or
 * reply takes more memory than its bound. Used by one thread.
 */
public final class Wire implements LineSource, AutoCloseable {
    /** Longest line in bytes, its end included. */
    public static final int MAX_LINE = 8 * 1024;
    /** Longest reply in bytes, over all its lines. */
    public static final int MAX_REPLY = 64 * 1024;
    /** A pause so short says nothing about the pace of a server. */
    private static final long PAUSE_NANOS = 50_000_000;

    private final Socket raw;
    private final Deadline deadline;
    private final Cancellation cancellation;
    private final Cancellation.Registration registration;
    private final Future<?> alarm;
    private final byte[] buffer = new byte[MAX_LINE];
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private int from;
    private int to;
    private boolean ended;
    private byte[] line = new byte[256];
    private int lineLength;
    private int replyLength;
    private long lastEvent;
    private long longestPause;
    private boolean anyByte;

    /**
     * @param raw          a connected socket; owned by the wire from now on
     * @param deadline     when every wait ends
     * @param cancellation breaks off every wait
     * @throws WireException when the connection was lost already
     */
    public Wire(Socket raw, Deadline deadline, Cancellation cancellation) throws WireException {
        this.raw = raw;
        this.deadline = deadline;
        this.cancellation = cancellation;
        registration = cancellation.onCancel(this::cut);
        alarm = Watchdog.at(deadline, this::cut);
        try {
            use(raw);
        } catch (IOException e) {
            close();
            throw failure(e);
        }
        startReply();
    }

    private void use(Socket newSocket) throws IOException {
        in = newSocket.getInputStream();
        out = newSocket.getOutputStream();
        socket = newSocket;
    }

    /** The socket below, for the handshake. */
    public Socket socket() {
        return raw;
    }

    /** Goes on within TLS. Nothing that was received before is kept. */
    public void secure(SSLSocket encrypted) throws WireException {
        try {
            use(encrypted);
        } catch (IOException e) {
            throw failure(e);
        }
        from = 0;
        to = 0;
        startReply();
    }

    /** Whether the connection is within TLS. */
    public boolean isSecure() {
        return socket != raw;
    }

    /** Whether bytes were received that no line or reply has consumed. */
    public boolean hasUnread() throws WireException {
        try {
            return from < to || in.available() > 0;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The bytes received but not consumed, for evidence; they stay where they are. */
    public String unread() throws WireException {
        if (from == to && !fillOrFail()) {
            return "";
        }
        return decode(buffer, from, to - from);
    }

    /** A reply begins: its bound and its pace are counted from here. */
    public void startReply() {
        replyLength = 0;
        lineLength = 0;
        lastEvent = System.nanoTime();
        longestPause = 0;
        anyByte = false;
    }

    /** Sends the bytes at once. */
    public void send(byte[] bytes) throws WireException {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Waits for a byte, without consuming it.
     *
     * @return false when none came for so long; true also when the connection ended
     */
    public boolean await(Duration longest) throws WireException {
        if (from < to || ended) {
            return true;
        }
        try {
            socket.setSoTimeout((int) Math.max(1, Math.min(longest.toMillis(), deadline.remainingMillis())));
            try {
                fill();
                return true;
            } catch (SocketTimeoutException e) {
                return false;
            } finally {
                socket.setSoTimeout(0);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public String line() throws WireException {
        lineLength = 0;
        while (true) {
            if (from == to && !fillOrFail()) {
                if (lineLength == 0) {
                    throw new WireException(Kind.CLOSED, "");
                }
                return take();
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            boolean complete = end < to;
            int length = (complete ? end + 1 : end) - from;
            keep(length);
            from += length;
            if (complete) {
                return take();
            }
        }
    }

    private void keep(int length) throws WireException {
        if (lineLength + length > MAX_LINE || replyLength + length > MAX_REPLY) {
            throw new WireException(Kind.TOO_LONG, partial());
        }
        if (lineLength + length > line.length) {
            line = Arrays.copyOf(line, Math.max(lineLength + length, 2 * line.length));
        }
        System.arraycopy(buffer, from, line, lineLength, length);
        lineLength += length;
        replyLength += length;
    }

    private String take() {
        int length = lineLength;
        if (length > 0 && line[length - 1] == '\n') {
            length--;
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        lineLength = 0;
        return decode(line, 0, length);
    }

    @Override
    public String bytes(int count) throws WireException {
        if (count > MAX_REPLY - replyLength) {
            throw new WireException(Kind.TOO_LONG, "");
        }
        byte[] bytes = new byte[count];
        int have = 0;
        while (have < count) {
            if (from == to && !fillOrFail()) {
                throw new WireException(Kind.CLOSED, "");
            }
            int length = Math.min(count - have, to - from);
            System.arraycopy(buffer, from, bytes, have, length);
            from += length;
            have += length;
            replyLength += length;
        }
        return decode(bytes, 0, count);
    }

    /** The line that has not ended yet; empty when there is none. */
    public String partial() {
        return decode(line, 0, lineLength);
    }

    private boolean fillOrFail() throws WireException {
        try {
            return fill();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Reads what is there, at least a byte; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        int count = in.read(buffer, 0, buffer.length);
        if (count < 0) {
            ended = true;
            return false;
        }
        from = 0;
        to = count;
        long now = System.nanoTime();
        longestPause = Math.max(longestPause, now - lastEvent);
        lastEvent = now;
        anyByte = true;
        return true;
    }

    /** The pace that was kept so far would have gone on: the last silence is no longer than the ones before. */
    private boolean isSlow() {
        return anyByte && System.nanoTime() - lastEvent <= longestPause + longestPause / 2 + PAUSE_NANOS;
    }

    private WireException failure(IOException e) {
        if (cancellation.isCancelled()) {
            return new WireException(Kind.CANCELLED, "");
        }
        if (deadline.passed()) {
            return new WireException(isSlow() ? Kind.SLOW : Kind.SILENT, partial());
        }
        if (e instanceof EOFException) {
            return new WireException(Kind.CLOSED, "");
        }
        String message = String.valueOf(e.getMessage());
        if (e instanceof SSLException && !(e.getCause() instanceof EOFException) && !isEnd(message)) {
            return new WireException(Kind.TLS, message);
        }
        return new WireException(message.toLowerCase(Locale.ROOT).contains("reset") ? Kind.RESET : Kind.CLOSED, "");
    }

    /** JSSE reports a connection that ended or was reset in the middle of TLS as an SSLException, too. */
    private static boolean isEnd(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return text.contains("reset") || text.contains("broken pipe") || text.contains("shut down") || text.contains("closed");
    }

    /** Bytes as text: UTF-8, and a byte that is none as the lone surrogate U+DC00 plus its value. */
    static String decode(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < 0) {
                return decodeBeyondAscii(bytes, offset, length);
            }
        }
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    private static String decodeBeyondAscii(byte[] bytes, int offset, int length) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length)).toString();
        } catch (CharacterCodingException e) {
            // some other character set, or no text at all
            StringBuilder text = new StringBuilder(length);
            for (int i = offset; i < offset + length; i++) {
                text.append(bytes[i] < 0 ? (char) (0xdc00 + (bytes[i] & 0xff)) : (char) bytes[i]);
            }
            return text.toString();
        }
    }

    /** Lets go of the socket without closing it: its deadline is somebody else's from now on. */
    public void release() {
        registration.close();
        alarm.cancel(false);
    }

    /** Ends the TLS session and the connection. Does not wait for the other side. */
    @Override
    public void close() {
        if (socket instanceof SSLSocket encrypted && !raw.isClosed()) {
            try {
                encrypted.shutdownOutput();
            } catch (IOException e) {
                // the other side may be gone: nothing is lost with a session that ends anyway
                ended = true;
            }
        }
        release();
        cut();
    }

    /** Ends every wait, from any thread. */
    private void cut() {
        try {
            raw.close();
        } catch (IOException e) {
            // a socket that cannot be closed is closed already
            return;
        }
    }
}
