package org.mailmend.tickets.ui.internal.everything;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.ui.quickaccess.IQuickAccessComputerExtension;
import org.eclipse.ui.quickaccess.QuickAccessElement;

/** What the search over everything finds on the desk. Asked in the background. */
abstract class DeskComputer implements IQuickAccessComputerExtension {
    static final int MOST = 30;
    private static final int SHORTEST_QUERY = 2;
    private static final long LONGEST_WAIT_MILLIS = 5_000;
    private static final long LOOK_EVERY_MILLIS = 50;

    /** What fits, the best first; in the background. */
    abstract CompletableFuture<List<QuickAccessElement>> find(String query);

    @Override
    public QuickAccessElement[] computeElements() {
        return new QuickAccessElement[0];
    }

    @Override
    public QuickAccessElement[] computeElements(String query, IProgressMonitor monitor) {
        // One Japanese character can be a word, one Latin letter is none; a number is one of a ticket.
        boolean tooShort = query.length() < SHORTEST_QUERY && query.chars().allMatch(c -> c <= 0x7f && !Character.isDigit(c));
        if (query.isBlank() || tooShort) {
            return new QuickAccessElement[0];
        }
        CompletableFuture<List<QuickAccessElement>> found = find(query.strip());
        for (long waited = 0; waited < LONGEST_WAIT_MILLIS && !monitor.isCanceled(); waited += LOOK_EVERY_MILLIS) {
            try {
                return found.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS).toArray(QuickAccessElement[]::new);
            } catch (TimeoutException e) {
                // Whoever has typed on does not want it any more.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            } catch (ExecutionException e) {
                ILog.of(DeskComputer.class).warn("The desk could not be searched", e.getCause());
                break;
            }
        }
        found.cancel(false);
        return new QuickAccessElement[0];
    }

    @Override
    public void resetState() {
        // nothing is kept
    }

    @Override
    public boolean needsRefresh() {
        return false;
    }
}
