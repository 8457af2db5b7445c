package org.mailmend.oauth;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps accounts with their tokens and clients. Safe for use by several threads. Nothing of it ever goes into a file in clear text.
 */
public interface TokenStore {

    /** Whether what is put in outlives this process; otherwise the user has to be told. */
    boolean isPersistent();

    /** All accounts, sorted by address. One that cannot be read is left out and never hides another. */
    List<Account> accounts() throws IOException;

    /** The account of this address, in any case of its letters. */
    Optional<Account> find(String address) throws IOException;

    /** Keeps an account in the place of any other of its address. */
    void put(Account account) throws IOException;

    /** Forgets an account; nothing happens when there is none. */
    void remove(String address) throws IOException;
}
