package org.mailmend.tickets.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.core.runtime.ILog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchListener;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.mailmend.tickets.Drafts;
import org.mailmend.tickets.Event;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketSearch;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.internal.DeskSettings;
import org.mailmend.tickets.ui.internal.Messages;
import org.mailmend.tickets.ui.internal.Restore;
import org.mailmend.tickets.ui.internal.create.AttachDialog;
import org.mailmend.tickets.ui.internal.create.NewTicketDialog;
import org.mailmend.workbench.Home;
import org.mailmend.workbench.StatusArea;
import org.mailmend.workbench.TicketDraft;
import org.mailmend.workbench.UiThread;

/**
 * The tickets of this window: opens the store that is chosen in the preferences, asks it in the background, tells of changes, whoever makes
 * them, and takes own changes back. Safe for every thread unless a method says otherwise; nothing here waits for the store.
 */
public final class Desk {
    /** The id of the editor of a ticket; its input is a {@link TicketInput}. */
    public static final String EDITOR = "org.mailmend.tickets.ui.ticket";
    /** The id of the list of tickets. */
    public static final String VIEW_TICKETS = "org.mailmend.tickets.ui.list";

    private static final Desk ONLY = new Desk();
    private static final String STATUS = "org.mailmend.tickets.ui";
    private static final int READERS = 3;
    private static final int EVENTS = 1000;
    private static final int MOST_UNDONE = 200;
    private static final int CLOSING_SECONDS = 10;

    /** How the store is. */
    public enum Phase {
        /** It is being opened; what is asked meanwhile waits. */
        OPENING,
        /** It can be used. */
        OPEN,
        /** It could not be opened; {@link #trouble} says why. */
        CLOSED
    }

    /**
     * An own change that can be taken back.
     *
     * @param words   what was done, for example {@code Change the status}
     * @param changes the ids of its parts in the order in which they were made, see {@link Event#change}
     */
    public record Done(String words, List<Long> changes) {
        public Done {
            changes = List.copyOf(changes);
        }
    }

