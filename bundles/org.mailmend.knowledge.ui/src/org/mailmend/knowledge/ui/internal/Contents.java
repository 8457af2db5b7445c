package org.mailmend.knowledge.ui.internal;

import java.io.Closeable;
import java.io.IOException;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Search;
import org.mailmend.knowledge.SearchQuery;
import org.mailmend.knowledge.SearchResult;

/** The knowledge as it was read at one time, with the search over it. Safe for every thread. */
public final class Contents implements Closeable {
    private final KnowledgeBase base;
    private Search search;
    private boolean closed;

    Contents(KnowledgeBase base) {
        this.base = base;
    }

    /** Takes the search over these contents: its index is ready later than they are. */
    synchronized void search(Search ready) {
        search = ready;
    }

    /** Whether these contents can be searched yet. */
    public synchronized boolean canSearch() {
        return search != null;
    }

    /** Articles, profiles, and the data of the advice. */
    public KnowledgeBase base() {
        return base;
    }

    /**
     * Looks for words.
     *
     * @return null when newer contents have taken the place of these, or when they cannot be searched yet
     * @throws IOException when the index cannot be read
     */
    public synchronized SearchResult find(SearchQuery query) throws IOException {
        return closed || search == null ? null : search.find(query);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (search != null) {
            search.close();
        }
    }
}
