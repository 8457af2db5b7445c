package org.mailmend.training.ui.internal;

import org.eclipse.swt.widgets.Composite;
import org.mailmend.training.ui.TrainingPlace;

/** The sessions. */
public final class SessionsView extends View {
    private SessionsPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new SessionsPane(parent);
        keys(TrainingPlace.CONTEXT_SESSIONS);
        handle(TrainingPlace.COMMAND_UNDO, pane::undo);
    }

    @Override
    public void setFocus() {
        pane.focus();
    }
}
