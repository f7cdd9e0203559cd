//! `quelle feeds`: the feeds and how they fare.

use std::{
    collections::HashMap,
    io::{self, Write},
};

use jiff::Timestamp;
use news::FeedId;
use store::{Push, Subscription};

use crate::{archive, clock::Clock, settings::Settings};

/// Prints one line a feed.
pub fn run(settings: &Settings) -> anyhow::Result<()> {
    let archive = archive::open_reader(settings)?;
    let feeds = archive.subscriptions()?;
    let mut pushes: HashMap<FeedId, Push> =
        archive.pushes()?.into_iter().map(|push| (push.feed, push)).collect();
    let now = Clock::default().now();
    let mut output = io::stdout().lock();
    if feeds.is_empty() {
        writeln!(output, "No feeds yet. Add one with: quelle add https://example.org")?;
    }
    for feed in feeds {
        let title = feed.title.as_deref().unwrap_or("-");
        let pushed = pushes.remove(&feed.id).and_then(|push| pushed(&push, now)).unwrap_or_default();
        writeln!(output, "{title}\t{}\t{} entries\t{}{pushed}", feed.url, feed.health.entries, state(&feed))?;
    }
    Ok(())
}

fn state(feed: &Subscription) -> String {
    let health = &feed.health;
    match (&health.error, health.next_poll_at, health.polled_at) {
        (Some(error), None, _) => format!("gone: {error}"),
        (Some(error), Some(next), _) => {
            format!("failed {}, next try {}: {error}", times(health.failures), minute(next))
        }
        (None, _, None) => "not fetched yet".to_owned(),
        (None, Some(next), Some(_)) => format!("well, next poll {}", minute(next)),
        (None, None, Some(_)) => "well".to_owned(),
    }
}

fn pushed(push: &Push, now: Timestamp) -> Option<String> {
    let until = push.lease_until.filter(|_| push.is_active(now))?;
    Some(format!(", pushed by its hub until {}", minute(until)))
}

fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        count => format!("{count} times"),
    }
}

fn minute(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M UTC").to_string()
}
