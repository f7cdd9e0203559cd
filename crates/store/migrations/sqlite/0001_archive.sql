-- Times are microseconds since 1970, flags are 0 or 1, JSON is text where SQL may look into it and
-- bytes (compressed when long) where only the program does.

create table publishers (
    id integer primary key autoincrement,
    host text not null unique,
    name text not null,
    site text,
    icon_type text,
    icon blob
);

create table feeds (
    id integer primary key autoincrement,
    url text not null unique,
    title text,
    own_title text,
    site text,
    folder text,
    publisher_id bigint references publishers (id),
    language text,
    full_text text not null default 'auto',
    etag text,
    last_modified text,
    added_at bigint not null,
    -- A feed that was unsubscribed from stays for the articles that came by it.
    is_subscribed bigint not null default 1,
    next_poll_at bigint,
    polled_at bigint,
    succeeded_at bigint,
    failures bigint not null default 0,
    error text,
    -- Until when the server asked to be left alone.
    not_before bigint,
    -- What the feed says of itself: news::Feed, packed.
    description blob
);

create index feeds_due on feeds (next_poll_at) where is_subscribed = 1;

create table bodies (
    sha256 blob primary key,
    body blob not null
);

create table captures (
    id integer primary key autoincrement,
    -- What it was fetched for: one of the two is set.
    feed_id bigint references feeds (id),
    entry_id bigint references entries (id),
    url text not null,
    final_url text not null,
    status bigint not null,
    content_type text,
    headers text not null,
    fetched_at bigint not null,
    sha256 blob not null references bodies (sha256)
);

create index captures_of_feed on captures (feed_id, id) where feed_id is not null;
create index captures_of_entry on captures (entry_id, fetched_at) where entry_id is not null;

create table jobs (
    -- Never given twice: a late worker must not end a job of today by the number of one of yesterday.
    id integer primary key autoincrement,
    kind text not null,
    subject bigint not null,
    capture bigint not null default 0,
    run_at bigint not null,
    claimed_until bigint not null default 0,
    attempts bigint not null default 0,
    is_failed bigint not null default 0,
    error text,
    unique (kind, subject, capture)
);

create index jobs_waiting on jobs (kind, run_at, id) where is_failed = 0;

create table entries (
    id integer primary key autoincrement,
    feed_id bigint not null references feeds (id),
    key text not null,
    entry blob not null,
    -- The capture of the feed that it was last read from.
    capture_id bigint not null references captures (id),
    -- Of the entry's JSON; null when it is to be read again whatever it says.
    hash bigint,
    first_seen_at bigint not null,
    article_id bigint references articles (id),
    skipped text,
    unique (feed_id, key)
);

create table articles (
    id integer primary key autoincrement,
    address text not null unique,
    publisher_id bigint not null references publishers (id),
    feed_id bigint not null references feeds (id),
    url text not null,
    canonical_url text,
    headline text not null,
    summary text not null,
    language text,
    published_at bigint,
    first_seen_at bigint not null,
    -- When it came out, as far as can be told: never after it was seen.
    time bigint not null,
    is_teaser bigint not null,
    is_placed bigint not null default 0
);

create index articles_by_time on articles (time, id);
create index articles_of_publisher on articles (publisher_id, time, id);
create index articles_by_language on articles (publisher_id, language);
create index articles_unplaced on articles (time, address) where is_placed = 0;

-- Apart from the articles, so that lists need not read past them.
create table readings (
    article_id integer primary key references articles (id),
    capture_id bigint not null references captures (id),
    article blob not null,
    annotations blob not null,
    hash bigint not null,
    stage_version bigint not null,
    read_at bigint not null
);

create table stories (
    id integer primary key references articles (id),
    -- Where it leads when it was found to be the same as another; never to one that leads on itself.
    merged_into bigint references stories (id),
    is_traced bigint not null default 0,
    lead_id bigint references articles (id),
    articles bigint not null default 0,
    publishers text not null default '[]',
    languages text not null default '[]',
    independent bigint,
    unknown bigint not null default 0,
    first_at bigint not null default 0,
    last_at bigint not null default 0,
    weight double precision not null default 0
);

create index stories_by_weight on stories (weight, id) where merged_into is null;
create index stories_by_time on stories (last_at, id) where merged_into is null;
create index stories_untraced on stories (id) where is_traced = 0;
create index stories_merged on stories (merged_into) where merged_into is not null;

create table placements (
    -- The order of placing.
    id integer primary key autoincrement,
    article_id bigint not null unique references articles (id),
    story_id bigint not null references stories (id),
    relation text not null,
    of_id bigint references articles (id),
    similarity double precision not null,
    why text not null,
    absorbed text not null
);

create index placements_of_story on placements (story_id);

create table traces (
    story_id integer primary key references stories (id),
    trace blob not null
);

create table standings (
    article_id integer primary key references articles (id),
    standing text not null,
    roots text not null
);

-- The words of each article, as search.rs makes them, parted by spaces. `ascii` parts them nowhere else.
create virtual table search using fts5 (headline, body, content = '', contentless_delete = 1, tokenize = 'ascii');

create virtual table search_words using fts5vocab (search, row);
