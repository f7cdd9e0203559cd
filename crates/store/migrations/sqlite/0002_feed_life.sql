-- Where a feed says that it has moved for good, and how many polls in a row said so.
alter table feeds add column moved_to text;
alter table feeds add column moved_polls bigint not null default 0;
-- How many pages were fetched for the full text, how many gave more than the feed, and when the last one was.
alter table feeds add column pages_tried bigint not null default 0;
alter table feeds add column pages_helped bigint not null default 0;
alter table feeds add column page_tried_at bigint;
-- The feed (an index of sitemaps) that led to this one.
alter table feeds add column index_id bigint references feeds (id);

create index feeds_of_index on feeds (index_id) where index_id is not null;

-- The addresses that feeds had before they moved.
create table former_addresses (
    url text primary key,
    feed_id bigint not null references feeds (id)
);

-- When it came out, as far as can be told; null when neither the feed nor the polls tell.
alter table entries add column time bigint;

create index entries_by_time on entries (feed_id, time) where time is not null;

-- By what an entry is known again when its publisher changes its id: hashes of its address, headline, date and text.
create table entry_marks (
    feed_id bigint not null references feeds (id),
    kind text not null,
    mark bigint not null,
    entry_id bigint not null references entries (id),
    primary key (feed_id, kind, mark, entry_id)
) without rowid;

create index entry_marks_of_entry on entry_marks (entry_id);
