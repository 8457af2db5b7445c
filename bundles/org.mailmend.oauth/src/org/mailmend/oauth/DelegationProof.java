package org.mailmend.oauth;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.Checker;
import org.mailmend.check.Secret;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;

/** Tries a service account with several mailboxes at once: whether it gets a token for each, and whether the mail servers take it. */
public final class DelegationProof {
    /** The most mailboxes of one run; a sample tells as much as all of them. */
    public static final int MOST = 200;
    private static final int PARALLEL = 4;

    private DelegationProof() {
    }

    /**
     * What was found for a mailbox.
     *
     * @param mailbox its address
     * @param account the account, good to be kept; null when there was no token for it
     * @param refusal why there was no token; null when there was one
     * @param servers what its mail servers said, sending first; empty when they are not known or were not asked
     */
    public record Finding(String mailbox, Account account, OAuthException refusal, Map<Protocol, CauseId> servers) {
        public Finding {
            servers = new LinkedHashMap<>(servers);
        }

        /** Whether it got a token, and every server that was asked took it. */
        public boolean isGood() {
            return account != null && servers.values().stream().allMatch(cause -> cause == CauseId.OK);
        }

        /** Whether it was ended before it was known. */
        public boolean isCancelled() {
            return refusal != null && refusal.causeId() == CauseId.USER_CANCELLED
                    || servers.containsValue(CauseId.USER_CANCELLED);
        }
    }

    /** The checks that prove an account, see {@link Proof#requests}. */
    @FunctionalInterface
    public interface Servers {
        /** The checks, sending first; of several for one protocol the first one counts. */
        List<CheckRequest> requests(Account account, Secret token) throws IOException;
    }

    /** Told how far it is; called by one thread at a time. */
    public interface Listener {
        /** A mailbox is being tried. */
        void begun(String mailbox);

        /** A mailbox has been tried. */
        void found(Finding finding);
    }

    /**
     * Reads addresses as people write them: one a line, or with commas, semicolons and blanks between them; each counts once.
     *
     * @throws BadInputException when there is none, one is wrong, or there are too many
     */
    public static List<String> mailboxes(String text) throws BadInputException {
        Map<String, String> found = new LinkedHashMap<>();
        for (String word : text.split("[\\s,;\u3000\u3001\uFF0C\uFF1B]+")) {
            if (!word.isBlank()) {
                String address = SignInRequest.checkAddress(word);
                found.putIfAbsent(Account.key(address), address);
            }
        }
        if (found.isEmpty()) {
            throw new BadInputException(Remark.of("input.mailboxes.none"));
        }
        if (found.size() > MOST) {
            throw new BadInputException(Remark.of("input.mailboxes.many", found.size(), MOST));
        }
        return List.copyOf(found.values());
    }

    /**
     * Tries all mailboxes, some at a time, and waits for the last one. One that fails does not keep the others back. When it is cancelled
     * no other begins.
     *
     * @param client    the service account
     * @param mailboxes addresses, see {@link #mailboxes}
     */
    public static void run(Provider provider, ClientRegistration client, List<String> mailboxes, Servers servers, Clock clock,
            Listener listener, Cancellation cancellation) throws InterruptedException {
        Iterator<String> rest = mailboxes.iterator();
        int threads = Math.min(PARALLEL, mailboxes.size());
        CountDownLatch running = new CountDownLatch(threads);
        Object lock = new Object();
        for (int i = 0; i < threads; i++) {
            Thread.ofVirtual().name("mailmend-delegation-", i).start(() -> {
                try {
                    while (true) {
                        String mailbox;
                        synchronized (lock) {
                            if (cancellation.isCancelled() || !rest.hasNext()) {
                                return;
                            }
                            mailbox = rest.next();
                            listener.begun(mailbox);
                        }
                        Finding finding = look(provider, client, mailbox, servers, clock, cancellation);
                        synchronized (lock) {
                            listener.found(finding);
                        }
                    }
                } finally {
                    running.countDown();
                }
            });
        }
        try {
            running.await();
        } catch (InterruptedException e) {
            cancellation.cancel();
            throw e;
        }
    }

    private static Finding look(Provider provider, ClientRegistration client, String mailbox, Servers servers, Clock clock,
            Cancellation cancellation) {
        Map<Protocol, CauseId> found = new LinkedHashMap<>();
        Account account;
        try {
            account = Delegation.signIn(provider, client, mailbox, clock, cancellation);
        } catch (OAuthException e) {
            return new Finding(mailbox, null, e, found);
        }
        Secret token = Secret.token(account.tokens().access().toCharArray());
        try {
            for (CheckRequest request : new ArrayList<>(servers.requests(account, token))) {
                Protocol protocol = request.target().protocol();
                if (!found.containsKey(protocol)) {
                    found.put(protocol, cancellation.isCancelled() ? CauseId.USER_CANCELLED
                            : Checker.run(request, CheckListener.NONE, cancellation).cause());
                }
            }
        } catch (IOException e) {
            return new Finding(mailbox, account, null, Map.of(Protocol.SMTP, CauseId.NOT_TESTED));
        } finally {
            token.wipe();
        }
        return new Finding(mailbox, account, null, found);
    }
}
