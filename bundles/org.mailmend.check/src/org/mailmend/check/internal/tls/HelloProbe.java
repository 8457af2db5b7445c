package org.mailmend.check.internal.tls;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.mailmend.check.Cancellation;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.check.internal.tls.Tls.Version;

/**
 * Says hello by hand and reads what the server chooses. JSSE speaks neither TLS 1.0 nor 1.1 any more (java.security
 * disables them for the whole process), nor the old ciphers; a hello needs no cryptography, so it can ask for all of them,
 * and the answer shows whether the server would speak them. The handshake is never completed.
 */
final class HelloProbe {
    private static final int RANDOM = 32;
    private static final int MAX_HELLO = 16_384;
    private static final int MAX_RECORDS = 8;
    private static final int MAX_EXCERPT = 100;
    private static final SecureRandom SECURE = new SecureRandom();

    // IANA: TLS ExtensionType values, TLS Supported Groups
    private static final int SERVER_NAME = 0;
    private static final int SUPPORTED_GROUPS = 10;
    private static final int EC_POINT_FORMATS = 11;
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int EXTENDED_MASTER_SECRET = 23;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int PSK_KEY_EXCHANGE_MODES = 45;
    private static final int KEY_SHARE = 51;
    private static final int RENEGOTIATION_INFO = 0xff01;
    private static final int X25519 = 29;

    private HelloProbe() {
    }

    /** What a hello was answered with. */
    enum Kind {
        /** The server chose a version and a cipher. */
        HELLO,
        /** It refused with an alert. */
        ALERT,
        /** It closed or reset the connection. */
        CLOSED,
        /** It said nothing, or not enough in time. */
        SILENT,
        /** It sent something that is no TLS. */
        NOT_TLS
    }

    /**
     * The answer to a hello.
     *
     * @param kind    what came
     * @param version the version chosen; null unless HELLO
     * @param cipher  the cipher suite chosen; 0 unless HELLO
     * @param alert   the alert; -1 unless ALERT
     * @param head    the first bytes when they were no TLS; else empty
     */
    record Answer(Kind kind, Version version, int cipher, int alert, byte[] head) {
        private static Answer of(Kind kind) {
            return new Answer(kind, null, 0, -1, new byte[0]);
        }
    }

    /**
     * Which versions a server speaks.
     *
     * @param versions the versions that it accepted, the oldest first
     * @param best     answer to the widest offer; null when nothing could be asked
     */
    record Survey(List<Version> versions, Answer best) {
    }

    /**
     * Finds all versions that a server speaks: what it chooses from all, then from all older than that, and so on.
     *
     * @param connect  opens a connection at the point where a handshake may start; null when that fails
     * @param host     server name to send; null for none
     * @param deadline when to give up; what is known then is returned
     */
    static Survey survey(Supplier<Socket> connect, String host, Deadline deadline, Cancellation cancellation) {
        List<Version> found = new ArrayList<>();
        Answer best = null;
        List<Version> offer = List.of(Version.values());
        while (!offer.isEmpty() && !deadline.passed() && !cancellation.isCancelled()) {
            Socket socket = connect.get();
            if (socket == null) {
                break;
            }
            Answer answer = ask(socket, host, offer, deadline, cancellation);
            best = best == null ? answer : best;
            if (answer.kind() == Kind.HELLO && offer.contains(answer.version())) {
                found.add(answer.version());
                offer = offer.subList(0, offer.indexOf(answer.version()));
            } else if (offer.contains(Version.TLS13) && answer.kind() != Kind.SILENT) {
                // old servers choke on what is new in a hello for TLS 1.3
                offer = offer.subList(0, offer.size() - 1);
            } else {
                offer = List.of();
            }
        }
        Collections.sort(found);
        return new Survey(List.copyOf(found), best);
    }

