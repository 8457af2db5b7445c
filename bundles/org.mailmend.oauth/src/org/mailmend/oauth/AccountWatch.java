package org.mailmend.oauth;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;

/**
 * Looks after accounts in the background: renews each one's token, so that one that is dead shows before the user calls. Never in a hurry,
 * one after the other; one bad account never hides another.
 */
public final class AccountWatch {
    private AccountWatch() {
    }

    /**
     * What was found.
     *
     * @param address the account
     * @param failure why it could not be renewed; null when it could
     * @param health  how it stands
     */
    public record Finding(String address, OAuthException failure, Health health) {
        /** Whether somebody has to do something, now or before long. */
        public boolean needsSomebody() {
            return failure != null && failure.causeId() != CauseId.USER_CANCELLED || !health.warnings().isEmpty();
        }
    }

    /**
     * Looks at all accounts once.
     *
     * @param pause how long to wait between two of them
     * @param found told of each as it is known
     * @throws IOException when the store cannot be read at all
     */
    public static void look(Accounts accounts, Duration pause, Clock clock, Consumer<Finding> found, Cancellation cancellation)
            throws IOException {
        CountDownLatch cancelled = new CountDownLatch(1);
        List<Account> all = accounts.store().accounts();
        try (Cancellation.Registration registration = cancellation.onCancel(cancelled::countDown)) {
            for (int i = 0; i < all.size(); i++) {
                if (i > 0 ? cancelled.await(pause.toMillis(), TimeUnit.MILLISECONDS) : cancellation.isCancelled()) {
                    return;
                }
                Finding finding = look(accounts, all.get(i), clock, cancellation);
                if (cancellation.isCancelled()) {
                    return;
                }
                found.accept(finding);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Finding look(Accounts accounts, Account account, Clock clock, Cancellation cancellation) {
        try {
            return new Finding(account.address(), null, Health.of(accounts.refresh(account.address(), cancellation), clock));
        } catch (OAuthException e) {
            return new Finding(account.address(), e, Health.of(account.failed(e.causeId()), clock));
        } catch (BadInputException | IOException e) {
            // it was removed in the meantime, or the keyring was locked: another time
            return new Finding(account.address(), null, Health.of(account, clock));
        } catch (RuntimeException e) {
            // whatever is wrong with this one, the others are looked at; the exception may quote a secret
            OAuthException failure = new OAuthException(CauseId.UNKNOWN,
                    Remark.of("failure.answer", account.provider().name(), 0),
                    null);
            return new Finding(account.address(), failure, Health.of(account, clock));
        }
    }
}
