-- What lists and reports ask of very many tickets is kept where they need not look at anything else.

-- What tickets are put in order by when it goes by requesters: the folded name of the contact, else its address.
alter table ticket add column requester_order text not null default '';
update ticket set requester_order = coalesce((select coalesce(nullif(c.folded, ''), c.mail) from contact c where c.id = ticket.requester), '');
create index ticket_requester_order on ticket (shown, requester_order, number);

-- Seconds of all entries that were not taken away.
alter table ticket add column worked bigint not null default 0;
update ticket set worked = coalesce((select sum(e.seconds) from entry e where e.ticket = ticket.number and e.removed = 0), 0);

drop index ticket_report;
create index ticket_report on ticket (shown, created, answered, solved, worked, status, assignee, cause, client, route, requester, number);
drop index ticket_subject;
create index ticket_subject on ticket (shown, subject, number, requester);
drop index ticket_route;
create index ticket_route on ticket (shown, route, number);
drop index ticket_requester;
create index ticket_requester on ticket (requester, shown, updated, number);
create index ticket_overdue on ticket (shown, (case due when '' then '~' else due end), number) where status <> 'solved' and status <> 'closed';
create index ticket_tags on ticket (tags, number) where tags <> ''
