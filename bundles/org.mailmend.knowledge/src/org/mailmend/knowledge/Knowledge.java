package org.mailmend.knowledge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The knowledge of an installation: what comes with Mailmend and what a team has added in the folder {@code knowledge} of
 * Mailmend's home, with the search over both. Safe for every thread.
 */
public final class Knowledge implements Closeable {
    private static final Logger LOG = Logger.getLogger(Knowledge.class.getName());

    private final Path folder;
    private final Path index;
    private KnowledgeBase base;
    private Search search;

    private Knowledge(Path home) {
        folder = home.resolve("knowledge");
        index = home.resolve("index");
    }

    /**
     * The knowledge of the installation that keeps its data in this folder. Nothing is read before it is asked for.
     *
     * @param home Mailmend's home; it need not exist
     */
    public static Knowledge in(Path home) {
        return new Knowledge(home);
    }

    /** The folder with a team's own knowledge; it need not exist. */
    public Path folder() {
        return folder;
    }

    /** Profiles, articles and the data of the advice. */
    public synchronized KnowledgeBase base() {
        if (base == null) {
            base = Files.isDirectory(folder) ? KnowledgeBase.of(folder) : KnowledgeBase.get();
        }
        return base;
    }

    /**
     * The search over it. The first call builds the index when there is none of this very data, which takes a second or two.
     * Where the index cannot be kept it is made in memory.
     *
     * @throws IOException when the index can be neither read nor made
     */
    public synchronized Search search() throws IOException {
        if (search == null) {
            try {
                search = Search.open(base(), index);
            } catch (IOException e) {
                LOG.log(Level.FINE, "the index is made in memory", e);
                search = Search.open(base(), null);
            }
        }
        return search;
    }

    @Override
    public synchronized void close() throws IOException {
        if (search != null) {
            search.close();
            search = null;
        }
    }
}