    /**
     * Says hello on a connection and closes it.
     *
     * @param versions the versions to offer, the oldest first, without a gap
     */
    static Answer ask(Socket socket, String host, List<Version> versions, Deadline deadline, Cancellation cancellation) {
        Cancellation.Registration registration = cancellation.onCancel(() -> close(socket));
        try {
            socket.getOutputStream().write(hello(host, versions));
            return read(socket, deadline);
        } catch (SocketTimeoutException e) {
            return Answer.of(Kind.SILENT);
        } catch (IOException e) {
            return Answer.of(Kind.CLOSED);
        } finally {
            registration.close();
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // what cannot be closed is closed
            return;
        }
    }

    private static Answer read(Socket socket, Deadline deadline) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (int i = 0; i < MAX_RECORDS; i++) {
            byte[] header = read(socket, 5, deadline);
            int type = header[0];
            if (type != Tls.ALERT && type != Tls.HANDSHAKE || header[1] != 3) {
                return new Answer(Kind.NOT_TLS, null, 0, -1, withRest(header, socket.getInputStream()));
            }
            byte[] content = read(socket, (header[3] & 0xff) << 8 | header[4] & 0xff, deadline);
            if (type == Tls.ALERT) {
                boolean warning = content.length == 2 && content[0] == 1;
                if (!warning) {
                    return new Answer(Kind.ALERT, null, 0, content.length == 2 ? content[1] & 0xff : -1, new byte[0]);
                }
                continue;
            }
            message.write(content);
            byte[] bytes = message.toByteArray();
            int length = bytes.length < 4 ? MAX_HELLO : (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
            if (bytes.length > 0 && bytes[0] != 2 || bytes.length >= 4 && length > MAX_HELLO) {
                return new Answer(Kind.NOT_TLS, null, 0, -1, header);
            }
            if (bytes.length >= 4 + length) {
                return parse(ByteBuffer.wrap(bytes, 4, length).slice(), header);
            }
        }
        return Answer.of(Kind.NOT_TLS);
    }

    /** What has come together with these bytes, as far as it is worth showing. */
    private static byte[] withRest(byte[] begin, InputStream in) throws IOException {
        byte[] rest = in.readNBytes(Math.min(in.available(), MAX_EXCERPT));
        byte[] all = Arrays.copyOf(begin, begin.length + rest.length);
        System.arraycopy(rest, 0, all, begin.length, rest.length);
        return all;
    }

    /** ServerHello, RFC 8446 section 4.1.3. A HelloRetryRequest looks the same, and tells the same. */
    private static Answer parse(ByteBuffer hello, byte[] header) {
        try {
            int version = hello.getShort() & 0xffff;
            hello.position(hello.position() + RANDOM);
            hello.position(hello.position() + 1 + (hello.get(hello.position()) & 0xff));
            int cipher = hello.getShort() & 0xffff;
            hello.get();
            if (hello.remaining() >= 2) {
                hello.getShort();
                while (hello.remaining() >= 4) {
                    int extension = hello.getShort() & 0xffff;
                    int length = hello.getShort() & 0xffff;
                    if (extension == SUPPORTED_VERSIONS && length == 2) {
                        version = hello.getShort() & 0xffff;
                    } else {
                        hello.position(hello.position() + length);
                    }
                }
            }
            Version known = Version.of(version);
            return known == null ? new Answer(Kind.NOT_TLS, null, 0, -1, header)
                    : new Answer(Kind.HELLO, known, cipher, -1, new byte[0]);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return new Answer(Kind.NOT_TLS, null, 0, -1, header);
        }
    }

    /** The version of a server whose answer begins like this; null when it does not begin with a whole ServerHello. */
    static Version chosen(byte[] head) {
        if (head.length < 10 || head[0] != Tls.HANDSHAKE || head[5] != 2) {
            return null;
        }
        int length = (head[7] & 0xff) << 8 | head[8] & 0xff;
        return head[6] != 0 || 9 + length > head.length ? null : parse(ByteBuffer.wrap(head, 9, length).slice(), head).version();
    }

