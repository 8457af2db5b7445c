package org.mailmend.workbench.internal;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.security.storage.ISecurePreferences;
import org.eclipse.equinox.security.storage.SecurePreferencesFactory;
import org.eclipse.equinox.security.storage.StorageException;
import org.eclipse.equinox.security.storage.provider.IProviderHints;
import org.mailmend.workbench.CredentialStore;
import org.mailmend.workbench.Home;
import org.osgi.service.component.annotations.Component;

/**
 * Equinox secure storage, encrypted with a key that the platform's keyring keeps. Where there is no keyring, passwords stay in memory: a
 * master password typed at each start would be one more thing to lose.
 */
@Component
public final class SecureCredentials implements CredentialStore {
    private static final Map<String, String> KEYRINGS = Map.of(Platform.OS_LINUX,
            "org.eclipse.equinox.security.linuxkeystoreintegrationjna", Platform.OS_MACOSX,
            "org.eclipse.equinox.security.osxkeystoreintegration",
            Platform.OS_WIN32, "org.eclipse.equinox.security.windowspasswordprovider64bit");

    private final Map<String, char[]> memory = new ConcurrentHashMap<>();
    private ISecurePreferences storage;
    private boolean opened;

    @Override
    public boolean isPersistent() {
        return storage() != null;
    }

    @Override
    public char[] get(String host, String user) {
        ISecurePreferences node = storage();
        if (node == null) {
            char[] kept = memory.get(key(host, user));
            return kept == null ? null : kept.clone();
        }
        try {
            String kept = node.node(host).get(user, null);
            return kept == null ? null : kept.toCharArray();
        } catch (StorageException e) {
            ILog.of(getClass()).warn("A saved password could not be read", e);
            return null;
        }
    }

    @Override
    public void put(String host, String user, char[] password) {
        ISecurePreferences node = storage();
        if (node == null) {
            memory.put(key(host, user), password.clone());
            return;
        }
        try {
            node.node(host).put(user, new String(password), true);
            node.flush();
        } catch (StorageException | IOException e) {
            ILog.of(getClass()).warn("A password could not be saved", e);
        }
    }

    @Override
    public void remove(String host, String user) {
        ISecurePreferences node = storage();
        if (node == null) {
            memory.remove(key(host, user));
            return;
        }
        try {
            node.node(host).remove(user);
            node.flush();
        } catch (IOException e) {
            ILog.of(getClass()).warn("A saved password could not be removed", e);
        }
    }

    /** The storage, once it has proved that it keeps something; null when it does not. */
    private synchronized ISecurePreferences storage() {
        if (!opened) {
            opened = true;
            storage = open();
        }
        return storage;
    }

    private static ISecurePreferences open() {
        String keyring = KEYRINGS.get(Platform.getOS());
        if (keyring == null) {
            return null;
        }
        try {
            ISecurePreferences root = SecurePreferencesFactory.open(Home.directory().resolve("secrets").toUri().toURL(),
                    Map.of(IProviderHints.REQUIRED_MODULE_ID, keyring, IProviderHints.PROMPT_USER, Boolean.FALSE));
            if (root == null) {
                return null;
            }
            ISecurePreferences node = root.node("org.mailmend");
            node.put("probe", "probe", true);
            return "probe".equals(node.get("probe", null)) ? node : null;
        } catch (IOException | StorageException | RuntimeException | LinkageError e) {
            // RuntimeException and LinkageError: the keyring's native library may be missing
            ILog.of(SecureCredentials.class).info("No keyring can be used; passwords are kept in memory: " + e.getMessage());
            return null;
        }
    }

    private static String key(String host, String user) {
        return host + '\n' + user;
    }
}
