package org.mailmend.tickets.ui.internal.list;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

import org.mailmend.tickets.Status;
import org.mailmend.tickets.TicketFilter;

/** The filters that are always there. */
enum Preset {
    OPEN, MINE, UNASSIGNED, WAITING, OVERDUE, ALL;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String text() {
        return switch (this) {
            case OPEN -> Messages.Preset_open;
            case MINE -> Messages.Preset_mine;
            case UNASSIGNED -> Messages.Preset_unassigned;
            case WAITING -> Messages.Preset_waiting;
            case OVERDUE -> Messages.Preset_overdue;
            case ALL -> Messages.Preset_all;
        };
    }

    TicketFilter filter(String technician, Instant now) {
        return switch (this) {
            case OPEN -> TicketFilter.open();
            case MINE -> TicketFilter.open().withAssignee(technician);
            case UNASSIGNED -> TicketFilter.open().withAssignee("");
            case WAITING -> TicketFilter.all().withStatuses(Set.of(Status.WAITING_FOR_USER, Status.WAITING_FOR_ADMINISTRATOR));
            case OVERDUE -> TicketFilter.all().withOverdue(now);
            case ALL -> TicketFilter.all();
        };
    }
}
