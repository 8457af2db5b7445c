package org.mailmend.check.ui.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.osgi.util.NLS;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.ClientProfile;
import org.osgi.service.prefs.BackingStoreException;

/**
 * What every check starts from.
 *
 * @param deadlineSeconds time limit in seconds, 1 to 600
 * @param profile         id of the client or device to act as
 * @param resolver        DNS server, {@code host} or {@code host:port}; empty for the system's
 * @param trustAnchors    files with certificates (PEM) that are trusted besides the JDK's
 */
record Preferences(int deadlineSeconds, String profile, String resolver, List<Path> trustAnchors) {
    static final int MAX_DEADLINE = 600;
    /** A file with certificates is never larger. */
    private static final long MAX_FILE = 1 << 20;

    static final Preferences DEFAULT = new Preferences((int) CheckRequest.DEFAULT_DEADLINE.toSeconds(),
            ClientProfile.CURRENT.id(), "",
            List.of());

    static Preferences load() {
        IEclipsePreferences node = node();
        int deadline = node.getInt("deadline", DEFAULT.deadlineSeconds());
        List<Path> files = node.get("trustAnchors", "").lines().filter(line -> !line.isBlank()).map(Path::of).toList();
        return new Preferences(Math.clamp(deadline, 1, MAX_DEADLINE), node.get("profile", DEFAULT.profile()),
                node.get("resolver", ""), files);
    }

    void save() throws BackingStoreException {
        IEclipsePreferences node = node();
        node.putInt("deadline", deadlineSeconds);
        node.put("profile", profile);
        node.put("resolver", resolver);
        node.put("trustAnchors", String.join("\n", trustAnchors.stream().map(Path::toString).toList()));
        node.flush();
    }

    private static IEclipsePreferences node() {
        return InstanceScope.INSTANCE.getNode("org.mailmend.check.ui");
    }

    /**
     * The certificates of all files.
     *
     * @throws IOException with a sentence for the user that names the file
     */
    List<X509Certificate> readTrustAnchors() throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : trustAnchors) {
            certificates.addAll(read(file));
        }
        return certificates;
    }

    /**
     * The certificates of a file.
     *
     * @throws IOException with a sentence for the user
     */
    static List<X509Certificate> read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(NLS.bind(Messages.Anchors_notReadable, file));
        }
        if (Files.size(file) > MAX_FILE) {
            throw new IOException(NLS.bind(Messages.Anchors_tooLarge, file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> certificates = new ArrayList<>();
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                certificates.add((X509Certificate) certificate);
            }
            if (certificates.isEmpty()) {
                throw new IOException(NLS.bind(Messages.Anchors_none, file));
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IOException(NLS.bind(Messages.Anchors_none, file), e);
        }
    }
}
