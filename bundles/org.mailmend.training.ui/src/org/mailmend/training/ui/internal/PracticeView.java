package org.mailmend.training.ui.internal;

import org.eclipse.swt.widgets.Composite;

/** The practice server. */
public final class PracticeView extends View {
    private PracticePane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new PracticePane(parent);
    }

    @Override
    public void setFocus() {
        pane.focus();
    }
}
