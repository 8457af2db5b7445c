-- A part for tests.
create table probe_counter (name text primary key, value bigint not null);
insert into probe_counter (name, value) values ('item', 0);
create table probe_item (id bigint primary key, name text not null);
