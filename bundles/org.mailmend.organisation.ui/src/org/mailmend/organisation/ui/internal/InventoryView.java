package org.mailmend.organisation.ui.internal;

import org.eclipse.swt.widgets.Composite;
import org.mailmend.organisation.ui.OrganisationPlace;

/** What the organisation has, and what each of it needs. */
public final class InventoryView extends View {
    private InventoryPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new InventoryPane(parent);
        keys();
        handle(OrganisationPlace.COMMAND_UNDO, pane::undo);
        handle(OrganisationPlace.COMMAND_REMOVE, pane::remove);
    }

    /** Shows only these items, under a heading. */
    void show(java.util.Set<Long> items, String words) {
        pane.restrict(items, words);
    }

    @Override
    public void setFocus() {
        pane.focus();
    }
}
