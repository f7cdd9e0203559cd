-- Who and what articles name.
create table entities (
    id integer primary key,
    kind text not null,
    -- Its number in an imported list of names.
    known_as text,
    -- What it is called most.
    name text not null,
    articles bigint not null default 0,
    -- When the newest article came out that names it.
    last_at bigint not null default 0
);

create index entities_by_time on entities (last_at, id);

-- What each article calls it.
create table namings (
    article_id bigint not null references articles (id),
    entity_id bigint not null references entities (id),
    name text not null,
    -- Of the article at that time.
    language text not null,
    mentions bigint not null,
    primary key (article_id, entity_id, name)
) without rowid;

create index namings_of_entity on namings (entity_id, article_id);

-- What it is called in all of them, by language: the sum of the namings.
create table entity_names (
    entity_id bigint not null references entities (id),
    name text not null,
    language text not null,
    mentions bigint not null,
    primary key (entity_id, name, language)
) without rowid;

-- Lists of names that were imported.
create table known_names (
    known_as text not null,
    name text not null,
    language text not null,
    kind text not null,
    primary key (known_as, name, language)
) without rowid;
