-- What articles said at one time and another: news::Version, packed. Articles that never changed have none here.
create table versions (
    article_id bigint not null references articles (id),
    number bigint not null,
    capture_id bigint not null references captures (id),
    version blob not null,
    primary key (article_id, number)
) without rowid;

-- The capture that an article was first read from with the words that it has now; null: the one that it was read from last.
alter table readings add column since_id bigint references captures (id);
