package org.mailmend.knowledge.internal.data;

import java.util.ArrayList;
import java.util.List;

import org.mailmend.knowledge.Problem;

/** Collects what is wrong in data files: one mistake never hides the rest. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void add(String file, int line, String key, Object... args) {
        found.add(Problem.at(file, line, key, args));
    }

    int count() {
        return found.size();
    }

    List<Problem> all() {
        return List.copyOf(found);
    }
}
