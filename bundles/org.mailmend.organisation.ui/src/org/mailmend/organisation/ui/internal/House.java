package org.mailmend.organisation.ui.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import org.mailmend.organisation.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.core.runtime.ILog;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Widget;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.Announcements;
import org.mailmend.organisation.Assessment;
import org.mailmend.organisation.Board;
import org.mailmend.organisation.Circumstances;
import org.mailmend.organisation.Inventory;
import org.mailmend.organisation.Item;
import org.mailmend.organisation.ItemTable;
import org.mailmend.organisation.OrganisationException;
import org.mailmend.organisation.Plan;
import org.mailmend.organisation.Progress;
import org.mailmend.organisation.Wave;
import org.mailmend.organisation.review.ReviewStore;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.Sending;
import org.mailmend.workbench.UiThread;

/**
 * The organisation of this window, in the database of its tickets. It is asked and changed in the background, one thing after the other;
 * nothing here waits for the database.
 */
public final class House {
    private static final int MOST_SITES = 200;
    private static final House ONLY = new House();

    /** One thread: what is changed is read back by the next. */
    private final ExecutorService worker = Executors
            .newSingleThreadExecutor(task -> Thread.ofPlatform().daemon().name("mailmend-organisation").unstarted(task));
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private StoreLocation location;
    private Inventory inventory;
    private ReviewStore reviews;
    private Circumstances whatIf;
    private Snapshot last;
    private long lastEvent = -1;

    /** Whether something may have come back to the ticket of a wave since it was looked through. */
    private volatile boolean back = true;
    private volatile Set<Long> waveTickets = Set.of();

    private House() {
        Desk.get().listen(numbers -> {
            boolean other = numbers.isEmpty();
            if (other || numbers.stream().anyMatch(waveTickets::contains)) {
                back = true;
                // while messages leave, each of them changes the ticket
                if (other || Sender.get().now() == null) {
                    changed();
                }
            }
        });
    }

    /**
     * The inventory at one moment, with what each item needs.
     *
     * @param items      all items
     * @param table      the same, to be filtered and sorted
     * @param holds      what the organisation has said of itself
     * @param now        the assessment as things are
     * @param assessment the assessment under the circumstances that are looked at: those that hold, or a what-if
     * @param sites      all sites, sorted
     * @param differing  items that would need something else than now
     */
    public record Snapshot(List<Item> items, ItemTable table, Circumstances holds, Assessment now, Assessment assessment,
            List<String> sites, Set<Long> differing) {
        /** Whether something else than what holds is looked at. */
        boolean isWhatIf() {
            return now != assessment;
        }
    }

    /** The only one. */
    public static House get() {
        return ONLY;
    }

    /** The name under which changes are made. */
    static String who() {
        return Desk.get().technician();
    }

    private Inventory open(StoreLocation wanted) {
        if (inventory == null || !wanted.equals(location)) {
            close();
            inventory = Inventory.open(wanted);
            reviews = ReviewStore.open(wanted);
            location = wanted;
        }
        return inventory;
    }

    private void close() {
        if (inventory != null) {
            inventory.close();
            reviews.close();
            inventory = null;
            last = null;
            lastEvent = -1;
        }
    }

    /** Asks the inventory in the background. */
    public <T> CompletableFuture<T> ask(Function<Inventory, T> question) {
        return Desk.get().ask(TicketStore::location).thenApplyAsync(wanted -> question.apply(open(wanted)), worker);
    }

    /** Asks the reviews in the background. */
    <T> CompletableFuture<T> askReviews(Function<ReviewStore, T> question) {
        return ask(open -> question.apply(reviews));
    }

    /** Changes something in the background, and tells all who listen. */
    public <T> CompletableFuture<T> change(Function<Inventory, T> change) {
        return ask(change).whenComplete((result, failure) -> changed());
    }

    /** Delivers to the UI thread; nothing is delivered once the widget is gone. Called in the UI thread. */
    static <T> void deliver(Widget owner, CompletableFuture<T> future, Consumer<T> answered, Consumer<String> failed) {
        UiThread ui = UiThread.of(owner);
        future.whenComplete((result, failure) -> ui.execute(() -> {
            if (failure == null) {
                answered.accept(result);
            } else {
                failed.accept(sentence(failure));
            }
        }));
    }