    private static byte[] read(Socket socket, int length, Deadline deadline) throws IOException {
        byte[] bytes = new byte[length];
        InputStream in = socket.getInputStream();
        int have = 0;
        while (have < length) {
            if (deadline.passed()) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout(Math.max(1, deadline.remainingMillis()));
            int n = in.read(bytes, have, length - have);
            if (n < 0) {
                throw new EOFException();
            }
            have += n;
        }
        return bytes;
    }

    /** A ClientHello in its record, RFC 8446 section 4.1.2 and RFC 5246 section 7.4.1.2. */
    static byte[] hello(String host, List<Version> versions) {
        Version newest = versions.getLast();
        byte[] random = new byte[RANDOM];
        SECURE.nextBytes(random);
        Writer out = new Writer();
        out.u8(Tls.HANDSHAKE).u16(newest == Version.SSL3 ? Version.SSL3.number : Version.TLS10.number);
        out.sized(() -> out.u8(1).u8(0).sized(() -> {
            out.u16(Math.min(newest.number, Version.TLS12.number)).add(random).u8(RANDOM).add(random);
            out.sized(() -> Tls.CIPHERS.stream().filter(c -> c.number() >> 8 != 0x13 || newest == Version.TLS13)
                    .forEach(c -> out.u16(c.number())));
            out.u8(1).u8(0);
            if (newest != Version.SSL3) {
                out.sized(() -> extensions(out, host, versions, random));
            }
        }));
        return out.bytes();
    }

    private static void extensions(Writer out, String host, List<Version> versions, byte[] random) {
        Version newest = versions.getLast();
        if (host != null) {
            byte[] name = host.getBytes(StandardCharsets.US_ASCII);
            out.u16(SERVER_NAME).sized(() -> out.sized(() -> out.u8(0).sized(() -> out.add(name))));
        }
        out.u16(SUPPORTED_GROUPS).sized(() -> out.sized(() -> IntStream.of(X25519, 23, 24, 25, 256).forEach(out::u16)));
        out.u16(EC_POINT_FORMATS).sized(() -> out.u8(1).u8(0));
        out.u16(EXTENDED_MASTER_SECRET).u16(0);
        out.u16(RENEGOTIATION_INFO).sized(() -> out.u8(0));
        if (newest.number >= Version.TLS12.number) {
            out.u16(SIGNATURE_ALGORITHMS).sized(() -> out.sized(() -> IntStream.of(0x0403, 0x0503, 0x0603, 0x0804, 0x0805,
                    0x0806, 0x0807, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201).forEach(out::u16)));
        }
        if (newest == Version.TLS13) {
            out.u16(SUPPORTED_VERSIONS).sized(() -> out.sized8(() -> versions.reversed().stream()
                    .filter(v -> v != Version.SSL3).forEach(v -> out.u16(v.number))));
            // 32 random bytes are as good a public key as any: the secret that comes of it is never used
            out.u16(KEY_SHARE).sized(() -> out.sized(() -> out.u16(X25519).sized(() -> out.add(random))));
            out.u16(PSK_KEY_EXCHANGE_MODES).sized(() -> out.u8(1).u8(1));
        }
    }

    /** Writes numbers and vectors as TLS does. */
    private static final class Writer {
        private final ByteBuffer buffer = ByteBuffer.allocate(1024);

        Writer u8(int value) {
            buffer.put((byte) value);
            return this;
        }

        Writer u16(int value) {
            buffer.putShort((short) value);
            return this;
        }

        Writer add(byte[] bytes) {
            buffer.put(bytes);
            return this;
        }

        /** Contents after their length in two bytes. */
        Writer sized(Runnable contents) {
            int start = buffer.position();
            u16(0);
            contents.run();
            buffer.putShort(start, (short) (buffer.position() - start - 2));
            return this;
        }

        /** Contents after their length in one byte. */
        Writer sized8(Runnable contents) {
            int start = buffer.position();
            u8(0);
            contents.run();
            buffer.put(start, (byte) (buffer.position() - start - 1));
            return this;
        }

        byte[] bytes() {
            return Arrays.copyOf(buffer.array(), buffer.position());
        }
    }
}
