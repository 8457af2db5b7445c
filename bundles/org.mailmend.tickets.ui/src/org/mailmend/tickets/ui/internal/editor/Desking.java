package org.mailmend.tickets.ui.internal.editor;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Desk;

/** How parts of a ticket's editor reach the store: never in the UI thread. */
public interface Desking {

    /** Asks the store in the background; the future may complete in any thread. */
    <T> CompletableFuture<T> ask(Function<TicketStore, T> question);

    /**
     * Changes something in the background, after all that was changed before.
     *
     * @param words what is done, for the menu
     */
    <T> CompletableFuture<T> change(String words, Desk.Change<T> change);

    /** As whom changes are made. */
    String who();

    /**
     * Tells of tickets that somebody has changed, whoever it was; in any thread.
     *
     * @param listener gets their numbers, none when it may be any
     * @return ends that when it is run
     */
    Runnable listen(Consumer<Set<Long>> listener);
}
