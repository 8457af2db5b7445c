-- Tables of onboarding sessions, for SQLite and PostgreSQL alike. Times are milliseconds since 1970; what can be missing is empty.

create table training_session (
    id text primary key,
    title text not null,
    course text not null,
    language text not null,
    start_at bigint not null,
    zone text not null,
    place text not null,
    link text not null,
    trainer text not null,
    plan text not null,
    status text not null);

create table training_attendee (
    id text primary key,
    session text not null references training_session (id),
    name text not null,
    mail text not null,
    client text not null,
    organisation text not null,
    attendance text not null);
create index training_attendee_session on training_attendee (session);

create table training_note (
    id text primary key,
    session text not null references training_session (id),
    kind text not null,
    attendee text not null,
    part text not null,
    body text not null,
    answer text not null,
    done bigint not null,
    ticket bigint not null,
    noted_at bigint not null);
create index training_note_session on training_note (session);

create table training_result (
    session text not null references training_session (id),
    attendee text not null,
    part text not null,
    item text not null,
    answer text not null,
    passed bigint not null,
    seconds bigint not null,
    reached_at bigint not null,
    primary key (session, attendee, part, item));
