package org.mailmend.knowledge.own;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

import org.mailmend.knowledge.Article;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Problem;
import org.mailmend.knowledge.internal.data.DataFolder;
import org.mailmend.knowledge.internal.data.Layout;
import org.mailmend.knowledge.internal.data.Library;
import org.mailmend.knowledge.internal.data.Problems;

/**
 * A folder with a team's own knowledge: articles, profiles, replies and rules that add to what comes with Mailmend or replace
 * what has the same id. The folder may be a Git working tree: nothing is written into it but what the team changes; files
 * whose name begins with a dot are left alone. Earlier versions are kept beside it, in a folder whose name ends with
 * {@code -backup}.
 * <p>
 * Safe for every thread; a lock keeps other processes out while something is changed.
 */
public final class OwnKnowledge {
    private final Path folder;
    private final DataFolder.OnDisk disk;
    private final List<Path> before;
    private final ChangeLog changes;

    /**
     * The own knowledge in this folder.
     *
     * @param folder it need not exist: it is made when something is saved
     * @param before folders of plug-ins, which come before it
     */
    public OwnKnowledge(Path folder, List<Path> before) {
        this.folder = folder.toAbsolutePath().normalize();
        this.disk = new DataFolder.OnDisk(this.folder);
        this.before = List.copyOf(before);
        this.changes = new ChangeLog(this.folder, this.folder.resolveSibling(this.folder.getFileName() + "-backup"));
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** Where earlier versions are kept. */
    public Path backup() {
        return changes.backup();
    }

    /** All files in it, in the order of their paths. */
    public List<OwnFile> files() {
        Library others = library(null);
        List<OwnFile> files = new ArrayList<>();
        for (String path : disk.paths()) {
            boolean known = Layout.isKnown(path);
            OwnFile.Kind kind = known ? OwnFile.kind(path) : OwnFile.Kind.UNKNOWN;
            files.add(new OwnFile(path, kind, OwnFile.id(path), known && others.has(path)));
        }
        return files;
    }

    /** What it holds together with what comes before it, as it is now. */
    public KnowledgeBase base() {
        List<Path> all = new ArrayList<>(before);
        all.add(folder);
        return KnowledgeBase.of(all.toArray(Path[]::new));
    }

    /** Everything that is wrong in it. */
    public List<Problem> problems() {
        return Files.isDirectory(folder) ? library(disk).problems() : List.of();
    }

    /**
     * What would be wrong with a file if it had this text; nothing is saved.
     *
     * @param path place below the folder
     */
    public List<Problem> problems(String path, String text) {
        if (!Layout.isKnown(path)) {
            return List.of(Problem.at(disk.describe(path), 0, "file-unexpected"));
        }
        return library(new DataFolder.Changed(disk, path, text)).problems(path);
    }

    /** Profile as this text describes it, for a preview; empty when it cannot be read. */
    public Optional<Client> preview(String id, String text) {
        return Optional.ofNullable(library(new DataFolder.Changed(disk, "clients/" + id + ".md", text)).client(id));
    }

    /** Article as this text describes it, for a preview; empty when it cannot be read. */
    public Optional<Article> preview(String id, Locale language, String text) {
        String path = "articles/" + language.getLanguage() + "/" + id + ".md";
        return Optional.ofNullable(library(new DataFolder.Changed(disk, path, text)).articles(language).get(id));
    }

    /**
     * The text of a file; empty when it is not there.
     *
     * @throws IOException when it cannot be read: too big, not UTF-8, no permission
     */
    public Optional<String> read(String path) throws IOException {
        Path file = place(path);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Problems found = new Problems();
        String text = disk.read(path, found);
        if (text == null) {
            throw new OwnKnowledgeException(found.all().isEmpty() ? Problem.at(disk.describe(path), 0, "file-unreadable")
                    : found.all().getFirst());
        }
        return Optional.of(text);
    }

    /** The text of what comes with Mailmend or a plug-in under this path, to start an override from; empty when there is none. */
    public Optional<String> original(String path) {
        return Optional.ofNullable(library(null).text(path));
    }

    /** A text to start a new article from. */
    public static String newArticle(String id, Locale language, String title) {
        return Templates.article(id, language, title);
    }

    /** A text to start a new profile from. */
    public static String newClient(String id, String name) {
        return Templates.client(id, name);
    }

    /**
     * Saves a file. What was there is kept and comes back with {@link #undo()}. A text with mistakes is saved too: work is
     * never lost, and what is wrong is named.
     *
     * @return what is wrong with it
     * @throws IOException when it cannot be saved; then nothing has changed
     */
    public List<Problem> save(String path, String text) throws IOException {
        place(path);
        try {
            changes.apply("save " + path, Map.of(path, text));
        } catch (CharacterCodingException e) {
            throw new OwnKnowledgeException(Problem.at(disk.describe(path), 0, "file-encoding"));
        }
        return problems(path, text);
    }

    /**
     * Removes a file. It comes back with {@link #undo()}.
     *
     * @throws IOException when it cannot be removed or is not there
     */
    public void delete(String path) throws IOException {
        if (!Files.exists(place(path), LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(disk.describe(path));
        }
        Map<String, String> nothing = new LinkedHashMap<>();
        nothing.put(path, null);
        changes.apply("delete " + path, nothing);
    }

    /** What {@link #undo()} would take back: paths of the files; empty when there is nothing. */
    public List<String> undoable() throws IOException {
        return changes.last();
    }

    /**
     * Takes the last change back: a save, a removal, or an import with all its files.
     *
     * @return paths of the files; empty when there was nothing to take back
     * @throws IOException when that cannot be done
     */
    public List<String> undo() throws IOException {
        return changes.undo();
    }

    /**
     * Writes files into a pack.
     *
     * @param pack  the zip file, which is replaced
     * @param paths the files; all that the folder has when empty
     * @return paths of what was packed
     * @throws IOException when a file cannot be read or the pack cannot be written; then no pack is left behind
     */
    public List<String> exportPack(Path pack, List<String> paths) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String path : paths.isEmpty() ? disk.paths().stream().filter(Layout::isKnown).toList() : paths) {
            texts.put(path, read(path).orElseThrow(() -> new NoSuchFileException(disk.describe(path))));
        }
        Packs.write(pack, texts);
        return List.copyOf(texts.keySet());
    }

