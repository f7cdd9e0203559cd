//! `quelle remove`: end the subscription to a feed.

use anyhow::Context;

use crate::{archive, settings::Settings};

/// Ends the subscription, and says so.
pub fn run(settings: &Settings, url: &str) -> anyhow::Result<()> {
    let store = archive::open(settings)?;
    let feed = archive::subscription(&store, url)?;
    store.unsubscribe(feed.id).context("cannot end the subscription")?;
    println!("{} is read no more. The {} entries that it brought stay.", feed.url, feed.health.entries);
    Ok(())
}
