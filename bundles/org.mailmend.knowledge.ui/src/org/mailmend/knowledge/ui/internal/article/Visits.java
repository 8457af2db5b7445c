package org.mailmend.knowledge.ui.internal.article;

import java.util.ArrayList;
import java.util.List;

import org.mailmend.knowledge.ui.internal.PageRef;

/** The pages that were visited one after the other, as in a web browser: a new page ends the way forward. */
public final class Visits {
    private static final int MOST = 100;

    private final List<PageRef> pages = new ArrayList<>();
    private int current = -1;

    /** Goes to a page; nothing happens when it is the current one. */
    public void visit(PageRef page) {
        if (page.equals(current())) {
            return;
        }
        pages.subList(current + 1, pages.size()).clear();
        pages.add(page);
        if (pages.size() > MOST) {
            pages.removeFirst();
        }
        current = pages.size() - 1;
    }

    /** Puts a page in the place of the current one: the same in another language. */
    public void replace(PageRef page) {
        pages.set(current, page);
    }

    /** The page that is shown; null before the first visit. */
    public PageRef current() {
        return current < 0 ? null : pages.get(current);
    }

    /** Whether there is a page before the current one. */
    public boolean canBack() {
        return current > 0;
    }

    /** Whether there is a page after the current one. */
    public boolean canForward() {
        return current < pages.size() - 1;
    }

    /** Goes one page back, or stays. */
    public PageRef back() {
        if (canBack()) {
            current--;
        }
        return current();
    }

    /** Goes one page forward, or stays. */
    public PageRef forward() {
        if (canForward()) {
            current++;
        }
        return current();
    }
}
