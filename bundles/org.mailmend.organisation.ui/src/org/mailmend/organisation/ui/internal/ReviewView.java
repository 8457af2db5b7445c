package org.mailmend.organisation.ui.internal;

import org.eclipse.swt.widgets.Composite;

/** The administrator's review. */
public final class ReviewView extends View {
    private ReviewPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new ReviewPane(parent);
        keys();
    }

    @Override
    public void setFocus() {
        pane.focus();
    }
}
