//! `quelle add`: subscribe to a feed, or to the feed of a page.

use anyhow::{Context, bail};
use jiff::Timestamp;
use store::NewSubscription;
use url::Url;

use crate::{archive, settings::Settings, web::Web};

/// How many of the addresses that a page names are tried.
const MOST_CANDIDATES: usize = 8;

/// Finds the feed, subscribes to it, and says so.
pub fn run(settings: &Settings, address: &str, folder: Option<String>) -> anyhow::Result<()> {
    let store = archive::open(settings)?;
    let runtime = tokio::runtime::Runtime::new().context("cannot start")?;
    let found = runtime.block_on(async { find(&Web::live(settings)?, address).await })?;
    let new = NewSubscription { folder, ..found };
    let (_, is_new) = store.subscribe(&new, Timestamp::now()).context("cannot subscribe")?;
    match is_new {
        true => println!("Subscribed to {}. Fetch it with: quelle poll", new.url),
        false => println!("Already subscribed to {}", new.url),
    }
    Ok(())
}

/// The feed at an address: the address itself, or the first that its page names and that is one.
pub async fn find(web: &Web, address: &str) -> anyhow::Result<NewSubscription> {
    let address = with_scheme(address);
    let capture = web.asked_for(&address).await.with_context(|| format!("cannot subscribe to {address}"))?;
    if let Some(feed) = subscription(&capture) {
        return Ok(feed);
    }
    let base = Url::parse(&capture.final_url)
        .with_context(|| format!("{address} led to an address that is none"))?;
    let candidates = parse::discover(&capture.body, capture.content_type.as_deref(), &base);
    for candidate in candidates.iter().take(MOST_CANDIDATES) {
        let Ok(capture) = web.asked_for(&candidate.url).await else { continue };
        if let Some(feed) = subscription(&capture) {
            return Ok(feed);
        }
    }
    bail!("{address} is no feed, and its page names none that answers; give the address of the feed itself")
}

fn subscription(capture: &news::Capture) -> Option<NewSubscription> {
    let source = parse::Source {
        body: &capture.body,
        content_type: capture.content_type.as_deref(),
        url: Some(&capture.final_url),
    };
    let parsed = crate::pipeline::parse_feed(&source);
    parsed.format?;
    Some(NewSubscription { url: capture.url.clone(), title: None, site: parsed.feed.link, folder: None })
}

fn with_scheme(address: &str) -> String {
    let address = address.trim();
    match address.contains("://") {
        true => address.to_owned(),
        false => format!("https://{address}"),
    }
}
