create table probe_link (a bigint not null references probe_item (id), b bigint not null references probe_item (id), primary key (a, b));
