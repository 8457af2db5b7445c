package org.mailmend.tickets;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import org.mailmend.tickets.internal.search.TicketDocument;
import org.mailmend.tickets.internal.search.TicketIndex;

/**
 * Search over all texts of tickets, messages and evidence, in Japanese and English. The index follows the store: before each search
 * it takes in what happened since the last one, and when it is lost, damaged, or of another store, it is built again. Safe for every
 * thread.
 */
public final class TicketSearch implements Closeable {
    private static final int EVENTS = 5000;
    private static final int TICKETS = 200;
    private static final int MOST = 1000;
    /** So many tickets in the making of an index can be found before the others. */
    private static final int SOME = 5000;
    /** So many events are not waited for: some thousand tickets, some seconds. */
    private static final long MUCH = 30_000;

    private final TicketStore store;
    private final String storeId;
    private final Path directory;
    /** Takes in what happens; one thread, so that whoever searches can wait for it, or not. */
    private final ExecutorService taker = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("mailmend-tickets-index").unstarted(task));
    private final Consumer<List<Event>> follower = events -> follow();
    /** Held by whoever takes something in. */
    private final Object following = new Object();
    private volatile TicketIndex index;
    private volatile boolean closed;
    /** What is being taken in now. */
    private volatile Future<?> taking;
    /** How much of it is taken in, in percent. */
    private volatile int percent;
    /** So many events are not waited for. */
    private final long much;

    private TicketSearch(TicketStore store, Path directory, TicketIndex index, long much) {
        this.store = store;
        this.much = much;
        this.storeId = store.id();
        this.directory = directory;
        this.index = index;
    }

    /**
     * A ticket that was found.
     *
     * @param number  its number
     * @param score   how well it fits, only for comparison
     * @param excerpt a passage with the words, one line; may be empty
     * @param ranges  where the words stand in it
     */
    public record Hit(long number, double score, String excerpt, List<Range> ranges) {
        public Hit {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * A part of an excerpt.
     *
     * @param start index of its first character
     * @param end   index after its last character
     */
    public record Range(int start, int end) {
    }

    /**
     * Opens the index of a store.
     *
     * @param directory where it is kept; null for memory only. It holds nothing else
     * @throws IOException when it can neither be read nor built
     */
    public static TicketSearch open(TicketStore store, Path directory) throws IOException {
        return open(store, directory, MUCH);
    }

    /** @param much so many events are not waited for */
    static TicketSearch open(TicketStore store, Path directory, long much) throws IOException {
        return new TicketSearch(store, directory, TicketIndex.open(directory), much);
    }

    /** From now on takes in at once what happens in the store, so that whoever searches need not wait for it. */
    public void followAtOnce() {
        store.subscribe(follower);
        follow();
    }

    private void follow() {
        try {
            synchronized (this) {
                Future<?> work = taker.submit(() -> {
                    catchUp(number -> {
                    });
                    return null;
                });
                if (!isBehind() && behind() > much) {
                    taking = work;
                }
            }
        } catch (IOException | TicketException | RejectedExecutionException e) {
            // the next search tries again, and says what is wrong
            System.getLogger(TicketSearch.class.getName()).log(System.Logger.Level.DEBUG, "Changes cannot be taken in now", e);
        }
    }

    /** How many events are not in the index. */
    private long behind() throws IOException {
        return index.isBroken() ? 0 : store.lastEvent() - Math.max(0, index.event(storeId));
    }

    /**
     * Tickets with these words, the best first. Words between quotation marks belong together; the last word may be unfinished. Whatever
     * happened before is found, unless there is so much to take in that it would take long, for example because the index is being built
     * again: then what is in it so far, the newest first; {@link #isBehind} tells.
     *
     * @param limit most tickets to give, 1 to 1000
     * @throws IOException when the index cannot be read
     */
    public List<Hit> find(String text, int limit) throws IOException {
        catchUpUnlessMuch();
        return index.find(text, Math.clamp(limit, 1, MOST));
    }

    /** The numbers of the tickets that {@link #find} finds; quicker, as it reads none of their texts. */
    public List<Long> numbers(String text, int limit) throws IOException {
        catchUpUnlessMuch();
        return index.numbers(text, Math.clamp(limit, 1, MOST));
    }

    /** Whether there is so much to take in that a search does not wait for it. */
    public synchronized boolean isBehind() {
        return taking != null && !taking.isDone();
    }

    /**
     * How much is in the index of what it waits for, 0 to 99 percent, as long as {@link #isBehind}; else empty. Never waits.
     */
    public OptionalInt percent() {
        Future<?> work = taking;
        return work == null || work.isDone() ? OptionalInt.empty() : OptionalInt.of(percent);
    }

    private void catchUpUnlessMuch() throws IOException {
        synchronized (this) {
            if (isBehind()) {
                return;
            }
            if (taking != null && taking.state() == Future.State.FAILED) {
                Throwable cause = taking.exceptionNow();
                taking = null;
                throw failure(cause);
            }
            if (behind() > much) {
                follow();
                return;
            }
        }
        catchUp(number -> {
        });
    }

    private static IOException failure(Throwable cause) {
        return switch (cause) {
            case IOException io -> io;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            default -> new IOException(cause);
        };
    }

    /**
     * Takes in what happened since the last time.
     *
     * @param progress told how many tickets were taken in so far
     * @throws IOException when the index cannot be written
     */
    public void catchUp(LongConsumer progress) throws IOException {
        try {
            synchronized (following) {
                takeIn(progress);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void takeIn(LongConsumer progress) throws IOException {
        if (index.isBroken()) {
            index.close();
            index = TicketIndex.open(directory);
        }
        if (!index.canWrite()) {
            // another Mailmend has it, and follows the store itself
            index.await(storeId, store.lastEvent());
            return;
        }
        long last = store.lastEvent();
        long known = index.event(storeId);
        if (known == last && index.isOf(mark(known))) {
            return;
        }
        if (known < 0 || known > last || !index.isOf(mark(known))) {
            rebuild(last, progress);
            return;
        }
        long taken = 0;
        long first = known;
        percent = 0;
        List<Event> events = store.eventsAfter(known, EVENTS);
        while (!events.isEmpty() && !closed) {
            Set<Long> numbers = new LinkedHashSet<>();
            events.forEach(event -> numbers.addAll(concerned(event)));
            put(new ArrayList<>(numbers));
            taken += numbers.size();
            progress.accept(taken);
            known = events.getLast().id();
            percent = part(known - first, last - first);
            events = store.eventsAfter(known, EVENTS);
        }
        index.mark(storeId, known, mark(known));
    }

    private List<Long> concerned(Event event) {
        return switch (event.subject()) {
            case TICKET -> List.of(event.number());
            case CONTACT -> store.numbers(TicketFilter.all().withRequester(event.number()), TicketSort.NUMBER, true);
            case ORGANISATION -> store.numbers(TicketFilter.all().withOrganisation(event.number()), TicketSort.NUMBER, true);
        };
    }

    /** Tells the history of this store from another one with the same id, for example one that was restored from a backup. */
    private String mark(long event) {
        List<Event> last = event <= 0 ? List.of() : store.eventsAfter(event - 1, 1);
        return last.isEmpty() || last.getFirst().id() != event ? "" : last.getFirst().at() + " " + last.getFirst().who();
    }

    /** More may have happened in between: it is not done before it ends. */
    private static int part(long done, long all) {
        return Math.clamp(100 * done / Math.max(1, all), 0, 99);
    }

    private void rebuild(long last, LongConsumer progress) throws IOException {
        percent = 0;
        index.clear();
        List<Long> numbers = store.numbers(TicketFilter.all(), TicketSort.NUMBER, false);
        for (int i = 0; i < numbers.size(); i += TICKETS) {
            if (closed) {
                return;
            }
            List<Long> some = numbers.subList(i, Math.min(numbers.size(), i + TICKETS));
            put(some);
            if (i / SOME != (i + TICKETS) / SOME) {
                index.refresh();
            }
            percent = part(i + some.size(), numbers.size());
            progress.accept(i + some.size());
        }
        index.tidy();
        index.mark(storeId, last, mark(last));
        index.commit();
    }

    private void put(List<Long> numbers) {
        try {
            for (int i = 0; i < numbers.size(); i += TICKETS) {
                List<Long> some = numbers.subList(i, Math.min(numbers.size(), i + TICKETS));
                Set<Long> gone = new LinkedHashSet<>(some);
                for (TicketStore.TicketText text : store.texts(some)) {
                    gone.remove(text.ticket().number());
                    index.put(text.ticket().number(), TicketDocument.of(text.ticket(), text.entries()));
                }
                for (long number : gone) {
                    index.remove(number);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        store.unsubscribe(follower);
        taker.shutdown();
        synchronized (following) {
            index.close();
        }
    }
}
