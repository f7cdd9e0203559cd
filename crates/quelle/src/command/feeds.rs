//! `quelle feeds`: the feeds and how they fare.

use std::io::{self, Write};

use jiff::Timestamp;
use store::Subscription;

use crate::{archive, settings::Settings};

/// Prints one line a feed.
pub fn run(settings: &Settings) -> anyhow::Result<()> {
    let feeds = archive::open_reader(settings)?.subscriptions()?;
    let mut output = io::stdout().lock();
    if feeds.is_empty() {
        writeln!(output, "No feeds yet. Add one with: quelle add https://example.org")?;
    }
    for feed in feeds {
        let title = feed.title.as_deref().unwrap_or("-");
        writeln!(output, "{title}\t{}\t{} entries\t{}", feed.url, feed.health.entries, state(&feed))?;
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

fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        count => format!("{count} times"),
    }
}

fn minute(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M UTC").to_string()
}
