package org.mailmend.knowledge.ui.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Problem;
import org.mailmend.knowledge.Search;
import org.mailmend.knowledge.SearchQuery;
import org.mailmend.knowledge.SearchResult;

/** The knowledge as it was read at one time, with the search over it. Safe for every thread. */
public final class Contents implements Closeable {
    private final KnowledgeBase base;
    private final List<Path> contributed;
    private List<Problem> problems = List.of();
    private Search search;
    private boolean closed;

    /** @param contributed folders of plug-ins that it was read from */
    Contents(KnowledgeBase base, List<Path> contributed) {
        this.base = base;
        this.contributed = List.copyOf(contributed);
    }

    /** The folders of plug-ins that it was read from. */
    public List<Path> contributed() {
        return contributed;
    }

    /** Takes the mistakes that were found. */
    synchronized void problems(List<Problem> found) {
        problems = List.copyOf(found);
    }

    /** The mistakes in what plug-ins and the team bring; empty as long as they were not looked for. */
    public synchronized List<Problem> problems() {
        return problems;
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
