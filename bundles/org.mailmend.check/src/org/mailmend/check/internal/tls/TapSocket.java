package org.mailmend.check.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;

import org.mailmend.check.internal.io.Deadline;

/**
 * The connection under TLS, as JSSE sees it. It keeps every read of the handshake within the deadline, however slowly the
 * bytes come, and remembers of them what JSSE does not tell: how the answer began, and the alert that ended it.
 */
final class TapSocket extends Socket {
    private static final int HEAD = 512;
    private static final int HEADER = 5;

    private final Socket plain;
    private final InputStream in;
    private Deadline deadline;
    private final byte[] head = new byte[HEAD];
    private int headLength;
    private long received;
    private boolean ended;

    // where in a TLS record the next byte belongs
    private final byte[] header = new byte[HEADER];
    private int headerLength;
    private int left;
    private int recordLength;
    private int alertLevel = -1;
    private int alert = -1;

    private byte[] ahead = {};

    /**
     * @param plain    the connection itself
     * @param deadline for every read until {@link #release()}
     */
    TapSocket(Socket plain, Deadline deadline) throws IOException {
        this.plain = plain;
        this.deadline = deadline;
        InputStream source = plain.getInputStream();
        in = new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (ahead.length > 0) {
                    int n = Math.min(length, ahead.length);
                    System.arraycopy(ahead, 0, bytes, offset, n);
                    ahead = Arrays.copyOfRange(ahead, n, ahead.length);
                    return n;
                }
                return readWithin(source, bytes, offset, length);
            }

            @Override
            public int available() throws IOException {
                return ahead.length + source.available();
            }
        };
    }

    private int readWithin(InputStream source, byte[] bytes, int offset, int length) throws IOException {
        if (deadline == null) {
            return source.read(bytes, offset, length);
        }
        if (deadline.passed()) {
            throw new SocketTimeoutException();
        }
        plain.setSoTimeout(Math.max(1, deadline.remainingMillis()));
        int n = source.read(bytes, offset, length);
        ended |= n < 0;
        for (int i = offset; i < offset + n; i++) {
            tap(bytes[i]);
        }
        return n;
    }

    private void tap(byte b) {
        received++;
        if (headLength < HEAD) {
            head[headLength++] = b;
        }
        if (left > 0) {
            if (header[0] == Tls.ALERT && recordLength == 2) {
                if (left == 2) {
                    alertLevel = b & 0xff;
                } else {
                    alert = b & 0xff;
                }
            }
            left--;
            return;
        }
        header[headerLength++] = b;
        if (headerLength == HEADER) {
            headerLength = 0;
            recordLength = (header[3] & 0xff) << 8 | header[4] & 0xff;
            left = recordLength;
        }
    }

    /** The handshake is over: reads wait as long as the socket's timeout says. */
    void release() throws SocketException {
        deadline = null;
        plain.setSoTimeout(0);
    }

    /** The first bytes that came, at most 512. */
    byte[] head() {
        return Arrays.copyOf(head, headLength);
    }

    /** How many bytes came during the handshake. */
    long received() {
        return received;
    }

    /** Whether the peer has closed its side in good order. */
    boolean ended() {
        return ended;
    }

    /** The last alert that the peer sent in the clear; -1 when there was none. */
    int alert() {
        return alert;
    }

    /** Whether that alert was a mere warning. */
    boolean alertIsWarning() {
        return alertLevel == 1;
    }

    /**
     * Whether the peer ends the connection soon, after no more than a few bytes. What comes stays to be read.
     *
     * @param patience how long that is waited for
     * @param few      so many bytes and more are no end
     */
    boolean endsWithin(Deadline patience, int few) throws IOException {
        byte[] next = new byte[few];
        int have = 0;
        InputStream source = plain.getInputStream();
        try {
            while (have < few && !patience.passed()) {
                plain.setSoTimeout(Math.max(1, patience.remainingMillis()));
                int n = source.read(next, have, few - have);
                if (n < 0) {
                    return true;
                }
                have += n;
            }
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            // reset, which is an end as well
            return true;
        } finally {
            ahead = Arrays.copyOf(next, have);
        }
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return plain.getOutputStream();
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    @Override
    public boolean isClosed() {
        return plain.isClosed();
    }

    @Override
    public boolean isConnected() {
        return plain.isConnected();
    }

    @Override
    public boolean isBound() {
        return plain.isBound();
    }

    @Override
    public boolean isInputShutdown() {
        return plain.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return plain.isOutputShutdown();
    }

    @Override
    public void shutdownInput() throws IOException {
        plain.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        plain.shutdownOutput();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        plain.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return plain.getSoTimeout();
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        plain.setSoLinger(on, seconds);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return plain.getSoLinger();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        plain.setTcpNoDelay(on);
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
        return plain.getTcpNoDelay();
    }

    @Override
    public InetAddress getInetAddress() {
        return plain.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return plain.getLocalAddress();
    }

    @Override
    public int getPort() {
        return plain.getPort();
    }

    @Override
    public int getLocalPort() {
        return plain.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return plain.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return plain.getLocalSocketAddress();
    }
}
