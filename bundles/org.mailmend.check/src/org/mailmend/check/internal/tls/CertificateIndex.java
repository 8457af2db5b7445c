package org.mailmend.check.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.security.auth.x500.X500Principal;

/**
 * Certificates by their subject, parsed only when they are asked for. The usual stores are read without {@link KeyStore},
 * which would parse the hundreds of roots in them; whatever is not of the usual form goes through it all the same.
 */
final class CertificateIndex {
    private static final int JKS_MAGIC = 0xfeedfeed;
    private static final int JKS_TRUSTED = 2;
    private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String PEM_END = "-----END CERTIFICATE-----";
    /** The attribute with which the JDK marks trusted certificates, 2.16.840.1.113894.746875.1.1. */
    private static final byte[] TRUSTED_KEY_USAGE = {6, 11, 0x60, (byte) 0x86, 0x48, 1, (byte) 0x86, (byte) 0xf9, 0x66,
            (byte) 0xad, (byte) 0xca, 0x7b, 1, 1};

    private final Map<ByteBuffer, List<byte[]>> bySubject = new HashMap<>();

    /** Certificates with this name; empty when there are none. */
    List<X509Certificate> named(X500Principal name) {
        List<byte[]> found = bySubject.get(ByteBuffer.wrap(name.getEncoded()));
        if (found == null) {
            // the same name may be written with another string type or in other letters (RFC 5280 section 7.1)
            found = bySubject.entrySet().stream().filter(e -> name.equals(principal(e.getKey().array())))
                    .flatMap(e -> e.getValue().stream()).toList();
        }
        return found.stream().map(CertificateIndex::parse).filter(Objects::nonNull).toList();
    }

    private static X500Principal principal(byte[] encoded) {
        try {
            return new X500Principal(encoded);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static X509Certificate parse(byte[] encoded) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException e) {
            // not one that this JDK can use
            return null;
        }
    }

    private void add(byte[] certificate) throws IOException {
        bySubject.computeIfAbsent(ByteBuffer.wrap(Der.subject(certificate)), k -> new ArrayList<>(1)).add(certificate);
    }

    /** The trusted certificates of a Java key store that needs no password; none when it cannot be read. */
    static CertificateIndex ofJavaStore(Path file) {
        try {
            byte[] store = Files.readAllBytes(file);
            return store.length > 4 && ByteBuffer.wrap(store).getInt() == JKS_MAGIC ? jks(store) : pkcs12(store);
        } catch (IOException | RuntimeException e) {
            return ofKeyStore(file.toFile(), null);
        }
    }

    /** The store that Debian and others make: entries of an alias, a date, a type and a certificate. */
    private static CertificateIndex jks(byte[] store) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(store));
        in.readInt();
        expect(in.readInt() == 2);
        CertificateIndex index = new CertificateIndex();
        for (int left = in.readInt(); left > 0; left--) {
            expect(in.readInt() == JKS_TRUSTED);
            in.readUTF();
            in.readLong();
            in.readUTF();
            byte[] certificate = in.readNBytes(in.readInt());
            index.add(certificate);
        }
        return index;
    }

    /** The JDK's own store: a PKCS #12 file (RFC 7292) without encryption, each certificate marked as trusted. */
    private static CertificateIndex pkcs12(byte[] store) throws IOException {
        Der pfx = new Der(store).next(Der.SEQUENCE);
        pfx.next();
        Der contents = new Der(data(pfx.next(Der.SEQUENCE))).next(Der.SEQUENCE);
        CertificateIndex index = new CertificateIndex();
        while (contents.more()) {
            Der bags = new Der(data(contents.next(Der.SEQUENCE))).next(Der.SEQUENCE);
            while (bags.more()) {
                Der bag = bags.next(Der.SEQUENCE);
                bag.next(Der.OID);
                Der certificate = bag.next(Der.CONTEXT_0).next(Der.SEQUENCE);
                certificate.next(Der.OID);
                expect(contains(bag.rest(), TRUSTED_KEY_USAGE));
                index.add(certificate.next(Der.CONTEXT_0).next(Der.OCTETS).rest());
            }
        }
        return index;
    }

    private static byte[] data(Der contentInfo) throws IOException {
        contentInfo.next(Der.OID);
        return contentInfo.next(Der.CONTEXT_0).next(Der.OCTETS).rest();
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private static void expect(boolean usual) throws IOException {
        if (!usual) {
            throw new IOException("not the usual form");
        }
    }

    /** The certificates of a file in PEM format; none when it cannot be read. */
    static CertificateIndex ofBundle(Path file) {
        CertificateIndex index = new CertificateIndex();
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            Base64.Decoder decoder = Base64.getMimeDecoder();
            int begin = text.indexOf(PEM_BEGIN);
            while (begin >= 0) {
                int end = text.indexOf(PEM_END, begin);
                if (end < 0) {
                    break;
                }
                index.add(decoder.decode(text.substring(begin + PEM_BEGIN.length(), end)));
                begin = text.indexOf(PEM_BEGIN, end);
            }
        } catch (IOException | IllegalArgumentException e) {
            // what was read so far is good
            return index;
        }
        return index;
    }

    /** The trusted certificates of a key store of any type; none when it cannot be read. */
    static CertificateIndex ofKeyStore(File file, char[] password) {
        try {
            return of(KeyStore.getInstance(file, password));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // a JDK without a readable store trusts nobody; the system's store may still help
            return new CertificateIndex();
        }
    }

    /** The trusted certificates of a store of the operating system; none when this JDK cannot read it. */
    static CertificateIndex ofKeyStore(String type) {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            return of(store);
        } catch (IOException | GeneralSecurityException e) {
            // not on this platform
            return new CertificateIndex();
        }
    }

    private static CertificateIndex of(KeyStore store) throws GeneralSecurityException, IOException {
        CertificateIndex index = new CertificateIndex();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                index.add(certificate.getEncoded());
            }
        }
        return index;
    }
}
