package org.mailmend.lab.internal;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes the few ASN.1 types of a certificate in DER (X.690). The JDK reads certificates but does not make them, and a library
 * that does so costs a fifth of a second at the first start of a practice server.
 */
final class Der {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {
    }

    /** A value with the given tag around the given contents. */
    static byte[] tagged(int tag, byte[]... contents) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            body.writeBytes(content);
        }
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(tag);
        int length = body.size();
        if (length < 0x80) {
            result.write(length);
        } else {
            byte[] digits = BigInteger.valueOf(length).toByteArray();
            int from = digits[0] == 0 ? 1 : 0;
            result.write(0x80 | digits.length - from);
            result.write(digits, from, digits.length - from);
        }
        result.writeBytes(body.toByteArray());
        return result.toByteArray();
    }

    static byte[] sequence(byte[]... contents) {
        return tagged(0x30, contents);
    }

    static byte[] integer(BigInteger value) {
        return tagged(0x02, value.toByteArray());
    }

    static byte[] bool(boolean value) {
        return tagged(0x01, new byte[] {(byte) (value ? 0xff : 0)});
    }

    static byte[] octets(byte[] value) {
        return tagged(0x04, value);
    }

    /** A bit string; {@code unused} bits at its end do not count. */
    static byte[] bits(int unused, byte[] value) {
        return tagged(0x03, new byte[] {(byte) unused}, value);
    }

    /** An object identifier in its dotted form. */
    static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            int arc = Integer.parseInt(arcs[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arc >>> shift != 0) {
                    out.write(0x80 | arc >>> shift & 0x7f);
                }
            }
            out.write(arc & 0x7f);
        }
        return tagged(0x06, out.toByteArray());
    }

    /** A time: UTCTime until 2049, as RFC 5280 wants it. */
    static byte[] time(Instant time) {
        String text = TIME.format(time);
        return text.compareTo("2050") < 0 ? tagged(0x17, text.substring(2).getBytes(StandardCharsets.US_ASCII))
                : tagged(0x18, text.getBytes(StandardCharsets.US_ASCII));
    }
}