    /** The sentence for the user about something that went wrong; what nobody foresaw is logged. */
    static String sentence(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof OrganisationException known) {
            return known.text(Language.locale());
        }
        if (cause instanceof Takings.TakingException told) {
            return told.getMessage();
        }
        if (!(cause instanceof TicketException)) {
            ILog.of(House.class).error("Something about the organisation went wrong", cause);
        }
        return Language.sentence(cause);
    }

    /** The inventory with its assessment; made anew only when something has changed. */
    public CompletableFuture<Snapshot> snapshot() {
        return ask(this::make);
    }

    private Snapshot make(Inventory open) {
        long event = open.lastEvent();
        Circumstances holds = Circumstances.load(open);
        Circumstances looked = whatIf == null ? holds : whatIf;
        if (last != null && event == lastEvent && last.holds().equals(holds)
                && last.assessment().circumstances().equals(looked)) {
            return last;
        }
        List<Item> items = last != null && event == lastEvent ? last.items() : open.items();
        ItemTable table = last != null && event == lastEvent ? last.table() : new ItemTable(items);
        Assessment now = Assessment.of(items, holds, KnowledgeBase.get(), Clock.systemDefaultZone());
        Assessment other = looked.equals(holds) ? now
                : Assessment.of(items, looked, KnowledgeBase.get(), Clock.systemDefaultZone());
        List<String> sites = items.stream().map(each -> each.get(Field.SITE)).filter(site -> !site.isEmpty()).distinct().sorted()
                .limit(MOST_SITES).toList();
        last = new Snapshot(items, table, holds, now, other, sites, now == other ? Set.of() : differing(now, other));
        lastEvent = event;
        return last;
    }

    private static Set<Long> differing(Assessment now, Assessment other) {
        Set<Long> differing = new HashSet<>();
        for (Assessment.Assessed then : other.all()) {
            Optional<Assessment.Assessed> before = now.of(then.item().id());
            if (before.isEmpty() || before.get().judgement().route() != then.judgement().route()
                    || before.get().judgement().state() != then.judgement().state()) {
                differing.add(then.item().id());
            }
        }
        return differing;
    }

    /**
     * The plan at one moment.
     *
     * @param snapshot the inventory
     * @param waves    all waves by their first days
     * @param rooms    how many items each wave can take, by its number
     * @param progress how far items are with which somebody has begun
     * @param freeze   days on which nothing is moved
     * @param board    how far the move is
     * @param items    the items of each wave, by its number; 0 for those in none
     * @param proved   how many of them are proved
     */
    public record Planned(Snapshot snapshot, List<Wave> waves, Map<Long, Integer> rooms, Map<Long, Progress> progress,
            Set<LocalDate> freeze, Board board, Map<Long, List<Assessment.Assessed>> items, Map<Long, Long> proved) {
        /** The wave of an item; 0 for none. */
        long wave(long item) {
            return progress.containsKey(item) ? progress.get(item).wave() : 0;
        }
    }

    /** The tickets of waves, with what keeps the records. */
    private record Waves(Announcements announcements, List<Wave> told) {
    }

    /** Notes what came back to the tickets of waves: bounces and answers. */
    private CompletableFuture<Void> readBack() {
        if (!back || Sender.get().now() != null) {
            return CompletableFuture.completedFuture(null);
        }
        back = false;
        return ask(open -> {
            Announcements announcements = announcements(open);
            Map<Wave, Long> tickets = new HashMap<>();
            announcements.waves().forEach(wave -> announcements.ticket(wave.id()).ifPresent(number -> tickets.put(wave, number)));
            waveTickets = Set.copyOf(tickets.values());
            return new Waves(announcements, List.copyOf(tickets.keySet()));
        }).thenCompose(waves -> waves.told().isEmpty() ? CompletableFuture.completedFuture(null) : Desk.get().ask(store -> {
            waves.told().forEach(wave -> waves.announcements().readBack(wave, store, who()));
            return null;
        }));
    }

    /** The plan with the inventory as things are. */
    CompletableFuture<Planned> planned() {
        return readBack().thenCompose(nothing -> plan());
    }

    private CompletableFuture<Planned> plan() {
        return ask(open -> {
            Plan plan = plan(open);
            Snapshot snapshot = make(open);
            Map<Long, Integer> rooms = new HashMap<>();
            plan.waves().forEach(wave -> rooms.put(wave.id(), plan.room(wave)));
            Map<Long, Progress> progress = plan.progress();
            Board board = Board.of(plan, snapshot.now(), announcements(open).records(0));
            Map<Long, List<Assessment.Assessed>> items = new HashMap<>();
            Map<Long, Long> proved = new HashMap<>();
            for (Assessment.Assessed each : board.concerned()) {
                Progress now = board.progress(each.item().id());
                items.computeIfAbsent(now.wave(), number -> new ArrayList<>()).add(each);
                proved.merge(now.wave(), now.counts() ? 1L : 0L, Long::sum);
            }
            return new Planned(snapshot, plan.waves(), rooms, progress, plan.freezeDays(), board, items, proved);
        });
    }

    static Plan plan(Inventory open) {
        return new Plan(open, Clock.systemDefaultZone());
    }

    static Announcements announcements(Inventory open) {
        return new Announcements(plan(open), KnowledgeBase.get(), Clock.systemDefaultZone(), Sending::explainer);
    }

    /** Looks at other circumstances, without keeping them; null for those that hold. */
    public void whatIf(Circumstances circumstances) {
        ask(open -> whatIf = circumstances).whenComplete((result, failure) -> changed());
    }

    /** Runs the action in the UI thread after each change, as long as the control lives. */
    void onChange(Control control, Runnable action) {
        Runnable told = UiThread.of(control).coalesced(action);
        listeners.add(told);
        control.addDisposeListener(event -> listeners.remove(told));
    }

    /** Tells all who listen that something may have changed. */
    public void changed() {
        listeners.forEach(Runnable::run);
    }
}
