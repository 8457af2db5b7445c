package org.mailmend.tickets.ui.internal;

import org.eclipse.ui.IStartup;
import org.mailmend.tickets.ui.Desk;

/** Opens the tickets with Mailmend. */
public final class Startup implements IStartup {
    @Override
    public void earlyStartup() {
        Desk.get().start();
    }
}
