package org.mailmend.check.internal.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.security.auth.x500.X500Principal;

/**
 * As much DER (X.690) as is needed for what {@link X509Certificate} does not tell, and to find one certificate among
 * hundreds without parsing them all.
 */
final class Der {
    static final int OCTETS = 0x04;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;
    static final int CONTEXT_0 = 0xa0;
    private static final int KEY_ID = 0x80;
    private static final int URI = 0x86;

    private static final String SUBJECT_KEY_ID = "2.5.29.14";
    private static final String AUTHORITY_KEY_ID = "2.5.29.35";
    private static final String AUTHORITY_INFO = "1.3.6.1.5.5.7.1.1";
    private static final int BMP_STRING = 0x1e;
    /** id-at-commonName, 2.5.4.3 */
    private static final byte[] COMMON_NAME = {0x55, 4, 3};
    /** id-ad-caIssuers, 1.3.6.1.5.5.7.48.2 */
    private static final byte[] CA_ISSUERS = {0x2b, 6, 1, 5, 5, 7, 0x30, 2};

    private final byte[] bytes;
    private final int end;
    private int position;

    Der(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Der(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    boolean more() {
        return position < end;
    }

    /** The tag of the next element; -1 at the end. */
    int tag() {
        return more() ? bytes[position] & 0xff : -1;
    }

    /** Takes the next element and returns a reader for its contents. */
    Der next() throws IOException {
        if (end - position < 2) {
            throw new IOException("DER ends too early");
        }
        int start = position + 2;
        int length = bytes[position + 1] & 0xff;
        if (length > 0x80) {
            int count = length & 0x7f;
            if (count > 3 || start + count > end) {
                throw new IOException("DER length");
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | bytes[start++] & 0xff;
            }
        } else if (length == 0x80) {
            throw new IOException("DER of indefinite length");
        }
        if (length > end - start) {
            throw new IOException("DER ends too early");
        }
        position = start + length;
        return new Der(bytes, start, position);
    }

    /** Takes the next element, which must have this tag. */
    Der next(int tag) throws IOException {
        if (tag() != tag) {
            throw new IOException("DER tag " + tag());
        }
        return next();
    }

    /** Takes the next element as it is, tag and length included. */
    byte[] whole() throws IOException {
        int start = position;
        next();
        return Arrays.copyOfRange(bytes, start, position);
    }

    /** What is left. */
    byte[] rest() {
        return Arrays.copyOfRange(bytes, position, end);
    }

    /** The subject of a certificate in its encoded form (RFC 5280 section 4.1). */
    static byte[] subject(byte[] certificate) throws IOException {
        Der tbs = new Der(certificate).next(SEQUENCE).next(SEQUENCE);
        if (tbs.tag() == CONTEXT_0) {
            tbs.next();
        }
        tbs.next();
        tbs.next();
        tbs.next();
        tbs.next();
        return tbs.whole();
    }

    /** The most specific common name; null when there is none. */
    static String commonName(X500Principal name) {
        String found = null;
        try {
            Der relatives = new Der(name.getEncoded()).next(SEQUENCE);
            while (relatives.more()) {
                Der attributes = relatives.next();
                while (attributes.more()) {
                    Der attribute = attributes.next(SEQUENCE);
                    boolean isCommonName = Arrays.equals(attribute.next(OID).rest(), COMMON_NAME);
                    int type = attribute.tag();
                    byte[] value = attribute.next().rest();
                    if (isCommonName) {
                        found = new String(value, type == BMP_STRING ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8);
                    }
                }
            }
        } catch (IOException e) {
            // what was read so far is good
            return found;
        }
        return found;
    }

    /** Whether the key identifiers of both, where present, let one be the issuer of the other. */
    static boolean mayHaveIssued(X509Certificate issuer, X509Certificate certificate) {
        try {
            byte[] own = issuer.getExtensionValue(SUBJECT_KEY_ID);
            byte[] wanted = certificate.getExtensionValue(AUTHORITY_KEY_ID);
            if (own == null || wanted == null) {
                return true;
            }
            Der authority = new Der(wanted).next(OCTETS).next(SEQUENCE);
            return authority.tag() != KEY_ID
                    || Arrays.equals(authority.next().rest(), new Der(own).next(OCTETS).next(OCTETS).rest());
        } catch (IOException e) {
            // an unreadable extension proves nothing
            return true;
        }
    }

    /** Whether the certificate says that its issuer was issued by itself: then the issuer is a root. */
    static boolean issuerIsRoot(X509Certificate certificate) {
        try {
            byte[] value = certificate.getExtensionValue(AUTHORITY_KEY_ID);
            if (value == null) {
                return false;
            }
            Der authority = new Der(value).next(OCTETS).next(SEQUENCE);
            while (authority.more()) {
                if (authority.tag() != 0xa1) {
                    authority.next();
                    continue;
                }
                // authorityCertIssuer: GeneralNames with one directoryName
                return Arrays.equals(authority.next().next(0xa4).rest(), certificate.getIssuerX500Principal().getEncoded());
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where the issuer's certificate can be had (RFC 5280 section 4.2.2.1); empty when the certificate does not say. */
    static List<String> issuerLocations(X509Certificate certificate) {
        List<String> found = new ArrayList<>();
        try {
            byte[] value = certificate.getExtensionValue(AUTHORITY_INFO);
            Der descriptions = value == null ? new Der(new byte[0]) : new Der(value).next(OCTETS).next(SEQUENCE);
            while (descriptions.more()) {
                Der description = descriptions.next(SEQUENCE);
                byte[] method = description.next(OID).rest();
                if (Arrays.equals(method, CA_ISSUERS) && description.tag() == URI) {
                    found.add(new String(description.next().rest(), StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // what was read so far is good
            return found;
        }
        return found;
    }
}