    /**
     * Looks into a pack; nothing is changed.
     *
     * @throws IOException when it is no pack or a dangerous one
     */
    public PackContents openPack(Path pack) throws IOException {
        Map<String, String> texts = Packs.read(pack, Layout::isKnown);
        Map<String, PackContents.State> states = new TreeMap<>();
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            Path file = place(entry.getKey());
            String now = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? disk.read(entry.getKey(), new Problems()) : null;
            boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            states.put(entry.getKey(), !there ? PackContents.State.NEW
                    : entry.getValue().equals(now) ? PackContents.State.SAME : PackContents.State.CONFLICT);
        }
        return new PackContents(pack, states, problems(texts), texts);
    }

    /** What would be wrong in the files of a pack once they are here. */
    private List<Problem> problems(Map<String, String> texts) {
        DataFolder with = disk;
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            with = new DataFolder.Changed(with, entry.getKey(), entry.getValue());
        }
        Library library = library(with);
        List<Problem> problems = new ArrayList<>();
        List<String> described = texts.keySet().stream().map(disk::describe).toList();
        library.problems().stream().filter(problem -> described.contains(problem.file())).forEach(problems::add);
        return problems;
    }

    /**
     * Takes files of a pack over: all of them or, when something goes wrong, none.
     *
     * @param paths the files to take
     * @return paths of what has changed
     * @throws IOException when that cannot be done; then nothing has changed
     */
    public List<String> importPack(PackContents pack, List<String> paths) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String path : paths) {
            String text = pack.text(path);
            if (pack.states().get(path) != PackContents.State.SAME) {
                texts.put(path, text);
            }
        }
        if (!texts.isEmpty()) {
            changes.apply("import " + pack.file().getFileName(), texts);
        }
        return List.copyOf(texts.keySet());
    }

    /** Something that differs whenever a file differs, comes or goes; reads no file. */
    public String stamp() {
        CRC32C sum = new CRC32C();
        disk.stamp(sum);
        return Long.toHexString(sum.getValue());
    }

    private Library library(DataFolder own) {
        List<DataFolder> folders = new ArrayList<>(List.of(new DataFolder.Bundled()));
        before.forEach(path -> folders.add(new DataFolder.OnDisk(path)));
        if (own != null) {
            folders.add(own);
        }
        return new Library(folders);
    }

    /**
     * The file of a path.
     *
     * @throws OwnKnowledgeException when a folder of knowledge has no such file
     */
    private Path place(String path) throws OwnKnowledgeException {
        if (!Layout.isKnown(path)) {
            throw new OwnKnowledgeException(Problem.at(disk.describe(path), 0, "file-unexpected"));
        }
        return folder.resolve(path);
    }
}
