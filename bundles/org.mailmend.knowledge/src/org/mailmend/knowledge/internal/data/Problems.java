package org.mailmend.knowledge.internal.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.mailmend.knowledge.Problem;

/** Collects what is wrong in data files: one mistake never hides the rest. */
public final class Problems {
    /** What is looked at twice is named once. */
    private final Set<Problem> found = new LinkedHashSet<>();

    void add(String file, int line, String key, Object... args) {
        found.add(Problem.at(file, line, key, args));
    }

    int count() {
        return found.size();
    }

    public List<Problem> all() {
        return List.copyOf(found);
    }
}
