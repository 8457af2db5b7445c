package org.mailmend.training.ui.internal;

import org.eclipse.swt.widgets.Composite;
import org.mailmend.training.ui.TrainingPlace;

/** Runs a session. */
public final class RunView extends View {
    private RunPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new RunPane(parent);
        keys(TrainingPlace.CONTEXT);
        handle(TrainingPlace.COMMAND_START, pane::present, pane::canPresent);
        handle(TrainingPlace.COMMAND_NEXT, () -> pane.step(1));
        handle(TrainingPlace.COMMAND_BACK, () -> pane.step(-1));
    }

    @Override
    public void setFocus() {
        pane.focus();
    }
}
