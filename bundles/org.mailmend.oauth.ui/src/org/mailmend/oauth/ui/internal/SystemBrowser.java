package org.mailmend.oauth.ui.internal;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.mailmend.oauth.Browser;

/** Opens the system's browser; tests put one of their own in its place. */
public final class SystemBrowser {
    private static volatile Browser browser = SystemBrowser::launch;

    private SystemBrowser() {
    }

    /** The browser; may be called in every thread. */
    public static Browser get() {
        return browser;
    }

    /** Takes another browser; null for the system's. */
    public static void use(Browser other) {
        browser = other == null ? SystemBrowser::launch : other;
    }

    private static void launch(URI address) throws IOException {
        Display display = PlatformUI.getWorkbench().getDisplay();
        AtomicBoolean opened = new AtomicBoolean();
        display.syncExec(() -> opened.set(Program.launch(address.toString())));
        if (!opened.get()) {
            throw new IOException("no browser");
        }
    }
}
