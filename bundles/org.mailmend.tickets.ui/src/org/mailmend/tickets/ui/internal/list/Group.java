package org.mailmend.tickets.ui.internal.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.mailmend.tickets.Field;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.internal.Clients;
import org.mailmend.tickets.ui.internal.Drafted;

/** What tickets of a list can be put into groups by. */
enum Group {
    NONE, STATUS, CAUSE, CLIENT, ASSIGNEE, ORGANISATION;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String text() {
        return switch (this) {
            case NONE -> Messages.Group_none;
            case STATUS -> Messages.Column_status;
            case ASSIGNEE -> Messages.Column_assignee;
            case CAUSE -> Messages.Column_cause;
            case CLIENT -> Messages.Column_client;
            case ORGANISATION -> Messages.Column_organisation;
        };
    }

    /** The name of one of the groups. */
    String title(String key) {
        return switch (this) {
            case STATUS -> Status.fromId(key).map(status -> status.text(Language.locale())).orElse(key);
            case CAUSE -> key.isEmpty() ? Messages.Group_noCause : ListColumn.cause(Drafted.cause(key));
            case CLIENT -> key.isEmpty() ? Messages.Group_noClient : Clients.name(key);
            case ORGANISATION -> key.isEmpty() ? Messages.Group_noOrganisation : key;
            default -> key.isEmpty() ? Messages.Group_nobody : key;
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
            case CAUSE -> causes(filter, store.countBy(filter, Field.CAUSE), sections);
            case ORGANISATION -> organisations(store, filter, sections);
            default -> throw new IllegalStateException();
        }
        return sections;
    }

    /** Those whose cause is not known yet stand last. */
    private static void causes(TicketFilter filter, Map<String, Long> counts, List<Section> sections) {
        long unknown = 0;
        for (Map.Entry<String, Long> each : counts.entrySet()) {
            CauseId cause = Drafted.cause(each.getKey());
            if (cause == null || cause == CauseId.UNKNOWN) {
                unknown += each.getValue();
            } else {
                sections.add(new Section(cause.name(), filter.withCauses(Set.of(cause)), each.getValue()));
            }
        }
        if (unknown > 0) {
            sections.add(new Section("", filter.withCauses(Set.of(CauseId.UNKNOWN)), unknown));
        }
    }

    /** The largest first; those of nobody stand last. */
    private static void organisations(TicketStore store, TicketFilter filter, List<Section> sections) {
        Map<String, Long> counts = store.stats(filter).byOrganisation();
        counts.entrySet().stream().filter(each -> !each.getKey().isEmpty())
                .forEach(each -> store.organisation(each.getKey()).ifPresent(organisation -> sections
                        .add(new Section(each.getKey(), filter.withOrganisation(organisation.id()), each.getValue()))));
        long none = counts.getOrDefault("", 0L);
        if (none > 0) {
            sections.add(new Section("", filter.withOrganisation(0L), none));
        }
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
