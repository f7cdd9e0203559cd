-- The articles that an article showed to belong to another story: news::Moved.
alter table placements add column moved text not null default '[]';

-- Articles that have left a story. Where they are by now, their placements say.
create table departures (
    story_id bigint not null references stories (id),
    article_id bigint not null references articles (id),
    primary key (story_id, article_id)
) without rowid;

-- What readers said of two articles. Never deleted.
create table corrections (
    id integer primary key autoincrement,
    article_id bigint not null references articles (id),
    other_id bigint not null references articles (id),
    verdict text not null,
    given_at bigint not null,
    -- The articles that it moved; null while it waits.
    moved text,
    check (article_id <> other_id)
);

create index corrections_of_article on corrections (article_id, other_id);
create index corrections_of_other on corrections (other_id, article_id);
create index corrections_waiting on corrections (id) where moved is null;
