package org.mailmend.tickets.ui.internal.create;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.workbench.TicketDraft;

/** Begins a new ticket. */
public final class NewTicketHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) {
        Desk.get().create(TicketDraft.of(""));
        return null;
    }
}
