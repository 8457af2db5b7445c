create table review_round (
  id bigint not null primary key,
  domain text not null,
  begun bigint not null,
  ended bigint
);
create table review_entry (
  round bigint not null references review_round (id),
  point text not null,
  status text not null,
  rating text,
  note text not null,
  evidence text not null,
  owner text not null,
  due text,
  changed bigint not null,
  primary key (round, point)
);
