//! The subscriber of hubs (WebSub): asks them to push the feeds that name them, and takes what they bring.
//!
//! What a hub brings is kept as the answer to a poll is, and polling goes on beneath it, more seldom: a hub that
//! fails, or leaves something out, costs hours and no article.

use std::sync::Arc;

use anyhow::Context;
use fetch::websub::{self, HubRequest, LEASE_SECONDS, Mode};
use jiff::{SignedDuration, Timestamp};
use news::{Capture, Entry, FeedId};
use serve::{BoxFuture, Delivery, HubCall, Hubs, Intent};
use store::{FeedReading, Push, PushKey, PushState, Store};
use tokio::{sync::Notify, task::JoinSet};
use url::Url;

use crate::{archive, clock::Clock, web::Web};

/// How many hubs are asked in one round.
const HUBS_A_ROUND: u32 = 20;
/// A hub that has not called this long after it was asked is asked again, each time twice as late,
const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(15);
/// but at least this often; and one that refused, not before.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A lease is renewed when so much of it is gone, but no sooner than after the first wait.
const RENEWED_AT: f64 = 0.8;
/// Nobody leases for longer, and hubs that say so are asked again by then.
const LONGEST_LEASE: SignedDuration = SignedDuration::from_hours(365 * 24);
/// What a hub has not brought this long after it came out, it has missed.
const PROMPT: SignedDuration = SignedDuration::from_mins(10);
/// The header that tells what a hub brought from what a poll did.
const SIGNATURE: &str = "x-hub-signature";

/// Who asks hubs and answers them. Clones share one archive.
#[derive(Clone)]
pub struct Subscriber {
    store: Arc<Store>,
    web: Arc<Web>,
    clock: Clock,
    /// Where hubs reach the portal, without a slash at its end.
    public_url: String,
    /// What wakes the poller, who reads what came.
    wake: Arc<Notify>,
}

impl Subscriber {
    /// A subscriber that hubs reach at this address.
    pub fn new(store: Arc<Store>, web: Arc<Web>, public_url: &Url, wake: Arc<Notify>) -> Self {
        let public_url = public_url.as_str().trim_end_matches('/').to_owned();
        Self { store, web, clock: Clock::default(), public_url, wake }
    }

    /// Asks hubs to begin, renew or end what is due.
    pub async fn ask(&self) -> anyhow::Result<()> {
        let now = self.clock.now();
        let due = archive::call(&self.store, move |store| store.take_pushes(HUBS_A_ROUND, now, wait)).await;
        let mut running = JoinSet::new();
        for push in due.context("cannot look which hubs to ask")? {
            running.spawn(self.clone().ask_one(push));
        }
        while let Some(ended) = running.join_next().await {
            ended.context("asking a hub failed unexpectedly")?.context("cannot save what a hub answered")?;
        }
        Ok(())
    }

    async fn ask_one(self, push: Push) -> store::Result<()> {
        let mode = if push.state == PushState::Ending { Mode::Unsubscribe } else { Mode::Subscribe };
        let callback = format!("{}/websub/{}", self.public_url, push.key.token);
        let (topic, secret) = (&push.offer.topic, &push.key.secret);
        let request = HubRequest { mode, topic, callback: &callback, secret };
        let Err(error) = self.web.ask_hub(push.hub(), &request).await else { return Ok(()) };
        // Some hubs repeat the callback, which nobody else may know.
        let sentence = error.to_string().replace(&push.key.token, "…");
        tracing::warn!(feed = push.feed.0, mode = mode.name(), error = %sentence, "a hub does not push");
        let asked_for = error.retry_after().and_then(|wait| wait.try_into().ok()).unwrap_or_default();
        let retry_at = later(self.clock.now(), wait(push.attempts).max(asked_for).min(LONGEST_WAIT));
        archive::call(&self.store, move |store| store.fail_push(push.feed, &sentence, retry_at)).await
    }
}

impl Hubs for Subscriber {
    fn is_known<'a>(&'a self, token: &'a str) -> BoxFuture<'a, Result<bool, String>> {
        let token = token.to_owned();
        Box::pin(async move {
            let push = archive::call(&self.store, move |store| store.push_of(&token))
                .await
                .map_err(|error| error.to_string())?;
            Ok(push.is_some_and(|push| push.is_wanted()))
        })
    }

    fn agree<'a>(&'a self, token: &'a str, call: HubCall) -> BoxFuture<'a, Result<bool, String>> {
        let (token, now) = (token.to_owned(), self.clock.now());
        Box::pin(async move {
            let agreed = archive::call(&self.store, move |store| agree(store, &token, &call, now)).await;
            agreed.map_err(|error| error.to_string())
        })
    }

    fn take<'a>(&'a self, token: &'a str, delivery: Delivery) -> BoxFuture<'a, Result<bool, String>> {
        let (token, now) = (token.to_owned(), self.clock.now());
        Box::pin(async move {
            let taken = archive::call(&self.store, move |store| take(store, &token, delivery, now)).await;
            let taken = taken.map_err(|error| error.to_string())?;
            if taken == Taken::Kept {
                self.wake.notify_one();
            }
            Ok(taken != Taken::TooOften)
        })
    }
}

