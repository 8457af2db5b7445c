-- Tables of tickets, for SQLite and PostgreSQL alike. Times are milliseconds since 1970; where a text can be missing it is empty.

create table meta (name text primary key, value text not null);

-- The last numbers that were given out. Whoever writes takes the row of events first, so that events are in order for all.
create table counter (name text primary key, value bigint not null);
insert into counter (name, value) values ('event', 0), ('ticket', 0), ('entry', 0), ('contact', 0), ('organisation', 0),
    ('attachment', 0), ('link', 0);

create table organisation (
    id bigint primary key,
    version bigint not null,
    name text not null,
    domain text not null,
    note text not null,
    folded text not null);
create unique index organisation_folded on organisation (folded);

create table contact (
    id bigint primary key,
    version bigint not null,
    name text not null,
    mail text not null,
    phone text not null,
    organisation bigint references organisation (id),
    language text not null,
    note text not null,
    anonymous bigint not null,
    folded text not null);
create unique index contact_mail on contact (mail) where mail <> '';
create index contact_organisation on contact (organisation);

create table ticket (
    number bigint primary key,
    version bigint not null,
    subject text not null,
    requester bigint references contact (id),
    client text not null,
    client_version text not null,
    account text not null,
    provider text not null,
    priority text not null,
    status text not null,
    assignee text not null,
    due text not null,
    tags text not null,
    symptom text not null,
    cause text not null,
    certainty text not null,
    route text not null,
    steps text not null,
    done text not null,
    articles text not null,
    language text not null,
    merged_into bigint,
    removed text not null,
    -- 1 for one that lists have: neither removed nor merged
    shown bigint not null,
    created bigint not null,
    updated bigint not null,
    answered bigint,
    solved bigint,
    last_event bigint not null);
create index ticket_number on ticket (shown, number);
create index ticket_updated on ticket (shown, updated, number);
create index ticket_created on ticket (shown, created, number);
create index ticket_subject on ticket (shown, subject, number);
create index ticket_client on ticket (shown, client, number);
create index ticket_route on ticket (shown, route);
create index ticket_cause on ticket (shown, cause, number);
create index ticket_assignee on ticket (shown, assignee, number);
create index ticket_status on ticket (shown, status, assignee);
-- The very words of the orders in TicketTable.
create index ticket_due on ticket (shown, (case due when '' then '~' else due end), number);
create index ticket_priority_rank on ticket (shown, (case priority when 'low' then 0 when 'normal' then 1 when 'high' then 2 when 'urgent' then 3 end), number);
create index ticket_status_rank on ticket (shown, (case status when 'new' then 0 when 'in-progress' then 1 when 'waiting-for-user' then 2 when 'waiting-for-administrator' then 3 when 'solved' then 4 when 'closed' then 5 end), number);
create index ticket_requester on ticket (requester);

-- Messages, notes, evidence, work.
create table entry (
    id bigint primary key,
    ticket bigint not null references ticket (number),
    kind text not null,
    at bigint not null,
    who text not null,
    title text not null,
    body text not null,
    seconds bigint not null,
    state text not null,
    message_id text not null,
    data text not null,
    removed bigint not null);
create index entry_ticket on entry (ticket);
create index entry_message on entry (message_id) where message_id <> '';
create index entry_state on entry (state) where state <> '';

create table blob (hash text primary key, size bigint not null, content bytea not null);

create table attachment (
    id bigint primary key,
    entry bigint not null references entry (id),
    hash text not null references blob (hash),
    name text not null,
    type text not null,
    size bigint not null);
create index attachment_entry on attachment (entry);
create index attachment_hash on attachment (hash);

create table link (id bigint primary key, a bigint not null references ticket (number), b bigint not null references ticket (number), kind text not null);
create unique index link_all on link (a, b, kind);
create index link_b on link (b);

create table event (
    id bigint primary key,
    change bigint not null,
    subject text not null,
    number bigint not null,
    at bigint not null,
    who text not null,
    kind text not null,
    field text not null,
    before text not null,
    after text not null);
create index event_number on event (subject, number, id);
create index event_change on event (change);

-- What came in by mail, so that nothing comes in twice; the key is a hash of what makes a message the same.
create table received (hash text primary key, entry bigint not null references entry (id));
create index received_entry on received (entry);

-- How far a mailbox was read.
create table intake (source text primary key, validity bigint not null, uid bigint not null);

-- What each technician has seen.
create table seen (ticket bigint not null, who text not null, event bigint not null, primary key (ticket, who));

-- Templates and saved filters; the owner is empty for what belongs to all.
create table setting (owner text not null, name text not null, value text not null, primary key (owner, name))
