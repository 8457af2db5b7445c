package org.mailmend.knowledge.ui.internal.own;

import java.util.ArrayDeque;
import java.util.Deque;

import org.eclipse.swt.custom.StyledText;

/** Undoes and repeats what was typed into a field. Letters typed one after the other are one step. */
final class Edits {
    private static final int MOST = 1000;
    /** Letters typed within this time are one step, in milliseconds. */
    private static final long PAUSE = 1500;

    /** A change: what stood at a place before, and what stands there now. */
    private record Edit(int start, String before, String after) {
    }

    private final StyledText field;
    private final Deque<Edit> done = new ArrayDeque<>();
    private final Deque<Edit> undone = new ArrayDeque<>();
    private boolean replaying;
    private long last;

    Edits(StyledText field) {
        this.field = field;
        field.addExtendedModifyListener(event -> {
            if (!replaying) {
                record(new Edit(event.start, event.replacedText, field.getTextRange(event.start, event.length)));
            }
        });
    }

    private void record(Edit edit) {
        undone.clear();
        long now = System.nanoTime() / 1_000_000;
        Edit before = done.peek();
        boolean follows = before != null && now - last < PAUSE && edit.before.isEmpty() && before.before.isEmpty()
                && edit.after.length() == 1 && !edit.after.isBlank() && edit.start == before.start + before.after.length();
        last = now;
        if (follows) {
            done.pop();
            done.push(new Edit(before.start, "", before.after + edit.after));
        } else {
            done.push(edit);
            if (done.size() > MOST) {
                done.removeLast();
            }
        }
    }

    boolean canUndo() {
        return !done.isEmpty();
    }

    boolean canRedo() {
        return !undone.isEmpty();
    }

    void undo() {
        if (canUndo()) {
            Edit edit = done.pop();
            undone.push(edit);
            replace(edit.start, edit.after.length(), edit.before);
        }
    }

    void redo() {
        if (canRedo()) {
            Edit edit = undone.pop();
            done.push(edit);
            replace(edit.start, edit.before.length(), edit.after);
        }
    }

    private void replace(int start, int length, String text) {
        replaying = true;
        field.replaceTextRange(start, length, text);
        replaying = false;
        field.setSelection(start + text.length());
        field.showSelection();
        last = 0;
    }

    /** Forgets everything: the field holds another text. */
    void clear() {
        done.clear();
        undone.clear();
    }
}
