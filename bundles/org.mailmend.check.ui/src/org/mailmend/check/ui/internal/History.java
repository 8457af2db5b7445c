package org.mailmend.check.ui.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.mailmend.check.CheckResult;
import org.mailmend.check.ui.TesterInput;

/** The last checks of this session, the newest first, shared by all testers. Used in the UI thread only. */
public final class History {

    /**
     * A check that is over.
     *
     * @param input  what stood in the form
     * @param result what was found
     */
    public record Entry(TesterInput input, CheckResult result) {
    }

    /** How many are kept. */
    static final int SIZE = 100;

    private final List<Entry> entries = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    void add(Entry entry) {
        entries.addFirst(entry);
        if (entries.size() > SIZE) {
            entries.removeLast();
        }
        listeners.forEach(Runnable::run);
    }

    void remove(Entry entry) {
        entries.remove(entry);
        listeners.forEach(Runnable::run);
    }

    void clear() {
        entries.clear();
        listeners.forEach(Runnable::run);
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }
}
