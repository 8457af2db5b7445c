package org.mailmend.tickets.ui.internal.everything;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.quickaccess.QuickAccessElement;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.workbench.TicketDraft;

/** Finds people; what opens is the newest ticket of them, or a new one where they have none. */
public final class ContactsComputer extends DeskComputer {

    @Override
    CompletableFuture<List<QuickAccessElement>> find(String query) {
        return Desk.get().ask(store -> {
            List<QuickAccessElement> found = new ArrayList<>();
            for (Contact contact : store.contacts(query, MOST)) {
                String mail = contact.mail() == null || contact.mail().equals(contact.shown()) ? "" : " · " + contact.mail();
                String place = contact.organisation() == null ? "" : " · " + contact.organisation().name();
                found.add(
                        new DeskElement("contact/" + contact.id(), contact.shown() + mail + place, query, found.size(), "contact",
                                () -> open(contact)));
            }
            return found;
        });
    }

    private static void open(Contact contact) {
        Display display = Display.getCurrent();
        Desk.get().ask(store -> store.list(TicketFilter.all().withRequester(contact.id()), TicketSort.CREATED, false, 0, 1))
                .thenAccept(newest -> display.asyncExec(() -> {
                    if (newest.isEmpty()) {
                        Desk.get().create(TicketDraft.of("").withRequester(contact.mail()));
                    } else {
                        Desk.get().open(newest.getFirst().number());
                    }
                }));
    }
}
