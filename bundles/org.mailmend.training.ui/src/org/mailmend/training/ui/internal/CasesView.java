package org.mailmend.training.ui.internal;

import org.eclipse.swt.widgets.Composite;

/** The cases for technicians. */
public final class CasesView extends View {
    private CasesPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new CasesPane(parent);
    }

    @Override
    public void setFocus() {
        pane.focus();
    }
}
