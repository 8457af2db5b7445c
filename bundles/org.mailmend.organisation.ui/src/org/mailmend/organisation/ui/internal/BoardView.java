package org.mailmend.organisation.ui.internal;

import org.eclipse.swt.widgets.Composite;

/** How far the move is. */
public final class BoardView extends View {
    private BoardPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new BoardPane(parent);
        keys();
    }

    @Override
    public void setFocus() {
        pane.focus();
    }
}
