package org.mailmend.oauth.ui.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchListener;
import org.eclipse.ui.PlatformUI;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.Secret;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.Accounts;
import org.mailmend.oauth.Proof;
import org.mailmend.oauth.TokenStores;
import org.osgi.service.prefs.BackingStoreException;

/**
 * The accounts of this user and those of the practice server, which are forgotten with it, and when each was proved last. What reads or
 * writes them may wait for the keyring and is not called in the UI thread.
 */
public final class Ledger {
    private static final Ledger ONLY = new Ledger();
    private static final String PROOFS = "org.mailmend.oauth.ui/proofs";

    private final Accounts practice = new Accounts(TokenStores.memory(), Clock.systemUTC());
    private final Map<String, Proved> practiceProofs = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private Accounts real;
    private boolean persistent;

    private Ledger() {
        PlatformUI.getWorkbench().addWorkbenchListener(new IWorkbenchListener() {
            @Override
            public boolean preShutdown(IWorkbench workbench, boolean forced) {
                return true;
            }

            @Override
            public void postShutdown(IWorkbench workbench) {
                Practice.stop();
            }
        });
    }

    /** The only one. */
    public static Ledger get() {
        return ONLY;
    }

    /** The sentence that says that no account has this address. */
    public static String unknown(String address) {
        return org.eclipse.osgi.util.NLS.bind(Messages.Account_unknown, address);
    }

    /**
     * The last proof of an account.
     *
     * @param when  when it was made
     * @param found what was found at each of its servers
     */
    public record Proved(Instant when, Map<Protocol, CauseId> found) {
        public Proved {
            found = new LinkedHashMap<>(found);
        }

        /** Whether all its servers took the sign-in. */
        public boolean holds() {
            return found.values().stream().allMatch(cause -> cause == CauseId.OK);
        }

        String text() {
            StringBuilder text = new StringBuilder(Long.toString(when.getEpochSecond()));
            found.forEach((protocol, cause) -> text.append(' ').append(protocol.name()).append('=').append(cause.name()));
            return text.toString();
        }

        /** What was written; null when it cannot be read. */
        static Proved of(String text) {
            try {
                String[] words = text.split(" ");
                Map<Protocol, CauseId> found = new LinkedHashMap<>();
                for (int i = 1; i < words.length; i++) {
                    int equals = words[i].indexOf('=');
                    found.put(Protocol.valueOf(words[i].substring(0, equals)), CauseId.valueOf(words[i].substring(equals + 1)));
                }
                return new Proved(Instant.ofEpochSecond(Long.parseLong(words[0])), found);
            } catch (RuntimeException e) {
                // RuntimeException: written by another version, in one way or another
                ILog.of(Ledger.class).info("The note of a proof cannot be read", e);
                return null;
            }
        }
    }

    /**
     * All accounts as they stood together.
     *
     * @param accounts   the user's own, then those of the practice server
     * @param persistent whether the user's own outlive Mailmend
     */
    public record Snapshot(List<Account> accounts, boolean persistent) {
        public Snapshot {
            accounts = List.copyOf(accounts);
        }
    }

    private synchronized Accounts real() {
        if (real == null) {
            SecureVault vault = new SecureVault();
            persistent = vault.isPersistent();
            real = new Accounts(persistent ? TokenStores.in(vault) : TokenStores.memory(), Clock.systemUTC());
        }
        return real;
    }

    /** Whether accounts outlive Mailmend. */
    public boolean isPersistent() {
        real();
        return persistent;
    }

    /** The user's own accounts. */
    public Accounts accounts() {
        return real();
    }

    /** Those that an account belongs to. */
    public Accounts of(Account account) {
        return Practice.isPractice(account.provider()) ? practice : real();
    }

    /** All of them. */
    public Snapshot read() throws IOException {
        List<Account> all = new ArrayList<>(real().store().accounts());
        all.addAll(practice.store().accounts());
        return new Snapshot(all, isPersistent());
    }

    /** Keeps an account. */
    public void put(Account account) throws IOException {
        of(account).store().put(account);
        changed();
    }

    /** Forgets an account. */
    public void remove(Account account) throws IOException {
        of(account).store().remove(account.address());
        forgotten(account);
    }

    /** What has to follow when an account is gone. */
    public void forgotten(Account account) {
        practiceProofs.remove(account.key());
        if (!Practice.isPractice(account.provider())) {
            proofs().remove(account.key());
            flush();
        }
        changed();
    }

    /** Whether a sign-in of this account with the same client is kept. */
    public boolean keeps(Account account) throws IOException {
        return of(account).store().find(account.address())
                .filter(kept -> kept.client().id().equals(account.client().id())).isPresent();
    }

    // --- proofs

    /** The checks that prove an account, sending first. */
    public static List<CheckRequest> requests(Account account, Secret token) throws IOException {
        return Practice.isPractice(account.provider()) ? Practice.requests(account, token) : Proof.requests(account, token);
    }

    /** The last proof of an account; null when there was none. */
    public Proved proved(Account account) {
        if (Practice.isPractice(account.provider())) {
            return practiceProofs.get(account.key());
        }
        String text = proofs().get(account.key(), null);
        return text == null ? null : Proved.of(text);
    }

    /** Notes a proof. */
    public void proved(Account account, Proved proof) {
        if (Practice.isPractice(account.provider())) {
            practiceProofs.put(account.key(), proof);
        } else {
            proofs().put(account.key(), proof.text());
            flush();
        }
        changed();
    }

    private static IEclipsePreferences proofs() {
        return InstanceScope.INSTANCE.getNode(PROOFS);
    }

    private static void flush() {
        try {
            proofs().flush();
        } catch (BackingStoreException e) {
            ILog.of(Ledger.class).error("The notes of proofs could not be saved", e);
        }
    }

    // --- listeners

    /** Runs the action after each change, in whatever thread makes it, as long as the control lives. */
    public void onChange(Control control, Runnable action) {
        listeners.add(action);
        control.addDisposeListener(event -> listeners.remove(action));
    }

    /** Tells everybody that something has changed. */
    public void changed() {
        listeners.forEach(Runnable::run);
    }
}