    private final ExecutorService readers = Executors.newFixedThreadPool(READERS,
            task -> Thread.ofPlatform().daemon().name("mailmend-desk-read").unstarted(task));
    /** One thread, so that changes are made in the order in which the user makes them. */
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("mailmend-desk-write").unstarted(task));
    private final List<Consumer<Set<Long>>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> phaseListeners = new CopyOnWriteArrayList<>();
    private final Consumer<List<Event>> follower = this::follow;
    private final Deque<Done> done = new ArrayDeque<>();
    private final Deque<Done> undone = new ArrayDeque<>();
    private CompletableFuture<TicketStore> opening;
    private volatile TicketStore store;
    private volatile Phase phase = Phase.OPENING;
    private volatile RuntimeException trouble;
    private volatile Drafts drafts;
    private volatile TicketSearch search;
    private TicketStore searched;

    private Desk() {
    }

    /** The only one. */
    public static Desk get() {
        return ONLY;
    }

    // --- the store

    /** Opens the store, if nobody has done so before. */
    public void start() {
        boolean first;
        synchronized (this) {
            first = opening == null;
            if (first) {
                opening = CompletableFuture.supplyAsync(this::openStore, writer);
            }
        }
        if (first) {
            PlatformUI.getWorkbench().addWorkbenchListener(new IWorkbenchListener() {
                @Override
                public boolean preShutdown(IWorkbench workbench, boolean forced) {
                    return true;
                }

                @Override
                public void postShutdown(IWorkbench workbench) {
                    end();
                }
            });
        }
    }

    /** Closes the store, and opens the one that is chosen in the preferences now. All that was asked before is done first. */
    public CompletableFuture<TicketStore> reopen() {
        synchronized (this) {
            opening = CompletableFuture.supplyAsync(() -> {
                closeStore();
                return openStore();
            }, writer);
            return opening;
        }
    }

    /**
     * Does something with the whole store while nobody changes it from here, and opens the store that is chosen after that.
     *
     * @param work gets the store that is open
     * @param then chooses another store; not called when the work fails
     */
    public <T> CompletableFuture<T> replace(Function<TicketStore, T> work, Runnable then) {
        return ask(anyStore -> anyStore).thenApplyAsync(anyStore -> {
            T result = work.apply(current(anyStore));
            then.run();
            return result;
        }, writer).thenCompose(result -> reopen().thenApply(opened -> result));
    }

    /**
     * Goes back to a backup. An embedded database is set aside; any other has to be empty.
     *
     * @return how many tickets there are then
     */
    public CompletableFuture<Long> restore(Path backup) {
        return CompletableFuture.supplyAsync(() -> {
            StoreLocation place = DeskSettings.location();
            closeStore();
            try {
                return Restore.run(backup, place);
            } finally {
                openAgain();
            }
        }, writer);
    }

    private void openAgain() {
        CompletableFuture<TicketStore> opened = CompletableFuture.completedFuture(null).thenApply(nothing -> openStore());
        synchronized (this) {
            opening = opened;
        }
    }

    private TicketStore openStore() {
        enter(Phase.OPENING, null);
        try {
            StoreLocation location = DeskSettings.location();
            if (location.isEmbedded() && location.file().getParent() != null) {
                Files.createDirectories(location.file().getParent());
            }
            TicketStore opened = TicketStore.openForWindow(location);
            opened.subscribe(follower);
            drafts = Drafts.open(Drafts.folder(Home.directory(), opened.id()),
                    e -> ILog.of(Desk.class).warn("What is being typed cannot be kept on the disk now", e));
            store = opened;
            enter(Phase.OPEN, null);
            tell(Set.of());
            return opened;
        } catch (TicketException e) {
            ILog.of(Desk.class).info("The tickets cannot be opened: " + e.getMessage());
            enter(Phase.CLOSED, e);
            throw e;
        } catch (IOException e) {
            TicketException sentence = new TicketException(TicketException.Reason.STORE, "store.denied",
                    DeskSettings.database()).causedBy(e);
            ILog.of(Desk.class).info("The tickets cannot be opened", e);
            enter(Phase.CLOSED, sentence);
            throw sentence;
        }
    }

    private void closeStore() {
        synchronized (this) {
            done.clear();
            undone.clear();
        }
        TicketStore old = store;
        store = null;
        if (old != null) {
            old.unsubscribe(follower);
            closeSearch();
            closeDrafts();
            old.close();
        }
    }

    private void closeDrafts() {
        try {
            drafts.close();
        } catch (IOException e) {
            ILog.of(Desk.class).warn("What was being typed could not be written", e);
        }
    }

    /** What is being typed for the tickets that are open; null before they were opened the first time. */
    public Drafts drafts() {
        return drafts;
    }

    private void end() {
        writer.execute(this::closeStore);
        writer.shutdown();
        readers.shutdown();
        try {
            if (!writer.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                ILog.of(Desk.class).warn("The tickets did not close in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void enter(Phase now, RuntimeException why) {
        trouble = why;
        phase = now;
        phaseListeners.forEach(Runnable::run);
        showStatus();
    }

    private void showStatus() {
        if (!PlatformUI.isWorkbenchRunning()) {
            return;
        }
        Display display = PlatformUI.getWorkbench().getDisplay();
        String text = statusText();
        if (!display.isDisposed()) {
            display.asyncExec(() -> StatusArea.set(STATUS, text));
        }
    }

    private String statusText() {
        TicketStore open = store;
        return switch (phase) {
            case OPENING -> Messages.Desk_opening;
            case CLOSED -> Messages.Desk_closed;
            case OPEN -> {
                String where = open == null ? ""
                        : open.location().isEmbedded()
                                ? NLS.bind(Messages.Desk_embedded, open.location().file().getFileName())
                                : NLS.bind(Messages.Desk_postgres, open.location().shown());
                Optional<String> other = open == null ? Optional.empty() : open.otherWindow();
                yield other.isEmpty() ? where
                        : where + "   ·   " + (other.get().isEmpty() ? Messages.Desk_other
                                : NLS.bind(Messages.Desk_otherNamed, other.get()));
            }
        };
    }

    /** How the store is. */
    public Phase phase() {
        return phase;
    }

    /** Why it could not be opened; null when it could. */
    public RuntimeException trouble() {
        return trouble;
    }

    /** Where the tickets are; null while they are not open. */
    public StoreLocation location() {
        TicketStore open = store;
        return open == null ? null : open.location();
    }

    /** The name under which changes are made here. */
    public String technician() {
        return DeskSettings.technician();
    }

    // --- asking and changing

    /** Asks the store in the background. What goes wrong is in the future, as a rule as {@link TicketException}. */
    public <T> CompletableFuture<T> ask(Function<TicketStore, T> question) {
        start();
        CompletableFuture<TicketStore> opened;
        synchronized (this) {
            opened = opening;
        }
        return opened.thenApplyAsync(anyStore -> question.apply(current(anyStore)), readers);
    }

    private TicketStore current(TicketStore otherwise) {
        TicketStore open = store;
        return open == null ? otherwise : open;
    }

    /**
     * Asks the store in the background and delivers to the UI thread; once the widget is gone nothing is delivered. Called in the UI
     * thread.
     *
     * @param failed told of what went wrong; {@link Language#sentence} makes a sentence of it
     */
    public <T> void ask(Widget owner, Function<TicketStore, T> question, Consumer<T> answered, Consumer<Throwable> failed) {
        deliver(owner, ask(question), answered, failed);
    }

    /**
     * Changes something in the background; changes are made one after the other, in the order in which they are asked for, and can be
     * taken back with {@link #undo}.
     *
     * @param words  what is done, for the menu, for example {@code Change the status}
     * @param change gets the store and the technician's name
     */
    public <T> CompletableFuture<T> change(String words, Change<T> change) {
        start();
        CompletableFuture<TicketStore> opened;
        synchronized (this) {
            opened = opening;
        }
        return opened.thenApplyAsync(anyStore -> {
            TicketStore open = current(anyStore);
            String who = technician();
            long before = open.lastEvent();
            T result = change.make(open, who);
            note(open, before, who, words);
            return result;
        }, writer);
    }

    /** Like {@link #change(String, Change)}, and delivers to the UI thread like {@link #ask(Widget, Function, Consumer, Consumer)}. */
    public <T> void change(Widget owner, String words, Change<T> change, Consumer<T> made, Consumer<Throwable> failed) {
        deliver(owner, change(words, change), made, failed);
    }

    /** Something that changes tickets. */
    @FunctionalInterface
    public interface Change<T> {
        T make(TicketStore store, String who);
    }

    private static <T> void deliver(Widget owner, CompletableFuture<T> future, Consumer<T> answered, Consumer<Throwable> failed) {
        UiThread ui = UiThread.of(owner);
        future.whenComplete((result, failure) -> ui.execute(() -> {
            if (failure == null) {
                answered.accept(result);
            } else {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause()
                        : failure;
                if (!(cause instanceof TicketException)) {
                    ILog.of(Desk.class).error("Something about tickets went wrong", cause);
                }
                failed.accept(cause);
            }
        }));
    }

    // --- undo

    private void note(TicketStore open, long before, String who, String words) {
        List<Long> changes = changesAfter(open, before, who);
        if (changes.isEmpty()) {
            return;
        }
        synchronized (this) {
            done.push(new Done(words, changes));
            while (done.size() > MOST_UNDONE) {
                done.removeLast();
            }
            undone.clear();
        }
        phaseListeners.forEach(Runnable::run);
    }

    private static List<Long> changesAfter(TicketStore open, long before, String who) {
        Set<Long> changes = new LinkedHashSet<>();
        long last = before;
        List<Event> events = open.eventsAfter(last, EVENTS);
        while (!events.isEmpty()) {
            for (Event event : events) {
                if (event.who().equals(who) && event.change() > before) {
                    changes.add(event.change());
                }
            }
            last = events.getLast().id();
            events = open.eventsAfter(last, EVENTS);
        }
        return List.copyOf(changes);
    }

    /** The own change that {@link #undo} takes back; empty for none. */
    public synchronized Optional<Done> undoable() {
        return Optional.ofNullable(done.peek());
    }

    /** The undone change that {@link #redo} makes again; empty for none. */
    public synchronized Optional<Done> redoable() {
        return Optional.ofNullable(undone.peek());
    }

    /** Takes the last own change back. */
    public CompletableFuture<Done> undo() {
        return takeBack(done, undone);
    }

    /** Makes again what was undone last. */
    public CompletableFuture<Done> redo() {
        return takeBack(undone, done);
    }

    private CompletableFuture<Done> takeBack(Deque<Done> from, Deque<Done> to) {
        return ask(anyStore -> anyStore).thenApplyAsync(anyStore -> {
            Done last;
            synchronized (this) {
                last = from.poll();
            }
            if (last == null) {
                throw new TicketException(TicketException.Reason.INPUT, "error.undo.nothing");
            }
            TicketStore open = current(anyStore);
            String who = technician();
            long before = open.lastEvent();
            for (long change : last.changes().reversed()) {
                open.undo(change, who);
            }
            List<Long> made = changesAfter(open, before, who);
            if (!made.isEmpty()) {
                synchronized (this) {
                    to.push(new Done(last.words(), made));
                }
            }
            phaseListeners.forEach(Runnable::run);
            return last;
        }, writer);
    }

    // --- changes

    private void follow(List<Event> events) {
        Set<Long> numbers = new HashSet<>();
        boolean people = false;
        for (Event event : events) {
            if (event.subject() == Event.Subject.TICKET) {
                numbers.add(event.number());
            } else {
                // what happens to people shows in any number of tickets
                people |= event.kind() != Event.Kind.CREATED;
            }
        }
        tell(people ? Set.of() : numbers);
    }

    private void tell(Set<Long> numbers) {
        for (Consumer<Set<Long>> listener : listeners) {
            listener.accept(numbers);
        }
    }

    /**
     * Tells of changes of tickets, own and others'; in a thread that must not wait.
     *
     * @param listener gets the numbers of the tickets that changed; none when it may be any, for example after another store was opened
     * @return ends that when it is run
     */
    public Runnable listen(Consumer<Set<Long>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Tells when the phase changes, and when there is something else to undo; in any thread.
     *
     * @return ends that when it is run
     */
    public Runnable listenPhase(Runnable listener) {
        phaseListeners.add(listener);
        return () -> phaseListeners.remove(listener);
    }

    // --- search

    /**
     * Finds tickets by all their texts, in the background: their numbers, the best first.
     *
     * @param limit most tickets to give, 1 to 1000
     */
    public CompletableFuture<List<Long>> find(String text, int limit) {
        return ask(open -> {
            try {
                return search(open).numbers(text, limit);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * How much of the search index is built, 0 to 99 percent, as long as what {@link #find} gives may lack something; else empty. Never
     * waits.
     */
    public OptionalInt indexed() {
        TicketSearch open = search;
        return open == null ? OptionalInt.empty() : open.percent();
    }

    private synchronized TicketSearch search(TicketStore open) throws IOException {
        if (search == null || searched != open) {
            closeSearch();
            search = TicketSearch.open(open, Home.directory().resolve("search").resolve("tickets-" + open.id()));
            searched = open;
            search.followAtOnce();
        }
        return search;
    }

    private synchronized void closeSearch() {
        if (search != null) {
            try {
                search.close();
            } catch (IOException e) {
                ILog.of(Desk.class).warn("The search index did not close", e);
            }
            search = null;
            searched = null;
        }
    }

    // --- showing

    /** Opens a ticket in its editor; called in the UI thread. */
    public IEditorPart open(long number) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        IWorkbenchPage page = window == null ? null : window.getActivePage();
        if (page == null) {
            return null;
        }
        try {
            if (!page.isEditorAreaVisible()) {
                page.setEditorAreaVisible(true);
            }
            return page.openEditor(new TicketInput(number), EDITOR);
        } catch (PartInitException e) {
            ILog.of(Desk.class).error("The ticket could not be shown", e);
            return null;
        }
    }

    /** Asks which ticket, and adds to it what is known; called in the UI thread. */
    public void attach(TicketDraft draft) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window != null && window.getActivePage() != null) {
            AttachDialog.open(window.getActivePage(), draft);
        }
    }

    /** Begins a new ticket with what is known already; called in the UI thread. */
    public void create(TicketDraft draft) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window != null && window.getActivePage() != null) {
            NewTicketDialog.open(window.getActivePage(), draft);
        }
    }
}
