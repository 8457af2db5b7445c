package org.mailmend.knowledge.ui.internal.browse;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.SearchQuery;
import org.mailmend.knowledge.SearchResult;
import org.mailmend.knowledge.ui.internal.Contents;
import org.mailmend.knowledge.ui.internal.PageRef;

/**
 * Searches in the background. While one search runs, of those that are asked for only the last counts; answers come in the order of the
 * questions.
 */
final class Finder {

    /**
     * An answer.
     *
     * @param query  what was looked for
     * @param result what was found, each page once; null when the index could not be read
     */
    record Found(SearchQuery query, SearchResult result) {
    }

    private record Wanted(Contents contents, SearchQuery query) {
    }

    private final Executor ui;
    private final Consumer<Found> show;
    private final Job job = Job.createSystem("Search", this::run);
    private Wanted wanted;

    /**
     * @param ui   runs tasks in the UI thread
     * @param show takes an answer, in the UI thread
     */
    Finder(Executor ui, Consumer<Found> show) {
        this.ui = ui;
        this.show = show;
    }

    /** Looks for something; what was asked for before and has not begun is dropped. */
    void find(Contents contents, SearchQuery query) {
        synchronized (this) {
            wanted = new Wanted(contents, query);
        }
        job.schedule();
    }

    /** Looks for nothing any more. */
    synchronized void stop() {
        wanted = null;
    }

    private synchronized Wanted next() {
        Wanted next = wanted;
        wanted = null;
        return next;
    }

    private IStatus run(IProgressMonitor monitor) {
        for (Wanted next = next(); next != null; next = next()) {
            SearchQuery query = next.query();
            SearchResult result;
            try {
                result = next.contents().find(query);
                if (result == null) {
                    continue;
                }
            } catch (IOException e) {
                ILog.of(Finder.class).error("The index of the search cannot be read", e);
                result = null;
            }
            Found found = new Found(query, result == null ? null : onePageEach(result));
            ui.execute(() -> show.accept(found));
        }
        return Status.OK_STATUS;
    }

    /** A cause and its article lead to the same page: the better hit stays. */
    private static SearchResult onePageEach(SearchResult result) {
        Set<PageRef> pages = new HashSet<>();
        List<SearchHit> hits = result.hits().stream().filter(hit -> pages.add(PageRef.of(hit))).toList();
        return new SearchResult(hits, result.total() - (result.hits().size() - hits.size()), result.nearTerms());
    }
}
