-- The blocks that publishers repeat, by the hash of their words, with the words for people to see.
create table furniture (
    publisher_id bigint not null references publishers (id),
    mark bigint not null,
    words text not null,
    -- In how many different articles it stood when it was found.
    articles bigint not null,
    found_at bigint not null,
    primary key (publisher_id, mark)
) without rowid;

-- How many articles have come since a publisher's furniture was looked for.
alter table publishers add column unlearned bigint not null default 0;
update publishers set unlearned = (select count(*) from articles where publisher_id = publishers.id);

-- Whether an article may hold what was found to be furniture since it was read.
alter table articles add column is_cluttered bigint not null default 0;

create index articles_cluttered on articles (id) where is_cluttered = 1;
