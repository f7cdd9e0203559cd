//! Feeds: what is subscribed to, when it is polled, and how it fares.

use news::{Capture, EntryId, FeedId, Timestamp};

use crate::{
    FullText, Health, NewSubscription, PagesTried, Poll, PollResult, Result, Store, Subscription, Task,
    captures::{self, Purpose},
    codec::named,
    database::{Column, Row, Transaction, Value, values},
    jobs,
};

const FEEDS: &str = "
    select f.id, f.url, coalesce(f.title, f.own_title) as title, f.site, f.folder, f.publisher_id, f.language,
           f.full_text, f.etag, f.last_modified, f.added_at, f.next_poll_at, f.polled_at, f.succeeded_at,
           f.failures, f.error, f.not_before, f.description, f.moved_to, f.index_id, f.pages_tried, f.pages_helped,
           f.page_tried_at,
           (select count(*) from entries e where e.feed_id = f.id) as entries,
           (select count(*) from (select e.time from entries e where e.feed_id = f.id and e.time is not null
                                  order by e.time desc limit 50) as newest) as recent,
           (select min(time) from (select e.time from entries e where e.feed_id = f.id and e.time is not null
                                   order by e.time desc limit 50) as newest) as recent_since
    from feeds f";
/// How many polls in a row must say that a feed has moved for good, each leading to a feed, until it is
/// followed: publishers have sent readers to parked domains and login pages by mistake.
const MOVE_PROOF: u32 = 5;

impl Store {
    /// Subscribes to a feed, due at once. Gives its number, and whether it is new.
    ///
    /// A feed that has moved is known by its former addresses too.
    /// Of a feed that is subscribed to already, what is given (title, site, folder) is taken over; one that
    /// was gone for good is tried again.
    pub fn subscribe(&self, new: &NewSubscription, now: Timestamp) -> Result<(FeedId, bool)> {
        self.write("subscribe to a feed", |tx| {
            let url = present_address(tx, &new.url)?;
            let sql = "select id from feeds where url = $1 and is_subscribed = 1";
            let is_known = tx.find(sql, values![&url], |_| Ok(()))?.is_some();
            let id = tx.one(
                "insert into feeds (url, title, site, folder, added_at, next_poll_at)
                 values ($1, $2, $3, $4, $5, $5)
                 on conflict (url) do update set
                     title = coalesce(excluded.title, feeds.title),
                     site = coalesce(excluded.site, feeds.site),
                     folder = coalesce(excluded.folder, feeds.folder),
                     next_poll_at = coalesce(feeds.next_poll_at, excluded.next_poll_at),
                     is_subscribed = 1
                 returning id",
                values![&url, new.title.as_ref(), new.site.as_ref(), new.folder.as_ref(), now],
                |row| row.get("id"),
            )?;
            Ok((id, !is_known))
        })
    }

    /// Stops polling a feed; its articles stay. Gives whether it was subscribed to.
    pub fn unsubscribe(&self, feed: FeedId) -> Result<bool> {
        self.write("unsubscribe from a feed", |tx| end_subscription(tx, feed))
    }

    /// A feed that is subscribed to.
    pub fn subscription(&self, feed: FeedId) -> Result<Option<Subscription>> {
        self.read("find a feed", |tx| {
            tx.find(&format!("{FEEDS} where f.is_subscribed = 1 and f.id = $1"), values![feed], subscription)
        })
    }

    /// The feed of this address that is subscribed to. One that has moved is known by its former addresses too.
    pub fn subscription_of(&self, url: &str) -> Result<Option<Subscription>> {
        self.read("find a feed", |tx| {
            let url = present_address(tx, url)?;
            tx.find(&format!("{FEEDS} where f.is_subscribed = 1 and f.url = $1"), values![&url], subscription)
        })
    }

    /// A feed, subscribed to or not any more: what it brought stays, and may be read again.
    pub fn feed(&self, feed: FeedId) -> Result<Option<Subscription>> {
        self.read("find a feed", |tx| {
            tx.find(&format!("{FEEDS} where f.id = $1"), values![feed], subscription)
        })
    }

