package org.mailmend.check.internal.tls;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Numbers and names of the TLS protocol (RFC 8446, RFC 5246, IANA's TLS parameters). */
final class Tls {
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;

    static final int HANDSHAKE_FAILURE = 40;
    static final int PROTOCOL_VERSION = 70;
    static final int INSUFFICIENT_SECURITY = 71;
    static final int UNRECOGNIZED_NAME = 112;

    private static final String[] ALERTS = {"0 close_notify", "10 unexpected_message", "20 bad_record_mac",
            "22 record_overflow", "40 handshake_failure", "41 no_certificate", "42 bad_certificate",
            "43 unsupported_certificate", "44 certificate_revoked", "45 certificate_expired", "46 certificate_unknown",
            "47 illegal_parameter", "48 unknown_ca", "49 access_denied", "50 decode_error", "51 decrypt_error",
            "70 protocol_version", "71 insufficient_security", "80 internal_error", "86 inappropriate_fallback",
            "90 user_canceled", "109 missing_extension", "110 unsupported_extension", "112 unrecognized_name",
            "116 certificate_required", "120 no_application_protocol"};

    private Tls() {
    }

    /** A protocol version. */
    enum Version {
        SSL3(0x0300, "SSLv3", "SSL 3.0"), TLS10(0x0301, "TLSv1", "TLS 1.0"), TLS11(0x0302, "TLSv1.1", "TLS 1.1"),
        TLS12(0x0303, "TLSv1.2", "TLS 1.2"), TLS13(0x0304, "TLSv1.3", "TLS 1.3");

        final int number;
        /** As JSSE names it. */
        final String jsse;
        private final String text;

        Version(int number, String jsse, String text) {
            this.number = number;
            this.jsse = jsse;
            this.text = text;
        }

        static Version of(int number) {
            return Arrays.stream(values()).filter(v -> v.number == number).findFirst().orElse(null);
        }

        static Version of(String jsse) {
            return Arrays.stream(values()).filter(v -> v.jsse.equals(jsse)).findFirst().orElse(null);
        }

        /** The name that people know. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** {@code TLS 1.2, TLS 1.3}; a dash when there is none. */
    static String text(List<Version> versions) {
        return versions.isEmpty() ? "–" : String.join(", ", versions.stream().map(Version::toString).toList());
    }

    /** The name of an alert, for example {@code handshake_failure}. */
    static String alertName(int alert) {
        return Arrays.stream(ALERTS).filter(a -> a.startsWith(alert + " ")).map(a -> a.substring(a.indexOf(' ') + 1))
                .findFirst().orElse(String.valueOf(alert));
    }

    /**
     * A cipher suite that some server may still choose.
     *
     * @param number its number
     * @param name   its name, shortened by what all have in common
     */
    record Cipher(int number, String name) {
    }

    /** What the second look offers: everything that mail servers of the last twenty years speak. */
    static final List<Cipher> CIPHERS = List.of(new Cipher(0x1301, "AES_128_GCM_SHA256"),
            new Cipher(0x1302, "AES_256_GCM_SHA384"), new Cipher(0x1303, "CHACHA20_POLY1305_SHA256"),
            new Cipher(0xc02b, "ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
            new Cipher(0xc02f, "ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
            new Cipher(0xc02c, "ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
            new Cipher(0xc030, "ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
            new Cipher(0xcca9, "ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"),
            new Cipher(0xcca8, "ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
            new Cipher(0x009e, "DHE_RSA_WITH_AES_128_GCM_SHA256"), new Cipher(0x009f, "DHE_RSA_WITH_AES_256_GCM_SHA384"),
            new Cipher(0xccaa, "DHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
            new Cipher(0xc023, "ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"),
            new Cipher(0xc027, "ECDHE_RSA_WITH_AES_128_CBC_SHA256"),
            new Cipher(0xc024, "ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"),
            new Cipher(0xc028, "ECDHE_RSA_WITH_AES_256_CBC_SHA384"), new Cipher(0xc009, "ECDHE_ECDSA_WITH_AES_128_CBC_SHA"),
            new Cipher(0xc013, "ECDHE_RSA_WITH_AES_128_CBC_SHA"), new Cipher(0xc00a, "ECDHE_ECDSA_WITH_AES_256_CBC_SHA"),
            new Cipher(0xc014, "ECDHE_RSA_WITH_AES_256_CBC_SHA"), new Cipher(0x0067, "DHE_RSA_WITH_AES_128_CBC_SHA256"),
            new Cipher(0x006b, "DHE_RSA_WITH_AES_256_CBC_SHA256"), new Cipher(0x0033, "DHE_RSA_WITH_AES_128_CBC_SHA"),
            new Cipher(0x0039, "DHE_RSA_WITH_AES_256_CBC_SHA"), new Cipher(0x009c, "RSA_WITH_AES_128_GCM_SHA256"),
            new Cipher(0x009d, "RSA_WITH_AES_256_GCM_SHA384"), new Cipher(0x003c, "RSA_WITH_AES_128_CBC_SHA256"),
            new Cipher(0x003d, "RSA_WITH_AES_256_CBC_SHA256"), new Cipher(0x002f, "RSA_WITH_AES_128_CBC_SHA"),
            new Cipher(0x0035, "RSA_WITH_AES_256_CBC_SHA"), new Cipher(0x0041, "RSA_WITH_CAMELLIA_128_CBC_SHA"),
            new Cipher(0x0084, "RSA_WITH_CAMELLIA_256_CBC_SHA"), new Cipher(0xc012, "ECDHE_RSA_WITH_3DES_EDE_CBC_SHA"),
            new Cipher(0x0016, "DHE_RSA_WITH_3DES_EDE_CBC_SHA"), new Cipher(0x000a, "RSA_WITH_3DES_EDE_CBC_SHA"),
            new Cipher(0xc011, "ECDHE_RSA_WITH_RC4_128_SHA"), new Cipher(0x0005, "RSA_WITH_RC4_128_SHA"),
            new Cipher(0x0004, "RSA_WITH_RC4_128_MD5"));

    /** The name as IANA and JSSE write it; the number when we do not know it. */
    static String cipherName(int number) {
        return CIPHERS.stream().filter(c -> c.number() == number).map(c -> "TLS_" + c.name()).findFirst()
                .orElseGet(() -> "0x" + HexFormat.of().toHexDigits((short) number).toUpperCase(Locale.ROOT));
    }
}
