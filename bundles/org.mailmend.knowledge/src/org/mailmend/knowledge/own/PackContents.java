package org.mailmend.knowledge.own;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.mailmend.knowledge.Problem;

/** What a pack holds, compared with what is here. Immutable. */
public final class PackContents {
    private final Path file;
    private final Map<String, State> states;
    private final List<Problem> problems;
    private final Map<String, String> texts;

    PackContents(Path file, Map<String, State> states, List<Problem> problems, Map<String, String> texts) {
        this.file = file;
        this.states = new TreeMap<>(states);
        this.problems = List.copyOf(problems);
        this.texts = Map.copyOf(texts);
    }

    /** What taking a file over would do. */
    public enum State {
        /** There is no such file yet. */
        NEW,
        /** The same text is there already. */
        SAME,
        /** A file with another text is there and would be replaced. */
        CONFLICT
    }

    /** The pack. */
    public Path file() {
        return file;
    }

    /** Its files in the order of their paths. */
    public Map<String, State> states() {
        return new TreeMap<>(states);
    }

    /** Paths of its files in this state. */
    public List<String> paths(State state) {
        return states.entrySet().stream().filter(entry -> entry.getValue() == state).map(Map.Entry::getKey).toList();
    }

    /** What would be wrong in its files once they are here. */
    public List<Problem> problems() {
        return problems;
    }

    /** The text of one of its files. */
    public String text(String path) {
        return Objects.requireNonNull(texts.get(path), path);
    }
}
