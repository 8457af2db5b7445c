package org.mailmend.organisation.ui.internal;

import java.util.Set;

import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.mailmend.organisation.ui.OrganisationPlace;

/** Ways from one view to another. Called in the UI thread. */
final class Places {
    private Places() {
    }

    /** Shows these items in the inventory, under these words. */
    static void inventory(Set<Long> items, String words) {
        try {
            ((InventoryView) PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage()
                    .showView(OrganisationPlace.VIEW_INVENTORY)).show(items, words);
        } catch (PartInitException e) {
            ILog.of(Places.class).error("The inventory cannot be shown", e);
        }
    }
}
