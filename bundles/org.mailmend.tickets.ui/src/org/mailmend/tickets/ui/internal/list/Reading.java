package org.mailmend.tickets.ui.internal.list;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.TicketStore;

/**
 * Reads all that the list shows at once, in the background.
 *
 * @param choice    which tickets
 * @param sort      their order
 * @param ascending its direction
 * @param best      whether what is found stands in the order of how well it fits
 * @param group     what they are put into groups by
 * @param closed    keys of the groups of which only the head is shown
 * @param visible   rows that are on the screen
 * @param who       the technician
 */
record Reading(Choice choice, TicketSort sort, boolean ascending, boolean best, Group group, Set<String> closed,
        List<Integer> visible, String who) {
    /** What the settings of own filters begin with. */
    static final String OWN = "filter.";
    static final int MOST_HITS = 1000;

    /**
     * What was read.
     *
     * @param rows   the rows
     * @param more   whether there are more than were looked for
     * @param counts how many tickets there are of each filter that is always there
     * @param own    the technician's own filters
     */
    record Loaded(Rows rows, boolean more, Map<Preset, Long> counts, Map<String, Choice> own) {
    }

    /** @param hits what the index found; null when nothing is looked for */
    Loaded read(TicketStore store, List<Long> hits) {
        TicketFilter filter = choice.filter(who, Instant.now());
        Rows rows;
        if (hits == null) {
            rows = new Rows(group.sections(store, filter), closed, sort, ascending);
            rows.fetchAll(store, who, visible);
        } else {
            List<Ticket> tickets = found(store, filter, hits);
            rows = Rows.of(tickets, store.unread(tickets, who));
        }
        return new Loaded(rows, hits != null && hits.size() >= MOST_HITS, counts(store, who), own(store, who));
    }

    private List<Ticket> found(TicketStore store, TicketFilter filter, List<Long> hits) {
        List<Ticket> tickets = hits.isEmpty() ? List.of()
                : store.list(filter.withNumbers(hits), sort, ascending, 0, MOST_HITS);
        if (tickets.isEmpty()) {
            // a part of a word, or of an address
            return store.list(filter.withText(choice.text()), sort, ascending, 0, MOST_HITS);
        }
        if (!best) {
            return tickets;
        }
        Map<Long, Ticket> byNumber = new LinkedHashMap<>();
        tickets.forEach(ticket -> byNumber.put(ticket.number(), ticket));
        return hits.stream().map(byNumber::get).filter(java.util.Objects::nonNull).toList();
    }

    private static Map<Preset, Long> counts(TicketStore store, String who) {
        Map<Preset, Long> counts = new EnumMap<>(Preset.class);
        Instant now = Instant.now();
        for (Preset preset : Preset.values()) {
            counts.put(preset, store.count(preset.filter(who, now)));
        }
        return counts;
    }

    private static Map<String, Choice> own(TicketStore store, String who) {
        Map<String, Choice> filters = new LinkedHashMap<>();
        store.settings(who, OWN).forEach((name, kept) -> filters.put(name.substring(OWN.length()), Choice.read(kept)));
        return filters;
    }
}
