//! `quelle import`: subscribe to all feeds of an OPML file.

use std::{io::Read, path::Path};

use anyhow::{Context, bail};
use jiff::Timestamp;
use store::{NewSubscription, Store};

use crate::{archive, clock::Clock, jsonl, settings::Settings};

/// Subscribes to every feed of the file, and says how many were new.
pub fn run(settings: &Settings, file: &Path) -> anyhow::Result<()> {
    let mut body = Vec::new();
    jsonl::open(Some(file))?
        .read_to_end(&mut body)
        .with_context(|| format!("cannot read {}", file.display()))?;
    let store = archive::open(settings)?;
    let counts = import(&store, &body, settings.allow_private_addresses, Clock::default().now())
        .with_context(|| format!("cannot import {}", file.display()))?;
    println!(
        "{} new, {} known already, {} refused. Fetch them with: quelle poll",
        counts.new, counts.known, counts.refused
    );
    Ok(())
}

/// What an import did.
#[derive(Default)]
pub struct Counts {
    pub new: usize,
    pub known: usize,
    pub refused: usize,
}

/// Subscribes to every feed of an OPML document that is an address to fetch from.
pub fn import(store: &Store, body: &[u8], allow_private: bool, now: Timestamp) -> anyhow::Result<Counts> {
    let opml = parse::opml(body);
    for warning in &opml.warnings {
        eprintln!("quelle: {warning}");
    }
    if opml.feeds.is_empty() {
        bail!("it names no feed; is it an OPML file?");
    }
    let mut counts = Counts::default();
    for feed in opml.feeds {
        if let Err(error) = fetch::check_address(&feed.url, allow_private) {
            eprintln!("quelle: {error}");
            counts.refused += 1;
            continue;
        }
        let new = NewSubscription { url: feed.url, title: feed.title, site: feed.site, folder: feed.folder };
        match store.subscribe(&new, now)?.1 {
            true => counts.new += 1,
            false => counts.known += 1,
        }
    }
    Ok(counts)
}
