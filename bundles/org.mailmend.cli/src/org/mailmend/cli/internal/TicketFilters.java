package org.mailmend.cli.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.TicketStore;

/** The options that say which tickets are wanted. */
final class TicketFilters {
    private static final int PAGE = 500;

    private TicketFilters() {
    }

    static List<Option> options() {
        return List.of(new Option("--status", String.join("|", Choices.ids(Status.values(), Status::id)),
                Choices.ids(Status.values(), Status::id), "option.ticket.filter.status", true),
                Option.flag("--open", "option.ticket.filter.open"), Option.flag("--overdue", "option.ticket.filter.overdue"),
                Option.value("--assignee", "NAME", "option.ticket.filter.assignee"),
                Option.values("--cause", "CAUSE", "option.ticket.filter.cause"),
                Option.value("--client", "ID", "option.ticket.filter.client"),
                Option.value("--tag", "TAG", "option.ticket.filter.tag"),
                Option.value("--text", "TEXT", "option.ticket.filter.text"));
    }

    static Option sort() {
        return Option.choice("--sort", "option.ticket.sort", sorts());
    }

    private static List<String> sorts() {
        return Arrays.stream(TicketSort.values()).map(sort -> sort.name().toLowerCase(Locale.ROOT)).toList();
    }

    static TicketSort sort(Arguments arguments) {
        return arguments.has("--sort") ? TicketSort.valueOf(arguments.get("--sort").toUpperCase(Locale.ROOT)) : TicketSort.NUMBER;
    }

    static TicketFilter filter(Arguments arguments) throws UsageException {
        TicketFilter filter = arguments.has("--open") ? TicketFilter.open() : TicketFilter.all();
        if (!arguments.all("--status").isEmpty()) {
            filter = filter.withStatuses(arguments.all("--status").stream().map(id -> Status.fromId(id).orElseThrow()).toList());
        }
        if (arguments.has("--overdue")) {
            filter = filter.withOverdue(Instant.now());
        }
        List<CauseId> causes = new ArrayList<>();
        for (String name : arguments.all("--cause")) {
            CauseId cause = Choices.find(CauseId.values(), CauseId::name, name.toUpperCase(Locale.ROOT));
            if (cause == null) {
                throw Nearest.complaint("usage.ticket.cause", name, Choices.ids(CauseId.values(), CauseId::name));
            }
            causes.add(cause);
        }
        return filter.withCauses(causes).withAssignee(arguments.get("--assignee")).withClient(arguments.get("--client"))
                .withTag(arguments.get("--tag")).withText(arguments.get("--text"));
    }

    /** What is done with each ticket. */
    @FunctionalInterface
    interface Each {
        void take(Ticket ticket) throws java.io.IOException;
    }

    /** Goes through tickets in order without holding all of them; returns how many there were. */
    static long each(TicketStore store, TicketFilter filter, TicketSort sort, boolean ascending, long most, Each each)
            throws java.io.IOException {
        List<Long> numbers = store.numbers(filter, sort, ascending);
        long count = Math.min(most, numbers.size());
        for (int i = 0; i < count; i += PAGE) {
            List<Long> some = numbers.subList(i, (int) Math.min(count, i + (long) PAGE));
            for (Ticket ticket : store.list(filter.withNumbers(some), sort, ascending, 0, PAGE)) {
                each.take(ticket);
            }
        }
        return count;
    }
}
