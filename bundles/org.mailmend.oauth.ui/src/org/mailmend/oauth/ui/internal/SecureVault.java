package org.mailmend.oauth.ui.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.security.storage.ISecurePreferences;
import org.eclipse.equinox.security.storage.SecurePreferencesFactory;
import org.eclipse.equinox.security.storage.StorageException;
import org.eclipse.equinox.security.storage.provider.IProviderHints;
import org.mailmend.oauth.SecretVault;
import org.mailmend.workbench.Home;

/**
 * Equinox secure storage, encrypted with a key that the platform's keyring keeps, in a file of its own that several processes share: the
 * workbench, and the command line through {@link SecretsApplication}. Each operation holds a lock and looks at the file anew when another
 * process has written it; by itself the storage would keep what it once read, and write it over what is there.
 */
final class SecureVault implements SecretVault {
    private static final Map<String, String> KEYRINGS = Map.of(Platform.OS_LINUX,
            "org.eclipse.equinox.security.linuxkeystoreintegrationjna", Platform.OS_MACOSX,
            "org.eclipse.equinox.security.osxkeystoreintegration",
            Platform.OS_WIN32, "org.eclipse.equinox.security.windowspasswordprovider64bit");
    private static final String NODE = "org.mailmend.oauth";

    private final Path file;
    private ISecurePreferences node;
    private long stamp = -1;
    private Boolean persistent;

    SecureVault() {
        this(Home.directory().resolve("oauth-accounts"));
    }

    SecureVault(Path file) {
        this.file = file;
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(ISecurePreferences node) throws IOException, StorageException;
    }

    @Override
    public synchronized boolean isPersistent() {
        if (persistent == null) {
            persistent = prove();
        }
        return persistent;
    }

    /** Whether the keyring gives back what it was given. */
    private boolean prove() {
        if (!KEYRINGS.containsKey(Platform.getOS())) {
            return false;
        }
        try {
            return locked(storage -> {
                ISecurePreferences probe = storage.node("probe");
                probe.put("probe", "probe", true);
                boolean works = "probe".equals(probe.get("probe", null));
                probe.removeNode();
                return works;
            });
        } catch (IOException | RuntimeException | LinkageError e) {
            // RuntimeException and LinkageError: the keyring's native library may be missing
            ILog.of(SecureVault.class).info("No keyring can be used: " + e.getMessage());
            return false;
        }
    }

    private synchronized <T> T locked(Work<T> work) throws IOException {
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
            return work.with(node());
        } catch (StorageException e) {
            throw new IOException("The secure storage failed (" + e.getErrorCode() + ")", e);
        }
    }

    private ISecurePreferences node() throws IOException {
        long now = stamp();
        if (node == null || now != stamp) {
            // the storage keeps what it has read under its address, so that a changed file needs an address of its own
            URI address = URI.create(file.toUri() + "#" + now);
            ISecurePreferences root = SecurePreferencesFactory.open(address.toURL(),
                    Map.of(IProviderHints.REQUIRED_MODULE_ID, KEYRINGS.get(Platform.getOS()), IProviderHints.PROMPT_USER,
                            Boolean.FALSE));
            if (root == null) {
                throw new IOException("There is no secure storage");
            }
            node = root.node(NODE);
            stamp = now;
        }
        return node;
    }

    private long stamp() throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0;
    }

    private void write(ISecurePreferences storage) throws IOException {
        storage.flush();
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            // it is encrypted, and nobody else's business all the same
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        stamp = stamp();
    }

    @Override
    public List<String> names() throws IOException {
        return locked(storage -> List.of(storage.keys()));
    }

    @Override
    public String get(String name) throws IOException {
        return locked(storage -> storage.get(name, null));
    }

    @Override
    public void put(String name, String text) throws IOException {
        locked(storage -> {
            storage.put(name, text, true);
            write(storage);
            return null;
        });
    }

    @Override
    public void remove(String name) throws IOException {
        locked(storage -> {
            storage.remove(name);
            write(storage);
            return null;
        });
    }
}
