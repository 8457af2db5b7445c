package org.mailmend.organisation.ui.internal;

import org.eclipse.swt.widgets.Composite;

/** The waves of the move, and how far each item is. */
public final class PlanView extends View {
    private PlanPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new PlanPane(parent);
        keys();
    }

    @Override
    public void setFocus() {
        pane.focus();
    }
}
