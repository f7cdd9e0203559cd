//! `quelle edit`: change how a feed is read.

use anyhow::Context;
use store::FullText;

use crate::{archive, clock::Clock, settings::Settings};

/// Sets whether the pages of a feed's entries are fetched.
pub fn run(settings: &Settings, url: &str, full_text: FullText) -> anyhow::Result<()> {
    let store = archive::open(settings)?;
    let feed = archive::subscription(&store, url)?;
    store.set_full_text(feed.id, full_text, Clock::default().now()).context("cannot change the feed")?;
    println!("Saved. What the feed has at the moment is read anew with: quelle poll");
    Ok(())
}
