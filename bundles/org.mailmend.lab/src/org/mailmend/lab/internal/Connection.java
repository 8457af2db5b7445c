package org.mailmend.lab.internal;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import org.mailmend.lab.PracticeEvent.Reason;

/**
 * A client's connection: lines and bytes with bounds. Whatever blocks here is watched by the {@link Hub}, which closes the
 * connection when the client takes too long.
 */
final class Connection {
    private static final byte[] CRLF = {'\r', '\n'};
    /** How long a farewell waits for a reply that is being written. */
    private static final int FAREWELL_MILLIS = 300;

    /** How often it may be read before others get their turn. */
    private static final int READS = 8;

    private final long id;
    private final Socket raw;
    private final InetAddress client;
    private final int maxLine;
    private final long idleNanos;
    private final long endNanos;
    private final byte[] buffer = new byte[8192];
    private final ReentrantLock writing = new ReentrantLock();
    private int reads;
    private int position;
    private int end;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private SSLSession tls;
    private volatile Reason reason;
    private volatile boolean signedIn;
    private volatile boolean spoken;
    /** Whether the client could understand a word now: not before the greeting and not in a handshake. */
    private volatile boolean talking;
    /** When the operation that blocks now must be done, in {@link System#nanoTime} terms; 0 when none does. */
    private volatile long dueNanos;
    /** Since when the client is waited for; 0 when it is not. */
    private volatile long waitingNanos;
    private volatile Function<Reason, String> farewell = why -> "";

    Connection(long id, Socket raw, int maxLine, long idleNanos, long sessionNanos) throws IOException {
        this.id = id;
        this.raw = raw;
        socket = raw;
        this.client = raw.getInetAddress();
        this.maxLine = maxLine;
        this.idleNanos = idleNanos;
        endNanos = System.nanoTime() + sessionNanos;
        raw.setTcpNoDelay(true);
        in = raw.getInputStream();
        out = new BufferedOutputStream(raw.getOutputStream(), 8192);
    }

    long id() {
        return id;
    }

    InetAddress client() {
        return client;
    }

    String clientText() {
        return client.getHostAddress();
    }

    /** The TLS session; null without TLS. */
    SSLSession tls() {
        return tls;
    }

    boolean signedIn() {
        return signedIn;
    }

    /** Whether the client has said anything yet. */
    boolean spoken() {
        return spoken;
    }

    void signedIn(boolean value) {
        signedIn = value;
    }

    /** The client has been greeted and understands replies from now on. */
    void greeted() {
        talking = true;
    }

    /** Sets what is told to a client that is sent away, by the reason. */
    void farewell(Function<Reason, String> lines) {
        farewell = lines;
    }

    /** Why the connection ended or is about to; null while nothing speaks against it. */
    Reason reason() {
        return reason;
    }

    /** Notes why the connection ends; the first reason counts. */
    void end(Reason why) {
        if (reason == null) {
            reason = why;
        }
    }

