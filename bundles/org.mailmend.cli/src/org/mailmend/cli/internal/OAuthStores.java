package org.mailmend.cli.internal;

import java.io.IOException;
import java.time.Clock;

import org.mailmend.check.Cancellation;
import org.mailmend.check.Secret;
import org.mailmend.oauth.Accounts;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.SecretVault;
import org.mailmend.oauth.TokenStore;
import org.mailmend.oauth.TokenStores;

/** Opens the store for tokens that the command line shares with the workbench. */
final class OAuthStores {
    private OAuthStores() {
    }

    /**
     * An open store.
     *
     * @param store the store
     * @param vault what is closed with it; null for nothing
     */
    record Opened(TokenStore store, AutoCloseable vault) implements AutoCloseable {

        /** A token of an account, renewed when that is due. */
        Secret token(String address, Context context) throws UsageException, OAuthException, IOException {
            require(address, context);
            try {
                Secret token = new Accounts(store, Clock.systemUTC()).accessToken(address, new Cancellation());
                context.secrets().add(token, address);
                return token;
            } catch (BadInputException e) {
                throw new UsageException("usage.sentence", e.remark().text(context.locale()));
            }
        }

        /** Complains when there is no such account. */
        void require(String address, Context context) throws UsageException, IOException {
            if (store.find(address).isEmpty()) {
                throw new UsageException(store.isPersistent() ? "usage.account" : "usage.account.memory", address);
            }
        }

        @Override
        public void close() throws IOException {
            if (vault != null) {
                try {
                    vault.close();
                } catch (IOException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IOException(e);
                }
            }
        }
    }

    /**
     * Opens the store.
     *
     * @param wanted {@code secure}, {@code memory}, or null for the keyring where there is one
     * @throws UsageException when the keyring was asked for and there is none
     */
    static Opened open(String wanted, Context context) throws UsageException, IOException {
        if ("memory".equals(wanted)) {
            return new Opened(TokenStores.memory(), null);
        }
        SecretVault vault = context.vaults().open(context);
        if (vault != null && vault.isPersistent()) {
            return new Opened(TokenStores.in(vault), vault instanceof AutoCloseable closeable ? closeable : null);
        }
        if (vault instanceof AutoCloseable closeable) {
            new Opened(null, closeable).close();
        }
        if (wanted != null) {
            throw new UsageException("usage.oauth.keyring");
        }
        return new Opened(TokenStores.memory(), null);
    }

    /** The one address that a command is called with. */
    static String onlyAddress(Arguments arguments) throws UsageException {
        if (arguments.operands().size() != 1) {
            throw new UsageException("usage.oauth.address");
        }
        return arguments.operands().getFirst().strip();
    }

    /** Finds the keyring. */
    @FunctionalInterface
    interface Vaults {
        /** The vault of the platform; null where there is none. */
        SecretVault open(Context context) throws IOException;
    }
}
