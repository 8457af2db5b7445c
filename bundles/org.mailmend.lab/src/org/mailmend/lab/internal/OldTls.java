package org.mailmend.lab.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/**
 * The handshake of a server that knows TLS 1.0 and 1.1 only, as far as a client sees which versions it speaks: its server
 * hello with its certificate (RFC 2246, 4346). The JDK has these versions switched off.
 */
final class OldTls {
    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;
    private static final int PROTOCOL_VERSION = 70;
    private static final int HANDSHAKE_FAILURE = 40;
    private static final int TLS_1_0 = 0x0301;
    private static final int TLS_1_1 = 0x0302;
    /** Those of TLS 1.0 that clients still offer, the server's order of preference. */
    private static final List<Integer> CIPHERS = List.of(0xc00a, 0xc009, 0xc014, 0xc013, 0x0035, 0x002f, 0x000a);

    private OldTls() {
    }

    /** Answers a client hello and waits until the client goes. */
    static void answer(Connection connection, List<X509Certificate> chain) throws IOException {
        connection.unhurried();
        byte[] record = exactly(connection, 5);
        if (record == null || record[0] != HANDSHAKE) {
            return;
        }
        byte[] hello = exactly(connection, Math.min((record[3] & 0xff) << 8 | record[4] & 0xff, 1 << 14));
        if (hello == null || hello.length < 42) {
            return;
        }
        // a client that knows TLS 1.2 or 1.3 also says 3.3 here
        int offered = (hello[4] & 0xff) << 8 | hello[5] & 0xff;
        int version = Math.min(offered, TLS_1_1);
        if (offered < TLS_1_0) {
            alert(connection, TLS_1_0, PROTOCOL_VERSION);
            return;
        }
        int cipher = cipher(hello);
        if (cipher < 0) {
            alert(connection, version, HANDSHAKE_FAILURE);
            return;
        }
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        messages.writeBytes(message(2, new byte[] {(byte) (version >> 8), (byte) version}, random, new byte[] {0},
                new byte[] {(byte) (cipher >> 8), (byte) cipher, 0}));
        messages.writeBytes(certificate(chain));
        messages.writeBytes(message(14));
        send(connection, HANDSHAKE, version, messages.toByteArray());
        while (connection.read(4096).length > 0) {
            // the client's alert, or its key exchange, which nobody here could read
        }
    }

    private static byte[] exactly(Connection connection, int count) throws IOException {
        byte[] result = new byte[count];
        for (int have = 0; have < count;) {
            byte[] more = connection.read(count - have);
            if (more.length == 0) {
                return null;
            }
            System.arraycopy(more, 0, result, have, more.length);
            have += more.length;
        }
        return result;
    }

    private static int cipher(byte[] hello) {
        int sessionLength = hello[38] & 0xff;
        int position = 39 + sessionLength;
        if (position + 2 > hello.length) {
            return -1;
        }
        int length = (hello[position] & 0xff) << 8 | hello[position + 1] & 0xff;
        int best = Integer.MAX_VALUE;
        for (int i = position + 2; i + 1 < Math.min(position + 2 + length, hello.length); i += 2) {
            int rank = CIPHERS.indexOf((hello[i] & 0xff) << 8 | hello[i + 1] & 0xff);
            best = rank >= 0 ? Math.min(best, rank) : best;
        }
        return best == Integer.MAX_VALUE ? -1 : CIPHERS.get(best);
    }

    private static byte[] certificate(List<X509Certificate> chain) throws IOException {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        try {
            for (X509Certificate certificate : chain) {
                byte[] encoded = certificate.getEncoded();
                list.writeBytes(length24(encoded.length));
                list.writeBytes(encoded);
            }
        } catch (CertificateEncodingException e) {
            throw new IOException(e);
        }
        return message(11, length24(list.size()), list.toByteArray());
    }

    private static byte[] message(int type, byte[]... contents) {
        int length = Arrays.stream(contents).mapToInt(content -> content.length).sum();
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(type);
        result.writeBytes(length24(length));
        for (byte[] content : contents) {
            result.writeBytes(content);
        }
        return result.toByteArray();
    }

    private static byte[] length24(int length) {
        return new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length};
    }

    private static void alert(Connection connection, int version, int description) throws IOException {
        send(connection, ALERT, version, new byte[] {2, (byte) description});
    }

    private static void send(Connection connection, int type, int version, byte[] content) throws IOException {
        connection.write(new byte[] {(byte) type, (byte) (version >> 8), (byte) version, (byte) (content.length >> 8),
                (byte) content.length});
        connection.write(content);
        connection.flush();
    }
}
