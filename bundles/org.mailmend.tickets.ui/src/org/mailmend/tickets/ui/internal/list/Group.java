package org.mailmend.tickets.ui.internal.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.mailmend.tickets.Field;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStore;

/** What tickets of a list can be put into groups by. */
enum Group {
    NONE, STATUS, ASSIGNEE, CLIENT;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String text() {
        return switch (this) {
            case NONE -> Messages.Group_none;
            case STATUS -> Messages.Column_status;
            case ASSIGNEE -> Messages.Column_assignee;
            case CLIENT -> Messages.Column_client;
        };
    }

    /**
     * The groups of the tickets of a filter.
     *
     * @param filter whose tickets they are
     * @return one without a key when there are no groups
     */
    List<Section> sections(TicketStore store, TicketFilter filter) {
        List<Section> sections = new ArrayList<>();
        if (this == NONE) {
            sections.add(new Section(null, filter, store.count(filter)));
            return sections;
        }
        switch (this) {
            case STATUS -> {
                Map<String, Long> counts = store.countBy(filter, Field.STATUS);
                for (Status status : Status.values()) {
                    long count = counts.getOrDefault(status.id(), 0L);
                    if (count > 0) {
                        sections.add(new Section(status.id(), filter.withStatuses(Set.of(status)), count));
                    }
                }
            }
            case ASSIGNEE -> store.countBy(filter, Field.ASSIGNEE)
                    .forEach((name, count) -> sections.add(new Section(name, filter.withAssignee(name), count)));
            case CLIENT -> store.countBy(filter, Field.CLIENT)
                    .forEach((name, count) -> sections.add(new Section(name, filter.withClient(name), count)));
            default -> throw new IllegalStateException();
        }
        return sections;
    }

    /**
     * A part of a list.
     *
     * @param key    what its tickets have in common: an id, a name, empty for nothing; null when it is the whole list
     * @param filter its tickets
     * @param count  how many there are
     */
    record Section(String key, TicketFilter filter, long count) {
    }
}
