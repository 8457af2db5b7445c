package org.mailmend.oauth;

import java.io.IOException;
import java.util.List;

/**
 * Keeps short secret texts under names: the keyring of the platform, or memory. Safe for use by several threads.
 */
public interface SecretVault {

    /** Whether what is put in outlives this process. */
    boolean isPersistent();

    /** All names. */
    List<String> names() throws IOException;

    /** The text of this name; null when there is none. */
    String get(String name) throws IOException;

    /** Keeps a text in the place of any other of its name. */
    void put(String name, String text) throws IOException;

    /** Forgets a name; nothing happens when there is none. */
    void remove(String name) throws IOException;
}