/// Takes over from a reading of a feed, before it is saved, which hubs it names, and whether the hub that pushes it
/// has missed something.
pub fn note(store: &Store, feed: FeedId, capture: &Capture, reading: &FeedReading) -> store::Result<()> {
    // Hubs leave out of feeds what they like, so only the feed's own server is believed what it names.
    if capture.header(SIGNATURE).is_some() {
        return Ok(());
    }
    let offer = websub::discover(capture, &reading.feed);
    let push = store.push(feed)?;
    if offer.is_some() || push.is_some() {
        let key = PushKey { token: websub::unguessable(), secret: websub::unguessable() };
        store.save_offer(feed, offer.as_ref(), &key, capture.fetched_at)?;
    }
    let Some(push) = push else { return Ok(()) };
    let entries = reading.entries.iter().map(|reading| &reading.entry);
    let late = entries.filter(|entry| is_late(&push, entry, capture.fetched_at));
    let late: Vec<&str> = late.map(|entry| entry.id.as_str()).collect();
    if late.is_empty() { Ok(()) } else { store.count_miss(feed, &late) }
}

/// Whether an entry that a poll found came out while the hub pushed, and long enough ago for it to come.
fn is_late(push: &Push, entry: &Entry, found_at: Timestamp) -> bool {
    let (Some(began), Some(published)) = (push.active_at, entry.published_at) else { return false };
    push.is_active(found_at) && began < published && later(published, PROMPT) < found_at
}

/// Does what a hub says, if that was asked for; whether it was.
fn agree(store: &Store, token: &str, call: &HubCall, now: Timestamp) -> store::Result<bool> {
    let Some(push) = store.push_of(token)?.filter(|push| is_same(&push.offer.topic, &call.topic)) else {
        return Ok(false);
    };
    match (&call.intent, push.state) {
        (Intent::Begin { lease_seconds }, PushState::Asked | PushState::Active) => {
            let lease = lease(*lease_seconds);
            let renewed_at = later(now, lease.mul_f64(RENEWED_AT).max(FIRST_WAIT));
            store.begin_lease(push.feed, later(now, lease), renewed_at, now)?;
            tracing::info!(feed = push.feed.0, seconds = lease.as_secs(), "a hub pushes");
        }
        (Intent::End, PushState::Ending) => store.end_push(push.feed, now)?,
        (Intent::Refuse { reason }, PushState::Asked | PushState::Active) => {
            let reason: String = reason.replace(token, "…").chars().take(200).collect();
            tracing::warn!(feed = push.feed.0, %reason, "a hub refuses to push");
            let sentence = format!("the hub {} refused: {reason}", push.hub());
            store.refuse_push(push.feed, &sentence, later(now, LONGEST_WAIT), now)?;
        }
        // It does not push, which is what is wanted.
        (Intent::Refuse { .. }, _) => {}
        _ => return Ok(false),
    }
    Ok(true)
}

/// What became of what a hub brought.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// It is read next.
    Kept,
    /// It is nothing that was asked for.
    LeftAside,
    /// The hub is to come again later.
    TooOften,
}

/// Keeps what a hub brought, if it is signed and a feed.
fn take(store: &Store, token: &str, delivery: Delivery, now: Timestamp) -> store::Result<Taken> {
    let Some(push) = store.push_of(token)?.filter(Push::is_wanted) else { return Ok(Taken::LeftAside) };
    let Some(feed) = store.subscription(push.feed)? else { return Ok(Taken::LeftAside) };
    let signature = delivery.signature.unwrap_or_default();
    if !websub::is_signed(&signature, &push.key.secret, &delivery.body) {
        tracing::warn!(
            feed = push.feed.0,
            "what was brought for a hub is not signed by it, and is left aside"
        );
        return Ok(Taken::LeftAside);
    }
    let capture = Capture {
        url: feed.url,
        final_url: push.offer.topic,
        status: 200,
        content_type: delivery.content_type,
        headers: vec![(SIGNATURE.to_owned(), signature)],
        fetched_at: now,
        body: delivery.body,
    };
    let source = parse::Source {
        body: &capture.body,
        content_type: capture.content_type.as_deref(),
        url: Some(&capture.final_url),
    };
    if parse::description(&source).is_none() {
        tracing::warn!(feed = push.feed.0, "what a hub brought is no feed, and is left aside");
        return Ok(Taken::LeftAside);
    }
    Ok(if store.save_push(push.feed, &capture, now)? { Taken::Kept } else { Taken::TooOften })
}

/// Whether two addresses of a topic are the same, however they are written.
fn is_same(ours: &str, theirs: &str) -> bool {
    ours == theirs || Url::parse(ours).is_ok_and(|ours| Url::parse(theirs).is_ok_and(|theirs| ours == theirs))
}

/// How long a hub pushes that says so many seconds; the time that was asked for when it says none.
fn lease(seconds: Option<u64>) -> SignedDuration {
    let seconds = i64::try_from(seconds.unwrap_or(LEASE_SECONDS.into())).unwrap_or(i64::MAX);
    SignedDuration::from_secs(seconds).min(LONGEST_LEASE)
}

/// How long after so many attempts the next one is.
fn wait(attempts: u32) -> SignedDuration {
    let doubled = 2_i32.saturating_pow(attempts.saturating_sub(1));
    FIRST_WAIT.checked_mul(doubled).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)
}

fn later(time: Timestamp, by: SignedDuration) -> Timestamp {
    time.saturating_add(by).expect("an absolute duration has no calendar units")
}
