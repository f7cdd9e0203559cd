//! Pushes: which hubs bring what is new in feeds, and how far to rely on them (WebSub).
//!
//! A push begins as an offer of the feed. The hub is asked for it, and calls to begin it for the time of a lease;
//! it is asked again before that ends. Whatever fails is tried later. When the feed is left, the hub is asked
//! to end the push.

use jiff::SignedDuration;
use news::{Capture, FeedId, PushOffer, Timestamp};

use crate::{
    Push, PushKey, PushState, Result, Store,
    codec::to_json,
    database::{Transaction, values},
    feeds,
    push::push,
};

/// How often a hub is asked to end a push; after that it learns from the answer to its next one.
const GOODBYES: u32 = 3;

/// How many times an hour a hub may bring a feed: as often as any newsroom publishes, and not so often that a
/// hostile one fills the disk.
const PUSHES_AN_HOUR: u32 = 240;

const PUSHES: &str = "
    select feed_id, hubs, hub, topic, token, secret, state, offered_at, attempts, error, active_at, lease_until,
           pushed_at, missed
    from pushes";
/// The feeds that are polled: neither left nor gone for good.
const POLLED: &str = "(select id from feeds where is_subscribed = 1 and next_poll_at is not null)";

impl Store {
    /// Saves what a feed that was fetched at this time offers. The key is for a new offer; one that was known
    /// keeps its own. An offer that is withdrawn is not asked for again.
    pub fn save_offer(
        &self,
        feed: FeedId,
        offer: Option<&PushOffer>,
        key: &PushKey,
        fetched_at: Timestamp,
    ) -> Result<()> {
        self.write("save the hubs of a feed", |tx| match (find(tx, feed)?, offer) {
            // When old captures are read again, what they offered is past.
            (Some(known), _) if fetched_at < known.offered_at => Ok(()),
            (Some(known), Some(offer)) if known.offer == *offer => {
                let sql =
                    "update pushes set offered_at = $2, ask_at = coalesce(ask_at, $2) where feed_id = $1";
                tx.execute(sql, values![feed, fetched_at]).map(drop)
            }
            (Some(_), None) => {
                tx.execute("update pushes set ask_at = null where feed_id = $1", values![feed]).map(drop)
            }
            (_, Some(offer)) => replace(tx, feed, offer, key, fetched_at),
            (None, None) => Ok(()),
        })
    }

    /// How a feed is pushed, if it offers that.
    pub fn push(&self, feed: FeedId) -> Result<Option<Push>> {
        self.read("find the hub of a feed", |tx| find(tx, feed))
    }

    /// The push that a hub calls by this token.
    pub fn push_of(&self, token: &str) -> Result<Option<Push>> {
        self.read("find what a hub calls", |tx| {
            tx.find(&format!("{PUSHES} where token = $1"), values![token], push)
        })
    }

    /// All pushes that feeds offer.
    pub fn pushes(&self) -> Result<Vec<Push>> {
        self.read("list the hubs", |tx| tx.query(&format!("{PUSHES} order by feed_id"), &[], push))
    }

    /// Takes pushes that a hub is to be asked to begin, renew or end, longest due first. That counts as an
    /// attempt; `wait` says how long after so many of them the next one is, unless the hub calls before.
    ///
    /// Sees first to what time has changed: leases that have ended, feeds that were left or are back.
    pub fn take_pushes(
        &self,
        limit: u32,
        now: Timestamp,
        wait: fn(u32) -> SignedDuration,
    ) -> Result<Vec<Push>> {
        self.write("look which hubs to ask", |tx| {
            end_leases(tx, now)?;
            follow_feeds(tx, now)?;
            let sql = format!(
                "{PUSHES} where ask_at <= $1 and (state = 'ending' or feed_id in {POLLED})
                 order by ask_at, feed_id limit $2"
            );
            let due = tx.query(&sql, values![now, limit], push)?;
            due.into_iter().map(|push| begin(tx, push, now, wait)).collect()
        })
    }

