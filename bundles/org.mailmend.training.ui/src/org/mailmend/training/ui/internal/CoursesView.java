package org.mailmend.training.ui.internal;

import org.eclipse.swt.widgets.Composite;
import org.mailmend.training.ui.TrainingPlace;

/** The courses. */
public final class CoursesView extends View {
    private CoursesPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new CoursesPane(parent);
        keys(TrainingPlace.CONTEXT_SESSIONS);
        handle(TrainingPlace.COMMAND_UNDO, pane::undo);
    }

    @Override
    public void setFocus() {
        pane.focus();
    }
}
