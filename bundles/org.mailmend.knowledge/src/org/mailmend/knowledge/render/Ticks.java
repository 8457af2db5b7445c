package org.mailmend.knowledge.render;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which steps of a page are ticked off. Immutable.
 *
 * @param done numbers of the steps, from 1, counted over the whole page
 */
public record Ticks(Set<Integer> done) {
    /** No step is done yet. */
    public static final Ticks NONE = new Ticks(Set.of());

    private static final int MOST = 999;

    public Ticks {
        done = Set.copyOf(done);
    }

    /** Whether this step is done. */
    public boolean has(int step) {
        return done.contains(step);
    }

    /** The same with this step done, or, if it was, open again. */
    public Ticks toggle(int step) {
        Set<Integer> changed = new TreeSet<>(done);
        if (!changed.remove(step)) {
            changed.add(step);
        }
        return new Ticks(changed);
    }

    /** What {@link #toString} wrote; numbers that cannot be read are left out. */
    public static Ticks of(String text) {
        Set<Integer> read = new TreeSet<>();
        for (String number : text.split(",")) {
            if (number.matches("[1-9][0-9]{0,2}")) {
                read.add(Integer.valueOf(number));
            }
        }
        return new Ticks(read);
    }

    /** The numbers with commas between them, to be kept somewhere. */
    @Override
    public String toString() {
        return done.stream().filter(step -> step <= MOST).sorted().map(String::valueOf).collect(Collectors.joining(","));
    }
}
