package org.mailmend.workbench;

/**
 * Keeps passwords for the user, who decided that each be kept. A service. Its methods may wait for the platform's own dialogs and are not
 * called in the UI thread.
 */
public interface CredentialStore {

    /** Whether what is put in outlives this session; otherwise it is kept in memory only, and the user has to be told. */
    boolean isPersistent();

    /**
     * The password kept for a user of a server.
     *
     * @return a copy, to be wiped after use; null when there is none or it cannot be read
     */
    char[] get(String host, String user);

    /** Keeps a copy of the password in the place of any other for this user of this server. */
    void put(String host, String user, char[] password);

    /** Forgets the password. */
    void remove(String host, String user);
}
