package org.mailmend.training.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.own.ChangeLog;
import org.mailmend.knowledge.own.PackContents.State;
import org.mailmend.knowledge.own.Packs;
import org.mailmend.training.internal.Library;

/**
 * Packs of a trainer's own courses and cases: zip files that others take over, all or the files they choose, and can take back. Waits for
 * the disk: not for a thread that must not wait. What cannot be done is an {@link org.mailmend.knowledge.own.OwnKnowledgeException} that
 * says why.
 */
public final class CoursePacks {
    private static final Pattern FILE = Pattern.compile("(cases/)?" + Library.FILE.pattern());
    private static final String CASES = "cases/";

    private final Path folder;
    private final KnowledgeBase base;
    private final ChangeLog changes;

    /**
     * Packs for an installation.
     *
     * @param home Mailmend's home
     */
    public CoursePacks(Path home, KnowledgeBase base) {
        folder = home.resolve("courses").toAbsolutePath().normalize();
        this.base = base;
        changes = new ChangeLog(folder, folder.resolveSibling("courses-backup"));
    }

    /**
     * What a pack holds, compared with what is here.
     *
     * @param file     the pack
     * @param states   its files, and what taking each over would do
     * @param problems what is wrong in them
     * @param texts    their texts
     */
    public record Contents(Path file, Map<String, State> states, List<CourseProblem> problems, Map<String, String> texts) {
        public Contents {
            states = Map.copyOf(states);
            problems = List.copyOf(problems);
            texts = Map.copyOf(texts);
        }
    }

    /** Paths of a trainer's own courses and cases below the folder, in order. */
    public List<String> files() {
        List<String> files = new ArrayList<>(Library.paths(folder.resolve("cases")).stream().map(path -> CASES + path).toList());
        files.addAll(Library.paths(folder));
        return files;
    }

    /**
     * Writes a pack.
     *
     * @param paths files of {@link #files}; all of them when empty
     * @return what was packed
     * @throws IOException when there is nothing to pack, or it cannot be written; then no pack is left behind
     */
    public List<String> write(Path pack, List<String> paths) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String path : paths.isEmpty() ? files() : paths) {
            texts.put(path, Files.readString(place(path)));
        }
        if (texts.isEmpty()) {
            throw new NoSuchFileException(folder.toString());
        }
        Packs.write(pack, texts);
        return List.copyOf(texts.keySet());
    }

    /**
     * Looks into a pack; nothing is changed.
     *
     * @throws IOException when it is no pack or a dangerous one
     */
    public Contents open(Path pack) throws IOException {
        Map<String, String> texts = Packs.read(pack, FILE.asMatchPredicate());
        Map<String, State> states = new TreeMap<>();
        Set<String> cases = new HashSet<>(Courses.in(folder.getParent(), base).cases().ids());
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            Path file = place(entry.getKey());
            boolean there = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
            states.put(entry.getKey(), !there ? State.NEW
                    : Files.readString(file).equals(entry.getValue()) ? State.SAME : State.CONFLICT);
            if (entry.getKey().startsWith(CASES)) {
                cases.add(id(entry.getKey()));
            }
        }
        List<CourseProblem> problems = new ArrayList<>();
        texts.forEach((path, text) -> {
            Locale language = path.contains("ja/") ? Locale.JAPANESE : Locale.ENGLISH;
            if (path.startsWith(CASES)) {
                Library.casefile(path, id(path), language, text, base, problems);
            } else {
                Library.course(path, id(path), language, text, cases, base, problems);
            }
        });
        return new Contents(pack, states, problems, texts);
    }

    /**
     * Takes files of a pack over: all of them or, when something goes wrong, none.
     *
     * @return what has changed
     * @throws IOException when that cannot be done; then nothing has changed
     */
    public List<String> take(Contents contents, List<String> paths) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String path : paths) {
            if (contents.states().get(path) != State.SAME && FILE.matcher(path).matches()) {
                texts.put(path, contents.texts().get(path));
            }
        }
        if (!texts.isEmpty()) {
            changes.apply("import " + contents.file().getFileName(), texts);
        }
        return List.copyOf(texts.keySet());
    }

    /** Takes the last import back; paths of its files, empty when there was nothing to take back. */
    public List<String> undo() throws IOException {
        return changes.undo();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - 3);
    }

    private Path place(String path) throws IOException {
        if (!FILE.matcher(path).matches()) {
            throw new NoSuchFileException(path);
        }
        return folder.resolve(path);
    }
}
