package org.mailmend.organisation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;

import org.mailmend.check.Batch;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.CheckResult;
import org.mailmend.check.ClientProfile;
import org.mailmend.check.InvalidInputException;
import org.mailmend.check.Presets;
import org.mailmend.check.Redactor;
import org.mailmend.check.Target;
import org.mailmend.check.Targets;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.tickets.TicketException;

/**
 * Checks of many items with the tester, each as its own client or device would connect: without a sign-in, so that no password is needed
 * and no account is locked. Results are kept at the items as they come. It can be paused and cancelled.
 */
public final class ItemChecks {
    private final Inventory inventory;
    private final KnowledgeBase base;
    private final Circumstances circumstances;
    private final Clock clock;
    private final Cancellation cancellation = new Cancellation();
    private final Object gate = new Object();
    private boolean paused;

    /** Checks items of this inventory with the profiles of this knowledge. */
    public ItemChecks(Inventory inventory, KnowledgeBase base, Circumstances circumstances, Clock clock) {
        this.inventory = inventory;
        this.base = base;
        this.circumstances = circumstances;
        this.clock = clock;
        cancellation.onCancel(() -> {
            synchronized (gate) {
                gate.notifyAll();
            }
        });
    }

    /** Told of each check: how many are done, and of how many. */
    @FunctionalInterface
    public interface Progress {
        void done(int done, int all);
    }

    /** The server that an item sends to: its own, else that of its kind of account; null when neither is known. */
    public Target target(Item item) {
        String server = item.get(Field.SERVER);
        try {
            if (!server.isEmpty()) {
                return Targets.parse(server.contains("://") ? server : "smtp://" + server, null);
            }
        } catch (InvalidInputException e) {
            // what was read from a list is no address: the usual server says at least whether the client could do it
            System.getLogger(ItemChecks.class.getName()).log(System.Logger.Level.DEBUG, "no server", e);
        }
        AccountKind account = AccountKind.fromId(item.get(Field.ACCOUNT)).orElse(circumstances.account());
        String preset = account.isGoogle() ? "gmail" : account.isMicrosoft() ? "microsoft365" : "";
        return preset.isEmpty() ? null
                : Presets.all().stream().filter(each -> each.provider().equals(preset) || each.id().startsWith(preset))
                        .map(each -> each.target()).filter(each -> each.protocol() == org.mailmend.diagnosis.Protocol.SMTP)
                        .findFirst()
                        .orElse(null);
    }

    private CheckRequest request(Item item, Target target) {
        ClientProfile profile = base.client(item.get(Field.CLIENT)).map(client -> client.checkProfile())
                .orElse(ClientProfile.CURRENT);
        return CheckRequest.of(target).withProfile(profile);
    }

    /** Holds back the checks that have not begun; those that run go on. */
    public void pause() {
        synchronized (gate) {
            paused = true;
        }
    }

    /** Goes on. */
    public void resume() {
        synchronized (gate) {
            paused = false;
            gate.notifyAll();
        }
    }

    /** Ends all checks at once; what is done is kept. */
    public void cancel() {
        cancellation.cancel();
    }

    /**
     * Checks all that have a server, and waits for the last one.
     *
     * @param parallel how many run at once
     * @param progress told of each, on a thread of the checks
     * @return how many were checked
     * @throws TicketException      when results cannot be kept
     * @throws InterruptedException when the waiting thread is interrupted; the checks are cancelled then
     */
    public int run(List<Item> items, int parallel, Progress progress) throws InterruptedException {
        return run(items, parallel, progress, (item, result) -> {
        });
    }

    /** The same, and hands on each result. */
    public int run(List<Item> items, int parallel, Progress progress, BiConsumer<Item, CheckResult> results)
            throws InterruptedException {
        List<Item> checked = new ArrayList<>();
        List<CheckRequest> requests = new ArrayList<>();
        for (Item item : items) {
            Target target = target(item);
            if (target != null) {
                checked.add(item);
                requests.add(request(item, target));
            }
        }
        return Batch.run(new Gated(requests.iterator()), parallel, (index, result, done) -> {
            if (!cancellation.isCancelled()) {
                keep(checked.get(index), result);
                results.accept(checked.get(index), result);
            }
            progress.done(done, checked.size());
        }, cancellation);
    }

    private void keep(Item item, CheckResult result) {
        Target target = result.target();
        String name = target.protocol().id() + "://" + target.host() + ":" + target.port();
        String reply = result.replies().isEmpty() ? ""
                : result.replies().getLast().code() + " " + result.replies().getLast().text();
        String line = Redactor.visible(reply.length() > 300 ? reply.substring(0, 300) : reply);
        inventory.add(new Inventory.Check(item.id(), clock.instant(), name, result.verdict().id(),
                result.cause() == null ? "" : result.cause().name(), line));
    }

    /** Hands on requests one by one, and none while it is paused. */
    private final class Gated implements Iterator<CheckRequest> {
        private final Iterator<CheckRequest> requests;

        Gated(Iterator<CheckRequest> requests) {
            this.requests = requests;
        }

        @Override
        public boolean hasNext() {
            synchronized (gate) {
                while (paused && !cancellation.isCancelled()) {
                    try {
                        gate.wait();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                }
            }
            return !cancellation.isCancelled() && requests.hasNext();
        }

        @Override
        public CheckRequest next() {
            if (!requests.hasNext()) {
                throw new NoSuchElementException();
            }
            return requests.next();
        }
    }
}