    /// Says why a hub could not be asked, and when to try again; unless it has called in the meantime.
    pub fn fail_push(&self, feed: FeedId, error: &str, retry_at: Timestamp) -> Result<()> {
        self.write("save what a hub answered", |tx| {
            let sql = "update pushes set error = $2, ask_at = $3 where feed_id = $1 and attempts > 0";
            tx.execute(sql, values![feed, error, retry_at]).map(drop)
        })
    }

    /// The hub pushes until the lease ends, and is to be asked again before.
    pub fn begin_lease(
        &self,
        feed: FeedId,
        lease_until: Timestamp,
        renew_at: Timestamp,
        now: Timestamp,
    ) -> Result<()> {
        self.write("save the lease of a hub", |tx| {
            tx.execute(
                "update pushes set
                     missed = case when state = 'active' then missed else 0 end,
                     active_at = coalesce(active_at, $4),
                     state = 'active', lease_until = $2, ask_at = $3, attempts = 0, error = null
                 where feed_id = $1 and state in ('asked', 'active')",
                values![feed, lease_until, renew_at, now],
            )
            .map(drop)
        })
    }

    /// The hub does not push, or no more, for this reason. It may be asked again at some time; the feed is
    /// polled at once if it was pushed.
    pub fn refuse_push(&self, feed: FeedId, reason: &str, retry_at: Timestamp, now: Timestamp) -> Result<()> {
        self.write("save the refusal of a hub", |tx| {
            if find(tx, feed)?.is_some_and(|push| push.state == PushState::Active) {
                hurry(tx, feed, now)?;
            }
            tx.execute(
                "update pushes set state = 'refused', error = $2, ask_at = $3, attempts = attempts + 1,
                     active_at = null, lease_until = null
                 where feed_id = $1 and state in ('asked', 'active')",
                values![feed, reason, retry_at],
            )
            .map(drop)
        })
    }

    /// The hub has ended a push as it was asked to. The offer stays, for when the feed is subscribed to again.
    pub fn end_push(&self, feed: FeedId, now: Timestamp) -> Result<()> {
        self.write("save that a hub has ended", |tx| {
            tx.execute(&format!("{END} and feed_id = $2"), values![now, feed]).map(drop)
        })
    }

    /// Saves what a hub brought, with the job to read it, as the answer to a poll is saved; gives whether it did,
    /// for a hub that comes too often is to come again later. The feed's validators are not touched: they belong
    /// to what its own server answered.
    pub fn save_push(&self, feed: FeedId, capture: &Capture, now: Timestamp) -> Result<bool> {
        self.write("save what a hub brought", |tx| {
            let is_taken = count_push(tx, feed, now)? <= PUSHES_AN_HOUR;
            if is_taken {
                feeds::save_body(tx, feed, capture, now)?;
            }
            Ok(is_taken)
        })
    }

    /// Counts that a poll found entries, by their ids, which the hub had not brought; unless the archive has them
    /// all.
    pub fn count_miss(&self, feed: FeedId, entries: &[&str]) -> Result<()> {
        self.write("count what a hub missed", |tx| {
            for key in entries {
                let sql = "select id from entries where feed_id = $1 and key = $2";
                if tx.find(sql, values![feed, *key], |_| Ok(()))?.is_none() {
                    let sql = "update pushes set missed = missed + 1 where feed_id = $1";
                    return tx.execute(sql, values![feed]).map(drop);
                }
            }
            Ok(())
        })
    }
}

/// Ends what is being ended; `$1` is now.
const END: &str = "
    update pushes set state = 'offered', ask_at = $1, attempts = 0, active_at = null, lease_until = null
    where state = 'ending'";

fn find(tx: &Transaction<'_>, feed: FeedId) -> Result<Option<Push>> {
    tx.find(&format!("{PUSHES} where feed_id = $1"), values![feed], push)
}

