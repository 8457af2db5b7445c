package org.mailmend.tickets.ui.internal.dashboard;

import java.util.function.Function;

import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStore;

/**
 * One bar of a chart.
 *
 * @param name   what it counts
 * @param value  how many tickets
 * @param second how many of another kind, for charts with two; -1 for none
 * @param opens  makes the filter of its tickets, in the background; null when it opens none
 */
record Bar(String name, long value, long second, Function<TicketStore, TicketFilter> opens) {
}
