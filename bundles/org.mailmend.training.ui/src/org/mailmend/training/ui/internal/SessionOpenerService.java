package org.mailmend.training.ui.internal;

import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.mailmend.training.ui.TrainingPlace;
import org.mailmend.workbench.SessionOpener;
import org.osgi.service.component.annotations.Component;

/** Opens sessions for views that do not know this bundle. */
@Component
public final class SessionOpenerService implements SessionOpener {
    @Override
    public void open(String session) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window == null) {
            return;
        }
        try {
            PlatformUI.getWorkbench().showPerspective(TrainingPlace.PERSPECTIVE, window);
        } catch (WorkbenchException e) {
            ILog.of(SessionOpenerService.class).error("The Training place cannot be shown", e);
            return;
        }
        School.get().select(session);
        Places.show(TrainingPlace.SESSIONS);
        // it may have been made elsewhere since the list was read
        School.get().changed();
    }
}