/// Puts an offer in the place of any other. Whoever calls by the token of the other learns that it is gone.
fn replace(
    tx: &Transaction<'_>,
    feed: FeedId,
    offer: &PushOffer,
    key: &PushKey,
    fetched_at: Timestamp,
) -> Result<()> {
    tx.execute("delete from pushes where feed_id = $1", values![feed])?;
    tx.execute(
        "insert into pushes (feed_id, hubs, topic, token, secret, offered_at, ask_at)
         values ($1, $2, $3, $4, $5, $6, $6)",
        values![feed, &to_json(&offer.hubs), &offer.topic, &key.token, &key.secret, fetched_at],
    )
    .map(drop)
}

/// Gives how many times the hub has come in this hour.
fn count_push(tx: &Transaction<'_>, feed: FeedId, now: Timestamp) -> Result<u32> {
    let hour_ago = now.saturating_sub(SignedDuration::from_hours(1)).unwrap_or(Timestamp::MIN);
    let pushed = tx.find(
        "update pushes set
             pushed_in_hour = case when hour_at > $3 then pushed_in_hour + 1 else 1 end,
             hour_at = case when hour_at > $3 then hour_at else $2 end,
             pushed_at = $2, missed = 0
         where feed_id = $1
         returning pushed_in_hour",
        values![feed, now, hour_ago],
        |row| row.get("pushed_in_hour"),
    )?;
    Ok(pushed.unwrap_or(0))
}

/// Ends the leases that are over.
fn end_leases(tx: &Transaction<'_>, now: Timestamp) -> Result<()> {
    let ended = tx.query(
        "update pushes set state = 'offered', active_at = null, lease_until = null
         where state = 'active' and lease_until <= $1
         returning feed_id",
        values![now],
        |row| row.get::<FeedId>("feed_id"),
    )?;
    ended.into_iter().try_for_each(|feed| hurry(tx, feed, now))
}

/// Has a feed that is pushed no more polled at once, unless its server wants to be left alone.
fn hurry(tx: &Transaction<'_>, feed: FeedId, now: Timestamp) -> Result<()> {
    tx.execute(
        "update feeds set next_poll_at = case when not_before > $2 then not_before else $2 end
         where id = $1 and next_poll_at > $2",
        values![feed, now],
    )
    .map(drop)
}

/// The push of a feed that is polled no more is ended, and that of one that is again is begun anew.
fn follow_feeds(tx: &Transaction<'_>, now: Timestamp) -> Result<()> {
    tx.execute(
        &format!("{END} and (feed_id in {POLLED} or attempts >= $2 and ask_at <= $1)"),
        values![now, GOODBYES],
    )?;
    let left = format!(
        "update pushes set state = 'ending', ask_at = $1, attempts = 0
         where state in ('asked', 'active') and feed_id not in {POLLED}"
    );
    tx.execute(&left, values![now]).map(drop)
}

/// Begins an attempt. After one in vain it is another hub's turn.
fn begin(tx: &Transaction<'_>, push: Push, now: Timestamp, wait: fn(u32) -> SignedDuration) -> Result<Push> {
    let is_ending = push.state == PushState::Ending;
    let hub = if push.attempts > 0 && !is_ending { push.hub.wrapping_add(1) } else { push.hub };
    let state = match push.state {
        PushState::Offered | PushState::Refused => PushState::Asked,
        state => state,
    };
    let attempts = push.attempts.saturating_add(1);
    // Who waits longer than time lasts waits for ever.
    let ask_at = now.checked_add(wait(attempts)).unwrap_or(Timestamp::MAX);
    tx.execute(
        "update pushes set hub = $2, state = $3, attempts = $4, ask_at = $5 where feed_id = $1",
        values![push.feed, hub, state, attempts, ask_at],
    )?;
    Ok(Push { hub, state, attempts, ..push })
}