    /// All feeds that are subscribed to, in the order of subscribing.
    pub fn subscriptions(&self) -> Result<Vec<Subscription>> {
        self.read("list the feeds", |tx| {
            tx.query(&format!("{FEEDS} where f.is_subscribed = 1 order by f.id"), &[], subscription)
        })
    }

    /// The feeds that are due, longest due first.
    pub fn due(&self, now: Timestamp) -> Result<Vec<Subscription>> {
        self.read("list the feeds that are due", |tx| {
            let sql = format!(
                "{FEEDS} where f.is_subscribed = 1 and f.next_poll_at <= $1 order by f.next_poll_at, f.id"
            );
            tx.query(&sql, values![now], subscription)
        })
    }

    /// The feeds that were found through an index and have never been polled.
    pub fn unpolled_sitemaps(&self) -> Result<Vec<Subscription>> {
        self.read("list the sitemaps of indexes", |tx| {
            let sql = format!(
                "{FEEDS} where f.is_subscribed = 1 and f.index_id is not null and f.polled_at is null order by f.id"
            );
            tx.query(&sql, &[], subscription)
        })
    }

    /// Sets whether the pages of a feed's entries are fetched. Those that it has at the moment are read anew.
    pub fn set_full_text(&self, feed: FeedId, full_text: FullText, now: Timestamp) -> Result<()> {
        self.write("change a feed", |tx| {
            tx.execute(
                "update feeds set full_text = $2, pages_tried = 0, pages_helped = 0 where id = $1",
                values![feed, full_text],
            )?;
            tx.execute("update entries set hash = null where feed_id = $1", values![feed])?;
            match captures::last_of_feed(tx, feed)? {
                Some(last) => jobs::enqueue(tx, Task::ReadFeed { feed, capture: last.id }, now),
                None => Ok(()),
            }
        })
    }

    /// Saves how polls went: what came, with the jobs to read it, and when to poll again; all of them or none.
    ///
    /// A body that is the same as the last one counts as unchanged. A feed that was unsubscribed from
    /// in the meantime is left alone. One that says, for the fifth well answered poll in a row, that it has
    /// moved for good is believed: it goes on at that address, and where there is a feed of that address
    /// already, this one is a second of it: it ends, and that one goes on.
    pub fn save_polls(&self, results: &[PollResult], now: Timestamp) -> Result<()> {
        self.write("save polls", |tx| results.iter().try_for_each(|result| save_poll(tx, result, now)))
    }

    /// Whether this is the body of a feed's last capture.
    pub fn has_captured(&self, feed: FeedId, body: &[u8]) -> Result<bool> {
        self.read("look at the last capture of a feed", |tx| is_last(tx, feed, body))
    }
}

fn save_poll(tx: &Transaction<'_>, result: &PollResult, now: Timestamp) -> Result<()> {
    let PollResult { feed, poll, moved_to, next_poll_at } = result;
    let feed = *feed;
    let sql = "update feeds set polled_at = $2, next_poll_at = $3 where id = $1 and is_subscribed = 1";
    let next_poll_at = if matches!(poll, Poll::Gone { .. }) { None } else { Some(*next_poll_at) };
    if tx.execute(sql, values![feed, now, next_poll_at])? == 0 {
        return Ok(());
    }
    match poll {
        Poll::Changed { capture } => {
            save_success(tx, feed, now)?;
            save_validators(tx, feed, [capture.header("etag"), capture.header("last-modified")])?;
            save_body(tx, feed, capture, now)?;
        }
        Poll::Unchanged { etag, last_modified } => {
            save_success(tx, feed, now)?;
            keep_validators(tx, feed, [etag.as_deref(), last_modified.as_deref()])?;
        }
        Poll::Failed { error, not_before } => save_failure(tx, feed, error, *not_before)?,
        Poll::Gone { error } => save_failure(tx, feed, error, None)?,
    }
    match poll.is_well() {
        true => note_move(tx, feed, moved_to.as_deref()),
        false => Ok(()),
    }
}

