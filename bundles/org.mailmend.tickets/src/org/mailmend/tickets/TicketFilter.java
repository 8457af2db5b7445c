package org.mailmend.tickets;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.mailmend.diagnosis.CauseId;

/**
 * Which tickets are wanted. Immutable; made with {@link #all} and the {@code with…} methods. What was thrown away or merged into
 * another is never among them.
 *
 * @param statuses     any of these; empty for all
 * @param assignee     this technician's; empty for those of nobody; null for all
 * @param overdue      those that are open after their time, as of then; null for all
 * @param causes       any of these; {@code UNKNOWN} stands for those without a cause too; empty for all
 * @param client       this client; null for all
 * @param route        this route; null for all
 * @param organisation id of the requester's organisation; 0 for those of none; null for all
 * @param requester    id of the requester; null for all
 * @param tag          those with this tag; null for all
 * @param text         those with this in their subject, or in the name or address of their requester; null for all
 * @param from         made at that time or later; null for all
 * @param to           made before that time; null for all
 * @param numbers      any of these; null for all
 */
public record TicketFilter(Set<Status> statuses, String assignee, Instant overdue, Set<CauseId> causes, String client,
        String route, Long organisation, Long requester, String tag, String text, Instant from, Instant to, List<Long> numbers) {
    private static final TicketFilter ALL = new TicketFilter(Set.of(), null, null, Set.of(), null, null, null, null, null, null,
            null, null, null);

    public TicketFilter {
        statuses = Set.copyOf(statuses);
        causes = Set.copyOf(causes);
        numbers = numbers == null ? null : List.copyOf(numbers);
    }

    /** All tickets. */
    public static TicketFilter all() {
        return ALL;
    }

    /** Those that are open. */
    public static TicketFilter open() {
        Set<Status> open = EnumSet.allOf(Status.class);
        open.removeIf(status -> !status.isOpen());
        return ALL.withStatuses(open);
    }

    public TicketFilter withStatuses(Collection<Status> value) {
        return new TicketFilter(Set.copyOf(value), assignee, overdue, causes, client, route, organisation, requester, tag, text,
                from,
                to, numbers);
    }

    public TicketFilter withAssignee(String value) {
        return new TicketFilter(statuses, value, overdue, causes, client, route, organisation, requester, tag, text, from, to,
                numbers);
    }

    public TicketFilter withOverdue(Instant value) {
        return new TicketFilter(statuses, assignee, value, causes, client, route, organisation, requester, tag, text, from, to,
                numbers);
    }

    public TicketFilter withCauses(Collection<CauseId> value) {
        return new TicketFilter(statuses, assignee, overdue, Set.copyOf(value), client, route, organisation, requester, tag, text,
                from, to, numbers);
    }

    public TicketFilter withClient(String value) {
        return new TicketFilter(statuses, assignee, overdue, causes, value, route, organisation, requester, tag, text, from, to,
                numbers);
    }

    public TicketFilter withRoute(String value) {
        return new TicketFilter(statuses, assignee, overdue, causes, client, value, organisation, requester, tag, text, from, to,
                numbers);
    }

    public TicketFilter withOrganisation(Long value) {
        return new TicketFilter(statuses, assignee, overdue, causes, client, route, value, requester, tag, text, from, to,
                numbers);
    }

    public TicketFilter withRequester(Long value) {
        return new TicketFilter(statuses, assignee, overdue, causes, client, route, organisation, value, tag, text, from, to,
                numbers);
    }

    public TicketFilter withTag(String value) {
        return new TicketFilter(statuses, assignee, overdue, causes, client, route, organisation, requester, value, text, from,
                to,
                numbers);
    }

    public TicketFilter withText(String value) {
        return new TicketFilter(statuses, assignee, overdue, causes, client, route, organisation, requester, tag, value, from, to,
                numbers);
    }

    public TicketFilter withPeriod(Instant start, Instant end) {
        return new TicketFilter(statuses, assignee, overdue, causes, client, route, organisation, requester, tag, text, start,
                end,
                numbers);
    }

    public TicketFilter withNumbers(Collection<Long> value) {
        return new TicketFilter(statuses, assignee, overdue, causes, client, route, organisation, requester, tag, text, from, to,
                value == null ? null : List.copyOf(value));
    }
}
