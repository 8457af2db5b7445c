package org.mailmend.training.ui.internal;

import org.eclipse.swt.widgets.Composite;

/** The results of a session. */
public final class ResultsView extends View {
    private ResultsPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new ResultsPane(parent);
    }

    @Override
    public void setFocus() {
        pane.focus();
    }
}
