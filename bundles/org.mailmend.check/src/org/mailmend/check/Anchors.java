package org.mailmend.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads extra trust anchors from files. */
public final class Anchors {
    /** The largest file that is read, in bytes. */
    public static final int MAX_SIZE = 1 << 20;

    private static final Pattern PEM = Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");
    private static final int DER_SEQUENCE = 0x30;

    private Anchors() {
    }

    /**
     * Reads all certificates of a PEM file, with whatever text between them, or the one of a DER file. A server's own
     * self-signed certificate is as good as that of an issuer.
     *
     * @return at least one certificate
     * @throws InvalidInputException when there is no such file, it cannot be read, is larger than {@link #MAX_SIZE}, or holds
     *                               no certificate or one that is broken
     */
    public static List<X509Certificate> read(Path file) throws InvalidInputException {
        String name = Redactor.visible(file.toString());
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_SIZE + 1);
        } catch (IOException e) {
            throw new InvalidInputException(Detail.of("tls.anchors-unreadable", name));
        }
        if (bytes.length > MAX_SIZE) {
            throw new InvalidInputException(Detail.of("tls.anchors-too-big", name));
        }
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            if (bytes.length > 0 && bytes[0] == DER_SEQUENCE) {
                found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
            }
            Matcher certificates = PEM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
            while (certificates.find()) {
                found.add((X509Certificate) factory.generateCertificate(
                        new ByteArrayInputStream(certificates.group().getBytes(StandardCharsets.ISO_8859_1))));
            }
        } catch (CertificateException e) {
            throw new InvalidInputException(Detail.of("tls.anchors-broken", name, found.size() + 1));
        }
        if (found.isEmpty()) {
            throw new InvalidInputException(Detail.of("tls.anchors-none", name));
        }
        return List.copyOf(found);
    }
}
