package org.mailmend.training.ui.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.core.runtime.ILog;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Widget;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchListener;
import org.eclipse.ui.PlatformUI;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.training.SessionStore;
import org.mailmend.workbench.UiThread;

/**
 * The sessions of this window, in the database of its tickets. They are asked and changed in the background, one thing after the other;
 * nothing here waits for the database. What was asked to be changed is saved before Mailmend ends.
 */
public final class School {
    private static final School ONLY = new School();
    private static final int MOST_UNDONE = 100;
    private static final int ENDING_SECONDS = 10;
    /** Changes of the same thing within this time are taken back together. */
    private static final long TOGETHER = TimeUnit.SECONDS.toNanos(8);

    /** One thread: what is changed is read back by the next. */
    private final ExecutorService worker = Executors
            .newSingleThreadExecutor(task -> Thread.ofPlatform().daemon().name("mailmend-training").unstarted(task));
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();
    private final Deque<Undo> undos = new ArrayDeque<>();
    private StoreLocation location;
    private SessionStore store;
    private boolean watching;
    private volatile String selected = "";

    /** A change that can be taken back. */
    private record Undo(String words, String together, long at, Consumer<SessionStore> back) {
    }

    /** A change together with what takes it back. */
    @FunctionalInterface
    interface Change {
        /** Makes the change; answers what takes it back, or null when nothing was changed. */
        Consumer<SessionStore> make(SessionStore store);
    }

    private School() {
    }

    /** The only one. */
    public static School get() {
        return ONLY;
    }

    private SessionStore open(StoreLocation wanted) {
        if (store == null || !wanted.equals(location)) {
            if (store != null) {
                store.close();
                store = null;
            }
            synchronized (undos) {
                undos.clear();
            }
            store = SessionStore.open(wanted);
            location = wanted;
        }
        return store;
    }

    /** Asks the sessions in the background. */
    public <T> CompletableFuture<T> ask(Function<SessionStore, T> question) {
        watchTheEnd();
        StoreLocation now = Desk.get().location();
        CompletableFuture<T> answer = now != null ? CompletableFuture.supplyAsync(() -> question.apply(open(now)), worker)
                : Desk.get().ask(TicketStore::location).thenApplyAsync(wanted -> question.apply(open(wanted)), worker);
        pending.add(answer);
        answer.whenComplete((result, failure) -> pending.remove(answer));
        return answer;
    }

    /** Changes something in the background, and tells all who listen. */
    public <T> CompletableFuture<T> change(Function<SessionStore, T> change) {
        return ask(change).whenComplete((result, failure) -> changed());
    }

    /**
     * Changes something that can be taken back.
     *
     * @param words    what is done, for the button
     * @param together what is changed, where several changes in a row are taken back as one; null for never
     */
    CompletableFuture<Void> change(String words, String together, Change change) {
        return change(open -> {
            Consumer<SessionStore> back = change.make(open);
            if (back != null) {
                synchronized (undos) {
                    Undo last = undos.peek();
                    long now = System.nanoTime();
                    boolean joins = together != null && last != null && together.equals(last.together())
                            && now - last.at() < TOGETHER;
                    if (joins) {
                        undos.pop();
                    }
                    // step by step: each change is taken back from exactly where it led
                    undos.push(new Undo(words, together, now, joins ? back.andThen(last.back()) : back));
                    while (undos.size() > MOST_UNDONE) {
                        undos.removeLast();
                    }
                }
            }
            return null;
        });
    }

    /** What {@link #undo} takes back; empty for nothing. */
    Optional<String> undoable() {
        synchronized (undos) {
            return Optional.ofNullable(undos.peek()).map(Undo::words);
        }
    }

    /** Takes the last change back; answers what it was, or an empty text when there was none. */
    CompletableFuture<String> undo() {
        return change(open -> {
            Undo last;
            synchronized (undos) {
                last = undos.poll();
            }
            if (last == null) {
                return "";
            }
            last.back().accept(open);
            return last.words();
        });
    }

    /** Forgets what could be taken back: with it, personal data would come back that somebody has just deleted. */
    void forgetUndo() {
        synchronized (undos) {
            undos.clear();
        }
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
        if (!(cause instanceof TicketException) && !(cause instanceof java.io.IOException)
                && !(cause instanceof java.io.UncheckedIOException)) {
            ILog.of(School.class).error("Something about a session went wrong", cause);
        }
        return Language.sentence(cause);
    }

    // --- the session that is looked at

    /** Id of the session that all views show; empty for none. */
    public String selected() {
        return selected;
    }

    /** Shows another session in all views. */
    public void select(String session) {
        if (!selected.equals(session)) {
            selected = session;
            changed();
        }
    }

    // --- telling

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

    // --- the end

    private synchronized void watchTheEnd() {
        if (watching || !PlatformUI.isWorkbenchRunning()) {
            return;
        }
        watching = true;
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

    private void end() {
        try {
            CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new)).get(ENDING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            ILog.of(School.class).warn("Not everything about the sessions could be saved", e);
        }
        worker.execute(() -> {
            if (store != null) {
                store.close();
                store = null;
            }
        });
        worker.shutdown();
        try {
            if (!worker.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS)) {
                ILog.of(School.class).warn("The sessions did not close in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
