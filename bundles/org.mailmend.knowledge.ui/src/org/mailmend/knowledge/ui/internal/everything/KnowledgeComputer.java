package org.mailmend.knowledge.ui.internal.everything;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.quickaccess.IQuickAccessComputerExtension;
import org.eclipse.ui.quickaccess.QuickAccessElement;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.SearchQuery;
import org.mailmend.knowledge.SearchResult;
import org.mailmend.knowledge.ui.internal.Contents;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.Words;

/** What the search over everything finds in the knowledge base. Asked in the background. */
abstract class KnowledgeComputer implements IQuickAccessComputerExtension {
    private static final int MOST = 30;
    private static final int SHORTEST_QUERY = 2;
    private static final long LONGEST_WAIT_NANOS = 10_000_000_000L;
    private static final long LOOK_EVERY_NANOS = 50_000_000;

    private final Set<SearchHit.Kind> kinds;

    KnowledgeComputer(Set<SearchHit.Kind> kinds) {
        this.kinds = kinds;
    }

    @Override
    public QuickAccessElement[] computeElements() {
        return new QuickAccessElement[0];
    }

    @Override
    public QuickAccessElement[] computeElements(String query, IProgressMonitor monitor) {
        // One Japanese character can be a word, one Latin letter is none.
        if (query.isBlank() || query.length() < SHORTEST_QUERY && query.charAt(0) <= 0x7f) {
            return new QuickAccessElement[0];
        }
        try {
            SearchResult result = find(SearchQuery.of(query, Words.locale()).withKinds(kinds).withLimit(MOST), monitor);
            Map<PageRef, QuickAccessElement> pages = new LinkedHashMap<>();
            if (result != null) {
                for (SearchHit hit : result.hits()) {
                    pages.putIfAbsent(PageRef.of(hit), new PageElement(PageRef.of(hit), hit.title(), query, pages.size()));
                }
            }
            return pages.values().toArray(QuickAccessElement[]::new);
        } catch (IOException e) {
            ILog.of(KnowledgeComputer.class).error("The index of the search cannot be read", e);
            return new QuickAccessElement[0];
        }
    }

    /** Waits for the index if this is the first that is asked of it; null when it does not come, or nobody waits any more. */
    private static SearchResult find(SearchQuery query, IProgressMonitor monitor) throws IOException {
        long end = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (!monitor.isCanceled() && System.nanoTime() < end) {
            Contents contents = contents();
            SearchResult result = contents == null ? null : contents.find(query);
            if (result != null) {
                return result;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return null;
    }

    private static Contents contents() {
        Display display = PlatformUI.getWorkbench().getDisplay();
        return display.isDisposed() ? null : display.syncCall(() -> Shelf.get().contents());
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
