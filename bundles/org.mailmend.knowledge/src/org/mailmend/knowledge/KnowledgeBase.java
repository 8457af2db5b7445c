package org.mailmend.knowledge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.RuleFile;
import org.mailmend.knowledge.internal.data.DataFolder;
import org.mailmend.knowledge.internal.data.Library;

/**
 * Profiles of clients and devices, articles, and the data of the advice. Read when first asked for; immutable afterwards and
 * safe for every thread.
 */
public final class KnowledgeBase {
    private static final Logger LOG = Logger.getLogger(KnowledgeBase.class.getName());

    private final Library library;
    private Explainer explainer;

    private KnowledgeBase(Library library) {
        this.library = library;
    }

    private static final class Holder {
        static final KnowledgeBase BUNDLED = of();
    }

    /** The knowledge that comes with Mailmend. */
    public static KnowledgeBase get() {
        return Holder.BUNDLED;
    }

    /**
     * The knowledge that comes with Mailmend, with additions of a team's own.
     *
     * @param folders folders in the layout of {@code data/README.md}; what a later one has replaces what an earlier one has
     *                under the same id
     */
    public static KnowledgeBase of(Path... folders) {
        List<DataFolder> all = new ArrayList<>();
        all.add(new DataFolder.Bundled());
        for (Path folder : folders) {
            all.add(new DataFolder.OnDisk(folder));
        }
        return new KnowledgeBase(new Library(all));
    }

    /** All profiles in the order of their ids. */
    public Collection<Client> clients() {
        return library.clients().values();
    }

    /** The profile with this id. */
    public Optional<Client> client(String id) {
        return Optional.ofNullable(library.client(id));
    }

    /** Ids of profiles that somebody may have meant by this text, the likeliest first; at most five. */
    public List<String> similarClients(String text) {
        return Similar.to(text, library.clients().values());
    }

    /** All articles of a language in the order of their ids. */
    public Collection<Article> articles(Locale locale) {
        return library.articles(locale).values();
    }

    /** The article with this id. */
    public Optional<Article> article(String id, Locale locale) {
        return Optional.ofNullable(library.articles(locale).get(id));
    }

    /** The article about a cause. */
    public Optional<Article> article(CauseId cause, Locale locale) {
        return article(articleId(cause), locale);
    }

    /** Id of the article about a cause, for example {@code cause-tls-cert-expired}. */
    public static String articleId(CauseId cause) {
        return "cause-" + cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Explains texts with the rules that come with Mailmend and those that were added; what cannot be read is left out. */
    public synchronized Explainer explainer() {
        if (explainer == null) {
            List<RuleFile> replies = library.replies();
            explainer = replies.isEmpty() ? Explainer.get()
                    : Explainer.with(replies, error -> LOG.log(Level.FINE, "{0} is left out", error.file() + ":" + error.line()));
        }
        return explainer;
    }

    /** Everything that is wrong in the data; empty for what comes with Mailmend. Reads all of it. */
    public List<Problem> problems() {
        return library.problems();
    }

    /** How much there is, and how much of it is verified. */
    public Stats stats() {
        return Stats.of(this);
    }

    /** Groups of words that mean the same to the search. */
    List<List<String>> synonyms() {
        return library.synonyms();
    }

    /** The data behind it, for the advice. */
    Library library() {
        return library;
    }
}
