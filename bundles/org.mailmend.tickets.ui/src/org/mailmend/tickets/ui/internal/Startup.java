package org.mailmend.tickets.ui.internal;

import org.eclipse.ui.IStartup;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.internal.intake.IntakeCentre;

/** Opens the tickets with Mailmend, and begins to take mail in. */
public final class Startup implements IStartup {
    @Override
    public void earlyStartup() {
        // in this order: what is taken in ends before the tickets are closed
        IntakeCentre.get().start();
        Desk.get().start();
    }
}
