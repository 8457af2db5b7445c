package org.mailmend.tickets.ui.internal.dashboard;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.part.ViewPart;

/** The view with figures about the tickets. */
public final class DashboardView extends ViewPart {
    /** Its id. */
    public static final String ID = "org.mailmend.tickets.ui.dashboard";

    private DashboardPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new DashboardPane(parent);
    }

    /** What it shows. */
    public DashboardPane pane() {
        return pane;
    }

    @Override
    public void setFocus() {
        pane.setFocus();
    }
}
