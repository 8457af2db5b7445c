package org.mailmend.tickets.ui.internal.list;

import java.time.Instant;
import java.util.Locale;
import java.util.function.UnaryOperator;

import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.ui.Ages;
import org.mailmend.tickets.ui.Language;

/** The columns of the list, the most important first. */
enum ListColumn {
    NUMBER(TicketSort.NUMBER, 56, true), SUBJECT(TicketSort.SUBJECT, 230, true), STATUS(TicketSort.STATUS, 160, true),
    REQUESTER(TicketSort.REQUESTER, 110, true), DUE(TicketSort.DUE, 92, true), ASSIGNEE(TicketSort.ASSIGNEE, 84, true),
    UPDATED(TicketSort.UPDATED, 92, true), PRIORITY(TicketSort.PRIORITY, 80, false), CLIENT(TicketSort.CLIENT, 140, false),
    CAUSE(TicketSort.CAUSE, 200, false), CREATED(TicketSort.CREATED, 100, false), ORGANISATION(null, 120, false),
    TAGS(null, 100, false);

    /** What it is sorted by; null when it cannot be sorted by. */
    final TicketSort sort;
    /** Its width at first, in pixels at 96 dots an inch. */
    final int width;
    /** Whether it is there at first. */
    final boolean usual;

    ListColumn(TicketSort sort, int width, boolean usual) {
        this.sort = sort;
        this.width = width;
        this.usual = usual;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return switch (this) {
            case NUMBER -> Messages.Column_number;
            case SUBJECT -> Messages.Column_subject;
            case STATUS -> Messages.Column_status;
            case REQUESTER -> Messages.Column_requester;
            case DUE -> Messages.Column_due;
            case ASSIGNEE -> Messages.Column_assignee;
            case UPDATED -> Messages.Column_updated;
            case PRIORITY -> Messages.Column_priority;
            case CLIENT -> Messages.Column_client;
            case CAUSE -> Messages.Column_cause;
            case CREATED -> Messages.Column_created;
            case ORGANISATION -> Messages.Column_organisation;
            case TAGS -> Messages.Column_tags;
        };
    }

    /**
     * What stands in it.
     *
     * @param clients gives the name of a client by its id
     */
    String text(Ticket ticket, Instant now, UnaryOperator<String> clients) {
        Locale locale = Language.locale();
        Contact requester = ticket.requester();
        return switch (this) {
            case NUMBER -> String.valueOf(ticket.number());
            case SUBJECT -> ticket.subject();
            case STATUS -> ticket.status().text(locale);
            case REQUESTER -> requester == null ? "" : requester.shown();
            case DUE -> Ages.relative(ticket.due(), now);
            case ASSIGNEE -> ticket.assignee() == null ? "" : ticket.assignee();
            case UPDATED -> Ages.relative(ticket.updated(), now);
            case PRIORITY -> ticket.priority().text(locale);
            case CLIENT -> ticket.client() == null ? "" : clients.apply(ticket.client());
            case CAUSE -> cause(ticket.cause());
            case CREATED -> Ages.relative(ticket.created(), now);
            case ORGANISATION -> requester == null || requester.organisation() == null ? "" : requester.organisation().name();
            case TAGS -> String.join(", ", ticket.tags());
        };
    }

    static String cause(CauseId cause) {
        return cause == null ? "" : Catalogue.get().text(cause, Language.locale()).summary();
    }

    /** What the tooltip says; null for nothing. */
    String tip(Ticket ticket, UnaryOperator<String> clients) {
        return switch (this) {
            case DUE -> Ages.exact(ticket.due());
            case UPDATED -> Ages.exact(ticket.updated());
            case CREATED -> Ages.exact(ticket.created());
            case REQUESTER -> {
                Contact requester = ticket.requester();
                yield requester == null ? ""
                        : requester.name() + (requester.mail() == null ? "" : "\n" + requester.mail())
                                + (requester.phone() == null ? "" : "\n" + requester.phone());
            }
            case STATUS -> Messages.Tip_status;
            case ASSIGNEE -> Messages.Tip_assignee;
            default -> text(ticket, Instant.EPOCH, clients);
        };
    }
}
