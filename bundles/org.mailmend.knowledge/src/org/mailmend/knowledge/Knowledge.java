package org.mailmend.knowledge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.mailmend.diagnosis.Explainer;
import org.mailmend.knowledge.own.OwnKnowledge;

/**
 * The knowledge of an installation: what comes with Mailmend, what plug-ins contribute, and what a team has added in the folder
 * {@code knowledge} of Mailmend's home, with the search over all of it. Safe for every thread.
 */
public final class Knowledge implements Closeable {
    private static final Logger LOG = Logger.getLogger(Knowledge.class.getName());

    private final Path folder;
    private final Path index;
    private final KnowledgeContributor contributor;
    private KnowledgeBase base;
    private String stamp;
    private Search search;

    private Knowledge(Path home, KnowledgeContributor contributor) {
        folder = home.resolve("knowledge");
        index = home.resolve("index");
        this.contributor = contributor;
    }

    /**
     * The knowledge of the installation that keeps its data in this folder. Nothing is read before it is asked for.
     *
     * @param home Mailmend's home; it need not exist
     */
    public static Knowledge in(Path home) {
        return in(home, List::of);
    }

    /**
     * The same with what others contribute; a team's own knowledge comes after that.
     *
     * @param contributor names the folders of others
     */
    public static Knowledge in(Path home, KnowledgeContributor contributor) {
        return new Knowledge(home, contributor);
    }

    /** The folder with a team's own knowledge; it need not exist. */
    public Path folder() {
        return folder;
    }

    /** A team's own knowledge, to be looked at and changed. */
    public OwnKnowledge own() {
        return new OwnKnowledge(folder, contributor.folders());
    }

    /** Profiles, articles and the data of the advice. */
    public synchronized KnowledgeBase base() {
        if (base == null) {
            List<Path> folders = new ArrayList<>(contributor.folders());
            if (Files.isDirectory(folder)) {
                stamp = own().stamp();
                folders.add(folder);
            }
            base = folders.isEmpty() ? KnowledgeBase.get() : KnowledgeBase.of(folders.toArray(Path[]::new));
        }
        return base;
    }

    /** Explains texts with the rules that come with Mailmend and those that were added; what cannot be read is left out. */
    public Explainer explainer() {
        return base().explainer();
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

    /**
     * Forgets what was read when the team's own files have changed since, so that the next call reads them anew.
     *
     * @return whether they have
     * @throws IOException when the index of the old texts cannot be closed
     */
    public synchronized boolean refresh() throws IOException {
        String now = Files.isDirectory(folder) ? own().stamp() : null;
        if (base == null || Objects.equals(now, stamp)) {
            return false;
        }
        close();
        base = null;
        stamp = null;
        return true;
    }

    @Override
    public synchronized void close() throws IOException {
        if (search != null) {
            search.close();
            search = null;
        }
    }
}
