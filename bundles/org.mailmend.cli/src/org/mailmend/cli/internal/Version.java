package org.mailmend.cli.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Which Mailmend this is. */
final class Version {
    private Version() {
    }

    /** Version of Mailmend and of the Java that runs it. */
    static String text() {
        return "mailmend " + ofBundle() + " (Java " + System.getProperty("java.version") + ", "
                + System.getProperty("java.vendor") + ")";
    }

    /** The version in the manifest of our own bundle: a jar, or folders of classes beneath it while it is developed. */
    private static String ofBundle() {
        try {
            Path classes = Path.of(Version.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isRegularFile(classes)) {
                try (JarFile jar = new JarFile(classes.toFile())) {
                    return version(jar.getManifest());
                }
            }
            for (Path folder = classes; folder != null; folder = folder.getParent()) {
                Path manifest = folder.resolve("META-INF/MANIFEST.MF");
                if (Files.isReadable(manifest)) {
                    try (InputStream in = Files.newInputStream(manifest)) {
                        return version(new Manifest(in));
                    }
                }
            }
            return "(development)";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String version(Manifest manifest) {
        return manifest.getMainAttributes().getValue("Bundle-Version");
    }
}
