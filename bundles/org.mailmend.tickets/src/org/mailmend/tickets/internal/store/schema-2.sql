-- Everything that reports count, so that they read this and not the texts of the tickets.
create index ticket_report on ticket (shown, created, status, cause, client, route, assignee, requester, answered, solved)