    /** For how long the client has been waited for, in nanoseconds. */
    long waiting() {
        long since = waitingNanos;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    /** Whether the client takes too long. */
    boolean overdue() {
        long now = System.nanoTime();
        long due = dueNanos;
        return due != 0 && now - due > 0 || now - endNanos > 0;
    }

    /** Changes to TLS as the server. Bytes that the client sent too early are thrown away. */
    SSLSession startTls(SSLContext context, String[] protocols, String[] ciphers) throws IOException {
        boolean greeted = talking;
        talking = false;
        position = 0;
        end = 0;
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(raw, clientText(), raw.getPort(), true);
        secure.setUseClientMode(false);
        if (protocols != null || ciphers != null) {
            // only then: setting parameters, even those that are there, lets the JDK sort out all protocols and suites anew
            SSLParameters parameters = secure.getSSLParameters();
            if (protocols != null) {
                parameters.setProtocols(protocols);
            }
            if (ciphers != null) {
                parameters.setCipherSuites(ciphers);
            }
            secure.setSSLParameters(parameters);
        }
        dueNanos = System.nanoTime() + idleNanos;
        waitingNanos = System.nanoTime();
        try {
            secure.startHandshake();
        } finally {
            dueNanos = 0;
            waitingNanos = 0;
        }
        socket = secure;
        in = secure.getInputStream();
        writing.lock();
        try {
            out = new BufferedOutputStream(secure.getOutputStream(), 8192);
        } finally {
            writing.unlock();
        }
        tls = secure.getSession();
        talking = greeted;
        return tls;
    }

    /**
     * The next line without its end (CRLF, or LF from somebody who types); null at the end of the stream.
     *
     * @throws LineTooLongException when it is longer than the limit
     */
    String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        while (true) {
            for (int i = position; i < end; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, position, i - position);
                    position = i + 1;
                    if (line.size() > maxLine) {
                        throw new LineTooLongException();
                    }
                    String text = line.toString(StandardCharsets.UTF_8);
                    int length = text.length();
                    while (length > 0 && text.charAt(length - 1) == '\r') {
                        length--;
                    }
                    spoken = true;
                    return text.substring(0, length);
                }
            }
            line.write(buffer, position, end - position);
            position = end;
            if (line.size() > maxLine) {
                throw new LineTooLongException();
            }
            if (!fill()) {
                return null;
            }
        }
    }

    /**
     * Reads a message up to the line that holds a single dot (RFC 5321, section 4.5.2), removes the extra dots and turns every
     * line end into CRLF.
     *
     * @return false when the stream ended before
     */
    boolean readMessage(MessageBuffer message) throws IOException {
        // what came before the next byte
        final int start = 0;
        final int middle = 1;
        final int carriage = 2;
        final int dot = 3;
        final int dotCarriage = 4;
        int state = start;
        while (true) {
            if (position == end && !fill()) {
                return false;
            }
            byte b = buffer[position];
            if (state == middle && b != '\r' && b != '\n') {
                int from = position;
                while (position < end && buffer[position] != '\r' && buffer[position] != '\n') {
                    position++;
                }
                message.append(buffer, from, position - from);
                continue;
            }
            position++;
            if (b == '\n') {
                if (state == dot || state == dotCarriage) {
                    return true;
                }
                message.append(CRLF, 0, 2);
                state = start;
            } else if (b == '\r') {
                if (state == carriage) {
                    message.append(CRLF, 0, 1);
                }
                state = state == dot ? dotCarriage : carriage;
            } else if (b == '.' && state == start) {
                state = dot;
            } else {
                if (state == carriage || state == dotCarriage) {
                    message.append(CRLF, 0, 1);
                }
                message.append(b);
                state = middle;
            }
        }
    }

    /** Up to {@code max} bytes that are there or come next; an empty array at the end of the stream. */
    byte[] read(int max) throws IOException {
        if (position == end && !fill()) {
            return new byte[0];
        }
        int length = Math.min(max, end - position);
        byte[] result = Arrays.copyOfRange(buffer, position, position + length);
        position += length;
        return result;
    }

    /** Waits for input; false when none came in time. What was written is sent first. */
    boolean awaitInput(int millis) throws IOException {
        if (position < end) {
            return true;
        }
        raw.setSoTimeout(millis);
        try {
            fill();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            raw.setSoTimeout(0);
        }
    }

    private boolean fill() throws IOException {
        flush();
        long now = System.nanoTime();
        if (dueNanos == 0) {
            dueNanos = now + idleNanos;
        }
        waitingNanos = now;
        if (++reads % READS == 0) {
            // a client that sends without a pause would never let go of the processor: a read that need not wait does not
            Thread.yield();
        }
        try {
            position = 0;
            end = 0;
            end = Math.max(in.read(buffer), 0);
        } finally {
            waitingNanos = 0;
        }
        return end > 0;
    }

    /** Begins a command: the client has the idle time to finish it. */
    void nextCommand() {
        dueNanos = System.nanoTime() + idleNanos;
    }

    /** Gives the client as long as the whole session may last, for example for a message. */
    void unhurried() {
        dueNanos = endNanos;
    }

    /** Writes; sent at {@link #flush} or when the client is waited for. */
    void write(byte[] bytes) throws IOException {
        writing.lock();
        try {
            out.write(bytes);
        } finally {
            writing.unlock();
        }
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void flush() throws IOException {
        writing.lock();
        try {
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    /** Sends the client away: tells it why unless it does not listen, and ends whatever blocks on it. */
    void dismiss(Reason why) {
        end(why);
        try {
            if (talking && writing.tryLock(FAREWELL_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    out.write(farewell.apply(why).getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    socket.close();
                } finally {
                    writing.unlock();
                }
            }
        } catch (IOException e) {
            // it is gone already, which is what was wanted
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** Closes the connection without any ado. */
    void close() {
        try {
            raw.close();
        } catch (IOException e) {
            // nothing is left to be closed
            end(Reason.CLIENT_GONE);
        }
    }

    /** Closes the connection so that the client reads what was written last, with TLS's own goodbye. */
    void closeGently() {
        try {
            flush();
            socket.close();
        } catch (IOException e) {
            end(Reason.CLIENT_GONE);
        }
        close();
    }

    /** Breaks the connection with a reset. */
    void reset() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    /** The client sent a line that is longer than the limit. */
    static final class LineTooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
