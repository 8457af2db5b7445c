package org.mailmend.tickets.ui.internal.everything;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.ui.quickaccess.QuickAccessElement;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.ui.Desk;

/** Finds tickets by all their texts, and by their number. */
public final class TicketsComputer extends DeskComputer {

    @Override
    CompletableFuture<List<QuickAccessElement>> find(String query) {
        Desk desk = Desk.get();
        return desk.find(query, MOST).thenCompose(numbers -> desk.ask(store -> {
            List<Long> wanted = new ArrayList<>();
            String number = query.startsWith("#") ? query.substring(1) : query;
            if (number.matches("[0-9]{1,18}")) {
                wanted.add(Long.parseLong(number));
            }
            numbers.stream().filter(each -> !wanted.contains(each)).forEach(wanted::add);
            List<QuickAccessElement> found = new ArrayList<>();
            for (long each : wanted) {
                store.ticket(each).ifPresent(ticket -> found.add(element(ticket, query, found.size())));
            }
            return found;
        }));
    }

    private static QuickAccessElement element(Ticket ticket, String query, int rank) {
        String subject = ticket.values().getOrDefault(Field.SUBJECT, "");
        String who = ticket.requester() == null ? "" : " · " + ticket.requester().shown();
        long number = ticket.number();
        return new DeskElement("ticket/" + number, "#" + number + " " + subject + who, query, rank, "ticket",
                () -> Desk.get().open(number));
    }
}
