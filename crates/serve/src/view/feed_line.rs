//! A feed and how it fares.

use news::FeedId;
use store::{Health, Push, PushState, Subscription};

use super::{Moment, external, grouped};

/// A feed in the list of feeds, and on its own page.
pub(crate) struct FeedLine {
    pub id: FeedId,
    pub title: String,
    pub url: String,
    pub site: Option<String>,
    pub folder: Option<String>,
    pub entries: String,
    pub condition: Condition,
    pub error: Option<String>,
    pub succeeded: Option<Moment>,
    pub next_poll: Option<Moment>,
    pub pushed: Option<Pushed>,
}

/// How a feed is pushed by its hub.
pub(crate) struct Pushed {
    pub until: Moment,
    /// How often polls found what it had not brought, when that is more than chance.
    pub missed: Option<u32>,
}

/// How a feed fares, in a word.
pub(crate) struct Condition {
    /// Its class in the style sheet.
    pub class: &'static str,
    pub label: String,
}

impl FeedLine {
    pub(crate) fn new(feed: &Subscription, push: Option<&Push>) -> Self {
        let health = &feed.health;
        Self {
            id: feed.id,
            title: title(feed).to_owned(),
            url: feed.url.clone(),
            site: feed.site.as_deref().and_then(external),
            folder: feed.folder.clone(),
            entries: grouped(health.entries),
            condition: condition(health),
            error: health.error.clone().filter(|_| is_failing(health)),
            succeeded: health.succeeded_at.map(Moment::new),
            next_poll: health.next_poll_at.map(Moment::new),
            pushed: push.and_then(pushed),
        }
    }
}

/// The title of a feed, else its address.
pub(crate) fn title(feed: &Subscription) -> &str {
    feed.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&feed.url)
}

/// Whether a feed needs its reader.
pub(crate) fn is_failing(health: &Health) -> bool {
    health.failures > 0 || health.next_poll_at.is_none()
}

fn pushed(push: &Push) -> Option<Pushed> {
    let until = push.lease_until.filter(|_| push.state == PushState::Active)?;
    Some(Pushed { until: Moment::new(until), missed: (!push.keeps_up()).then_some(push.missed) })
}

fn condition(health: &Health) -> Condition {
    let (class, label) = match (health.next_poll_at, health.failures, health.succeeded_at) {
        (None, _, _) => ("gone", "Gone for good".to_owned()),
        (Some(_), 0, None) => ("waiting", "Not read yet".to_owned()),
        (Some(_), 0, Some(_)) => ("fine", "Fine".to_owned()),
        (Some(_), 1, _) => ("failing", "Failed once".to_owned()),
        (Some(_), failures, _) => ("failing", format!("Failed {} times in a row", grouped(failures.into()))),
    };
    Condition { class, label }
}
