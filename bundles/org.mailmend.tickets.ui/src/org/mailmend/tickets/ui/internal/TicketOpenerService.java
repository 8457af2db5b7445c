package org.mailmend.tickets.ui.internal;

import org.mailmend.tickets.ui.Desk;
import org.mailmend.workbench.TicketDraft;
import org.mailmend.workbench.TicketOpener;
import org.osgi.service.component.annotations.Component;

/** Opens tickets for views that do not know this bundle. */
@Component
public final class TicketOpenerService implements TicketOpener {
    @Override
    public void open(long number) {
        Desk.get().open(number);
    }

    @Override
    public void create(TicketDraft draft) {
        Desk.get().create(draft);
    }

    @Override
    public void attach(TicketDraft draft) {
        Desk.get().attach(draft);
    }
}
