package org.mailmend.tickets.ui.internal.list;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;

import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** A sentence below the list about what was done or could not be done, with a way back. Not there while there is nothing to say. */
final class NoticeLine extends Composite {
    private final StatusLabel words;
    private final Button undo;

    /** @param takeBack takes back what the sentence tells of */
    NoticeLine(Composite parent, Runnable takeBack) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(8, 0).applyTo(this);
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).exclude(true).applyTo(this);
        setVisible(false);
        words = Widgets.id(new StatusLabel(this), "notice");
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(120, SWT.DEFAULT).applyTo(words);
        undo = EmptyPage.push(this, "notice.undo", Messages.Notice_undo, takeBack);
        EmptyPage.push(this, "notice.close", Messages.Notice_close, () -> say(null, null, false));
    }

    /** Says a sentence; null takes it away. */
    void say(State state, String sentence, boolean canUndo) {
        if (sentence != null) {
            words.set(state, sentence);
        }
        EmptyPage.showIf(undo, canUndo);
        EmptyPage.showIf(this, sentence != null);
        getParent().layout(true, true);
    }
}
