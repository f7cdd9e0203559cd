//! The push: how a hub brings what is new in a feed (WebSub), as a row of the archive.

use std::fmt;

use news::{FeedId, PushOffer, Timestamp};

use crate::{
    Result,
    codec::named,
    database::{Column, Row, Value},
};

/// How often in a row polls may find what the hub had not brought, until it is relied on no more.
const MISSES: u32 = 2;

/// How a feed is pushed by its hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Push {
    /// The feed.
    pub feed: FeedId,
    /// What the feed offers.
    pub offer: PushOffer,
    /// Which of the hubs is asked, counted round.
    pub(crate) hub: u32,
    /// What makes the calls of the hub known.
    pub key: PushKey,
    /// How far it has come.
    pub state: PushState,
    /// When the feed was fetched that offers it.
    pub(crate) offered_at: Timestamp,
    /// How often the hub was asked since it last did what it was asked for.
    pub attempts: u32,
    /// Why it does not, as a sentence.
    pub error: Option<String>,
    /// Since when it pushes.
    pub active_at: Option<Timestamp>,
    /// Until when it does.
    pub lease_until: Option<Timestamp>,
    /// When it last brought something.
    pub pushed_at: Option<Timestamp>,
    /// How many polls in a row found what it had not brought.
    pub missed: u32,
}

/// The secrets of one push. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct PushKey {
    /// The unguessable part of the address that the hub calls.
    pub token: String,
    /// What the hub signs with.
    pub secret: String,
}

/// How far a push has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushState {
    /// The feed names a hub.
    Offered,
    /// The hub was asked, and has not called yet.
    Asked,
    /// The hub pushes until the lease ends.
    Active,
    /// The hub does not want to.
    Refused,
    /// The hub is asked to push no more.
    Ending,
}

impl Push {
    /// The hub to ask.
    pub fn hub(&self) -> &str {
        let hubs = self.offer.hubs.iter();
        hubs.cycle().nth(self.hub as usize).map_or("", String::as_str)
    }

    /// Whether what the hub brings is taken.
    pub fn is_wanted(&self) -> bool {
        matches!(self.state, PushState::Asked | PushState::Active)
    }

    /// Whether the hub pushes now.
    pub fn is_active(&self, now: Timestamp) -> bool {
        self.state == PushState::Active && self.lease_until.is_some_and(|until| now < until)
    }

    /// Whether polls found hardly anything that the hub had not brought.
    pub fn keeps_up(&self) -> bool {
        self.missed < MISSES
    }
}

impl fmt::Debug for PushKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PushKey")
    }
}

/// Reads a row of the table `pushes`.
pub(crate) fn push(row: &Row<'_>) -> Result<Push> {
    Ok(Push {
        feed: row.get("feed_id")?,
        offer: PushOffer { hubs: row.json("hubs")?, topic: row.get("topic")? },
        hub: row.get("hub")?,
        key: PushKey { token: row.get("token")?, secret: row.get("secret")? },
        state: row.get("state")?,
        offered_at: row.get("offered_at")?,
        attempts: row.get("attempts")?,
        error: row.get("error")?,
        active_at: row.get("active_at")?,
        lease_until: row.get("lease_until")?,
        pushed_at: row.get("pushed_at")?,
        missed: row.get("missed")?,
    })
}

impl From<PushState> for Value<'_> {
    fn from(state: PushState) -> Self {
        Self::Text(state_name(state))
    }
}

impl Column for PushState {
    fn read(value: Value<'_>) -> Option<Self> {
        let all = [Self::Offered, Self::Asked, Self::Active, Self::Refused, Self::Ending];
        named(value, &all, state_name)
    }
}

fn state_name(state: PushState) -> &'static str {
    match state {
        PushState::Offered => "offered",
        PushState::Asked => "asked",
        PushState::Active => "active",
        PushState::Refused => "refused",
        PushState::Ending => "ending",
    }
}
