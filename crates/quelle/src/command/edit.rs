//! `quelle edit`: change how a feed is read.

use anyhow::Context;
use jiff::Timestamp;

use super::remove::subscription;
use crate::{archive, arguments::FullText, settings::Settings};

/// Sets whether the pages of a feed's entries are fetched.
pub fn run(settings: &Settings, url: &str, full_text: FullText) -> anyhow::Result<()> {
    let store = archive::open(settings)?;
    let feed = subscription(&store, url)?;
    let chosen = match full_text {
        FullText::Auto => store::FullText::Auto,
        FullText::Always => store::FullText::Always,
        FullText::Never => store::FullText::Never,
    };
    store.set_full_text(feed.id, chosen, Timestamp::now()).context("cannot change the feed")?;
    println!("Saved. What the feed has at the moment is read anew with: quelle poll");
    Ok(())
}