/// Notes where a poll says that its feed has moved for good, or that it says no such thing.
fn note_move(tx: &Transaction<'_>, feed: FeedId, moved_to: Option<&str>) -> Result<()> {
    let polls = tx.find(
        "update feeds set
             moved_polls = case when $2 is null then 0 when moved_to = $2 then moved_polls + 1 else 1 end,
             moved_to = $2
         where id = $1 and (moved_to is not null or $2 is not null)
         returning moved_polls",
        values![feed, moved_to],
        |row| row.get::<u32>("moved_polls"),
    )?;
    match moved_to {
        Some(url) if polls >= Some(MOVE_PROOF) => move_to(tx, feed, url),
        _ => Ok(()),
    }
}

/// Counts a page that was asked for because of an entry.
pub(crate) fn count_page(
    tx: &Transaction<'_>,
    entry: EntryId,
    is_helped: bool,
    now: Timestamp,
) -> Result<()> {
    tx.execute(
        "update feeds set pages_tried = pages_tried + 1, pages_helped = pages_helped + $2, page_tried_at = $3
         where id = (select feed_id from entries where id = $1)",
        values![entry, is_helped, now],
    )
    .map(drop)
}

/// The address that a feed of this address has now.
fn present_address(tx: &Transaction<'_>, url: &str) -> Result<String> {
    let sql = "select f.url from former_addresses a join feeds f on f.id = a.feed_id where a.url = $1";
    Ok(tx.find(sql, values![url], |row| row.get("url"))?.unwrap_or_else(|| url.to_owned()))
}

/// The address that it leaves stays known, and the one that it takes is nobody's former one.
fn move_to(tx: &Transaction<'_>, feed: FeedId, url: &str) -> Result<()> {
    let other = tx.find("select id from feeds where url = $1 and id <> $2", values![url, feed], |row| {
        row.get::<FeedId>("id")
    })?;
    tx.execute("delete from former_addresses where url = $1", values![url])?;
    tx.execute(
        "insert into former_addresses (url, feed_id) select url, $2 from feeds where id = $1
         on conflict (url) do update set feed_id = excluded.feed_id",
        values![feed, other.unwrap_or(feed)],
    )?;
    match other {
        // Validators belong to an address.
        None => tx
            .execute(
                "update feeds set url = $2, etag = null, last_modified = null, moved_to = null, moved_polls = 0
                 where id = $1",
                values![feed, url],
            )
            .map(drop),
        Some(other) => hand_over(tx, feed, other),
    }
}

fn hand_over(tx: &Transaction<'_>, feed: FeedId, heir: FeedId) -> Result<()> {
    tx.execute(
        "update feeds set is_subscribed = 1,
             title = coalesce(feeds.title, gone.title),
             folder = coalesce(feeds.folder, gone.folder),
             next_poll_at = coalesce(feeds.next_poll_at, gone.next_poll_at)
         from feeds gone
         where feeds.id = $2 and gone.id = $1 and gone.is_subscribed = 1",
        values![feed, heir],
    )?;
    end_subscription(tx, feed).map(drop)
}

/// Ends a subscription, and those that it led to.
fn end_subscription(tx: &Transaction<'_>, feed: FeedId) -> Result<bool> {
    let end = "update feeds set is_subscribed = 0, next_poll_at = null where is_subscribed = 1 and";
    tx.execute(&format!("{end} index_id = $1"), values![feed])?;
    Ok(tx.execute(&format!("{end} id = $1"), values![feed])? > 0)
}

/// Subscribes to the sitemaps that an index lists, as far as they are new, and leaves those that it lists no
/// more.
pub(crate) fn follow_index(
    tx: &Transaction<'_>,
    index: FeedId,
    sitemaps: &[String],
    now: Timestamp,
) -> Result<()> {
    let sql = "select url from feeds where index_id = $1 and is_subscribed = 1";
    let followed: Vec<String> = tx.query(sql, values![index], |row| row.get("url"))?;
    for url in followed.iter().filter(|url| !sitemaps.contains(url)) {
        let sql = "update feeds set is_subscribed = 0, next_poll_at = null where index_id = $1 and url = $2";
        tx.execute(sql, values![index, url])?;
    }
    for url in sitemaps.iter().filter(|url| !followed.contains(url)) {
        tx.execute(
            "insert into feeds (url, site, folder, added_at, next_poll_at, index_id)
             select $2, site, folder, $3, $3, id from feeds where id = $1
             on conflict (url) do update set
                 is_subscribed = 1, next_poll_at = coalesce(feeds.next_poll_at, excluded.next_poll_at)",
            values![index, url, now],
        )?;
    }
    Ok(())
}

