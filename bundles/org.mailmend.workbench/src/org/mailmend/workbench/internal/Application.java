package org.mailmend.workbench.internal;

import java.io.IOException;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.service.datalocation.Location;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.mailmend.workbench.Theme;

/** Opens the workbench, once for each data folder. */
public final class Application implements IApplication {

    @Override
    public Object start(IApplicationContext context) {
        Display.setAppName("Mailmend");
        Display display = PlatformUI.createDisplay();
        try {
            String obstacle = lock();
            if (obstacle != null) {
                context.applicationRunning();
                MessageDialog.openInformation(new Shell(display), Messages.Application_title, obstacle);
                return EXIT_OK;
            }
            Theme.prepare(display);
            Splash.open(display);
            int code = PlatformUI.createAndRunWorkbench(display, new Advisor());
            return code == PlatformUI.RETURN_RESTART ? EXIT_RESTART : EXIT_OK;
        } finally {
            Platform.getInstanceLocation().release();
            display.dispose();
        }
    }

    /** Takes the data folder for this process; a sentence for the user when that cannot be. */
    private static String lock() {
        Location location = Platform.getInstanceLocation();
        String folder = location.getURL() == null ? "" : location.getURL().getPath();
        try {
            return location.lock() ? null : NLS.bind(Messages.Application_inUse, folder);
        } catch (IOException e) {
            ILog.of(Application.class).error("The data folder cannot be locked", e);
            return NLS.bind(Messages.Application_notWritable, folder, e.getLocalizedMessage());
        }
    }

    @Override
    public void stop() {
        if (PlatformUI.isWorkbenchRunning()) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            display.syncExec(() -> {
                if (!display.isDisposed()) {
                    PlatformUI.getWorkbench().close();
                }
            });
        }
    }
}
