package org.mailmend.training.ui.internal;

import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;

/** Ways from one view to another. Called in the UI thread. */
final class Places {
    private Places() {
    }

    /** Shows a view; null when it cannot be shown. */
    static IViewPart show(String view) {
        try {
            return PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage().showView(view);
        } catch (PartInitException e) {
            ILog.of(Places.class).error("The view cannot be shown", e);
            return null;
        }
    }
}
