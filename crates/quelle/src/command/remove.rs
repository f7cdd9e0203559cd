//! `quelle remove`: end the subscription to a feed.

use anyhow::Context;
use store::{Store, Subscription};

use crate::{archive, settings::Settings};

/// Ends the subscription, and says so.
pub fn run(settings: &Settings, url: &str) -> anyhow::Result<()> {
    let store = archive::open(settings)?;
    let feed = subscription(&store, url)?;
    store.unsubscribe(feed.id).context("cannot end the subscription")?;
    println!("{} is read no more. The {} entries that it brought stay.", feed.url, feed.health.entries);
    Ok(())
}

/// The feed of an address that is subscribed to.
pub fn subscription(store: &Store, url: &str) -> anyhow::Result<Subscription> {
    let found = store.subscriptions()?.into_iter().find(|feed| feed.url == url.trim());
    found.with_context(|| format!("you are not subscribed to {url}; list your feeds with: quelle feeds"))
}
