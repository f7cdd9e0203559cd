-- Whether a name of an entity is known that means it everywhere: of a person more than one word.
alter table entities add column is_whole integer not null default 1;
