-- Tables of the organisation. Times are milliseconds since 1970; where a text can be missing it is empty.

-- The last numbers that were given out. Whoever writes takes the row of events first, so that events are in order for all.
create table org_counter (name text primary key, value bigint not null);
insert into org_counter (name, value) values ('event', 0), ('item', 0), ('check', 0), ('wave', 0), ('message', 0);

create table org_item (
    id bigint primary key,
    version bigint not null,
    kind text not null,
    f_name text not null,
    f_mail text not null,
    f_client text not null,
    f_program text not null,
    f_version text not null,
    f_account text not null,
    f_site text not null,
    f_department text not null,
    f_host text not null,
    f_serial text not null,
    f_owner text not null,
    f_language text not null,
    f_protocols text not null,
    f_sign_in text not null,
    f_server text not null,
    f_last_used text not null,
    f_two_step text not null,
    f_receives text not null,
    f_recipients text not null,
    f_static_ip text not null,
    f_network text not null,
    f_note text not null,
    f_other text not null,
    merged bigint not null,
    removed bigint not null,
    changed bigint not null);

-- What tells an item from all others: whoever has the same is the same.
create table org_key (name text primary key, item bigint not null references org_item (id));
create index org_key_item on org_key (item);

create table org_link (
    a bigint not null references org_item (id),
    b bigint not null references org_item (id),
    kind text not null,
    primary key (a, b, kind));
create index org_link_b on org_link (b);

create table org_event (
    id bigint primary key,
    change bigint not null,
    item bigint not null,
    at bigint not null,
    who text not null,
    source text not null,
    kind text not null,
    field text not null,
    before text not null,
    after text not null);
create index org_event_item on org_event (item, id);
create index org_event_change on org_event (change, id);

create table org_setting (owner text not null, name text not null, value text not null, primary key (owner, name));

-- What the tester found.
create table org_check (
    id bigint primary key,
    item bigint not null references org_item (id),
    at bigint not null,
    target text not null,
    verdict text not null,
    cause text not null,
    detail text not null);
create index org_check_item on org_check (item, id);

create table org_wave (
    id bigint primary key,
    name text not null,
    starts text not null,
    ends text not null,
    capacity bigint not null,
    note text not null);

-- How far each item is.
create table org_state (
    item bigint primary key references org_item (id),
    state text not null,
    wave bigint not null,
    proof text not null,
    proved bigint not null,
    until text not null,
    reason text not null,
    answered bigint not null,
    at bigint not null,
    who text not null);
create index org_state_wave on org_state (wave);

-- Announcements that were sent.
create table org_message (
    id bigint primary key,
    wave bigint not null,
    recipient text not null,
    channel text not null,
    language text not null,
    subject text not null,
    message_id text not null,
    at bigint not null,
    result text not null,
    detail text not null);
create index org_message_wave on org_message (wave, id);
create table org_message_item (message bigint not null references org_message (id), item bigint not null, primary key (message, item));

create table org_ticket (item bigint not null references org_item (id), ticket bigint not null, primary key (item, ticket));