fn save_success(tx: &Transaction<'_>, feed: FeedId, now: Timestamp) -> Result<()> {
    let sql =
        "update feeds set succeeded_at = $2, failures = 0, error = null, not_before = null where id = $1";
    tx.execute(sql, values![feed, now]).map(drop)
}

fn save_failure(
    tx: &Transaction<'_>,
    feed: FeedId,
    error: &str,
    not_before: Option<Timestamp>,
) -> Result<()> {
    let sql = "update feeds set failures = failures + 1, error = $2, not_before = $3 where id = $1";
    tx.execute(sql, values![feed, error, not_before]).map(drop)
}

fn save_validators(
    tx: &Transaction<'_>,
    feed: FeedId,
    [etag, last_modified]: [Option<&str>; 2],
) -> Result<()> {
    let sql = "update feeds set etag = $2, last_modified = $3 where id = $1";
    tx.execute(sql, values![feed, etag, last_modified]).map(drop)
}

/// A 304 need not repeat its validators (RFC 9110, 15.4.5).
fn keep_validators(
    tx: &Transaction<'_>,
    feed: FeedId,
    [etag, last_modified]: [Option<&str>; 2],
) -> Result<()> {
    let sql = "update feeds set etag = coalesce($2, etag), last_modified = coalesce($3, last_modified)
               where id = $1";
    tx.execute(sql, values![feed, etag, last_modified]).map(drop)
}

fn is_last(tx: &Transaction<'_>, feed: FeedId, body: &[u8]) -> Result<bool> {
    let last = captures::last_of_feed(tx, feed)?;
    Ok(last.is_some_and(|last| last.sha256 == captures::digest(body)))
}

pub(crate) fn save_body(tx: &Transaction<'_>, feed: FeedId, capture: &Capture, now: Timestamp) -> Result<()> {
    if is_last(tx, feed, &capture.body)? {
        return Ok(());
    }
    let capture = captures::insert(tx, Purpose::Feed(feed), capture)?;
    jobs::enqueue(tx, Task::ReadFeed { feed, capture }, now)
}

fn subscription(row: &Row<'_>) -> Result<Subscription> {
    Ok(Subscription {
        id: row.get("id")?,
        url: row.get("url")?,
        title: row.get("title")?,
        site: row.get("site")?,
        folder: row.get("folder")?,
        publisher: row.get("publisher_id")?,
        language: row.get("language")?,
        description: row.unpack_any("description")?,
        full_text: row.get("full_text")?,
        pages: PagesTried {
            tried: row.get("pages_tried")?,
            helped: row.get("pages_helped")?,
            last_at: row.get("page_tried_at")?,
        },
        moved_to: row.get("moved_to")?,
        index: row.get("index_id")?,
        etag: row.get("etag")?,
        last_modified: row.get("last_modified")?,
        added_at: row.get("added_at")?,
        health: Health {
            next_poll_at: row.get("next_poll_at")?,
            polled_at: row.get("polled_at")?,
            succeeded_at: row.get("succeeded_at")?,
            failures: row.get("failures")?,
            error: row.get("error")?,
            not_before: row.get("not_before")?,
            entries: row.get("entries")?,
            recent: row.get("recent")?,
            recent_since: row.get("recent_since")?,
        },
    })
}

impl From<FullText> for Value<'_> {
    fn from(full_text: FullText) -> Self {
        Self::Text(full_text.name())
    }
}

impl Column for FullText {
    fn read(value: Value<'_>) -> Option<Self> {
        named(value, &Self::ALL, Self::name)
    }
}
