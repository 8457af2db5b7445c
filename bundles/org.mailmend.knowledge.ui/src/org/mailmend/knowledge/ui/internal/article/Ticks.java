package org.mailmend.knowledge.ui.internal.article;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.mailmend.knowledge.ui.internal.PageRef;

/** Which steps of which pages are ticked off in this session; the next caller begins anew with a click. Used in the UI thread. */
final class Ticks {
    private static final Map<String, Set<Integer>> TICKED = new HashMap<>();

    private Ticks() {
    }

    /** The steps of a page that are ticked off, counted from 0. A page has the same ones in both languages. */
    static Set<Integer> of(PageRef page) {
        return Set.copyOf(TICKED.getOrDefault(key(page), Set.of()));
    }

    /** Ticks a step off, or no longer. */
    static void toggle(PageRef page, int step) {
        Set<Integer> ticked = TICKED.computeIfAbsent(key(page), name -> new TreeSet<>());
        if (!ticked.remove(step)) {
            ticked.add(step);
        }
    }

    /** Takes all ticks of a page away. */
    static void reset(PageRef page) {
        TICKED.remove(key(page));
    }

    private static String key(PageRef page) {
        return page.kind() + ":" + page.id();
    }
}
