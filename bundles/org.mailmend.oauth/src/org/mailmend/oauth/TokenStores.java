package org.mailmend.oauth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.mailmend.oauth.internal.AccountText;

/** The stores for tokens. */
public final class TokenStores {
    private TokenStores() {
    }

    /** A store that forgets everything when the process ends. */
    public static TokenStore memory() {
        return in(new MemoryVault());
    }

    /** A store that keeps each account as one text in a vault. */
    public static TokenStore in(SecretVault vault) {
        return new Vaulted(vault);
    }

    private record Vaulted(SecretVault vault) implements TokenStore {
        private static final System.Logger LOG = System.getLogger(TokenStores.class.getName());

        @Override
        public boolean isPersistent() {
            return vault.isPersistent();
        }

        @Override
        public List<Account> accounts() throws IOException {
            List<Account> accounts = new ArrayList<>();
            for (String name : vault.names().stream().sorted().toList()) {
                find(name).ifPresent(accounts::add);
            }
            return accounts;
        }

        @Override
        public Optional<Account> find(String address) throws IOException {
            String text = vault.get(Account.key(address));
            if (text == null) {
                return Optional.empty();
            }
            Optional<Account> account = AccountText.read(text);
            if (account.isEmpty()) {
                LOG.log(System.Logger.Level.WARNING, "What the store keeps of an account cannot be read; sign in again.");
            }
            return account;
        }

        @Override
        public void put(Account account) throws IOException {
            vault.put(account.key(), AccountText.write(account));
        }

        @Override
        public void remove(String address) throws IOException {
            vault.remove(Account.key(address));
        }
    }
}
