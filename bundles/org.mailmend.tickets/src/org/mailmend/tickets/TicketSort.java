package org.mailmend.tickets;

/** What tickets are put in order by. */
public enum TicketSort {
    NUMBER, SUBJECT, REQUESTER, CLIENT, CAUSE, PRIORITY, STATUS, ASSIGNEE, DUE, CREATED, UPDATED
}
