-- How feeds are pushed by their hubs (WebSub): one subscription at a hub for a feed.
create table pushes (
    feed_id integer primary key references feeds (id),
    -- JSON: a list of addresses, of which the one to ask is number hub, counted round.
    hubs text not null,
    hub bigint not null default 0,
    topic text not null,
    -- The unguessable part of the address that the hub calls.
    token text not null unique,
    secret text not null,
    state text not null default 'offered',
    -- When the feed was fetched that names hubs and topic.
    offered_at bigint not null,
    -- When the hub is asked next; null when it is not.
    ask_at bigint,
    -- How often it was asked in vain.
    attempts bigint not null default 0,
    error text,
    -- Since when and until when the hub pushes.
    active_at bigint,
    lease_until bigint,
    pushed_at bigint,
    -- How many times in the hour that began then.
    hour_at bigint not null default 0,
    pushed_in_hour bigint not null default 0,
    -- How many polls in a row found what the hub had not brought.
    missed bigint not null default 0
);

create index pushes_to_ask on pushes (ask_at) where ask_at is not null;
