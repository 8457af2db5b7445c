package org.mailmend.knowledge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

import org.mailmend.knowledge.internal.search.KnowledgeIndex;

/** Full-text search over articles, profiles and causes in both languages. Safe for every thread. */
public final class Search implements Closeable {
    private final KnowledgeIndex index;

    private Search(KnowledgeIndex index) {
        this.index = index;
    }

    /**
     * Opens the index of a knowledge base. When the directory holds none of this very data, it is built first, which takes a
     * second or two; what older data left there is removed.
     *
     * @param directory where it is kept between starts; null for memory only
     * @throws IOException when the index can neither be read nor built
     */
    public static Search open(KnowledgeBase base, Path directory) throws IOException {
        return new Search(KnowledgeIndex.open(base.library(), directory));
    }

    /**
     * Looks for words.
     *
     * @throws IOException when the index cannot be read
     */
    public SearchResult find(SearchQuery query) throws IOException {
        return index.find(query);
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
