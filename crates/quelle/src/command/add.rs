//! `quelle add`: subscribe to a feed, or to the feed of a page.

use anyhow::Context;
use news::FeedFormat;
use store::NewSubscription;
use url::Url;

use crate::{archive, clock::Clock, runtime, settings::Settings, web::Web};

/// How many addresses are tried when the one that was given is no feed.
const MOST_CANDIDATES: usize = 8;

/// Finds the feed, subscribes to it, and says so.
pub fn run(settings: &Settings, address: &str, folder: Option<String>) -> anyhow::Result<()> {
    let store = archive::open(settings)?;
    let runtime = runtime::start()?;
    let found = runtime.block_on(async { find(&Web::live(settings)?, address).await })?;
    let new = NewSubscription { folder, ..found };
    let (_, is_new) = store.subscribe(&new, Clock::default().now()).context("cannot subscribe")?;
    match is_new {
        true => println!("Subscribed to {}. Fetch it with: quelle poll", new.url),
        false => println!("Already subscribed to {}", new.url),
    }
    Ok(())
}

/// The feed at an address: the address itself, else the first of a feed that its page names, else the
/// first that is where feeds usually are.
pub async fn find(web: &Web, address: &str) -> anyhow::Result<NewSubscription> {
    let address = with_scheme(address);
    let capture = web.asked_for(&address).await.with_context(|| format!("cannot subscribe to {address}"))?;
    // A page that is a feed itself may name a better one.
    if let Some((feed, format)) = subscription(&capture)
        && format != FeedFormat::HFeed
    {
        return Ok(feed);
    }
    let base = Url::parse(&capture.final_url)
        .with_context(|| format!("{address} led to an address that is none"))?;
    let named = parse::discover(&capture.body, capture.content_type.as_deref(), &base);
    let named: Vec<String> = named.into_iter().map(|feed| feed.url).take(MOST_CANDIDATES).collect();
    if let Some(feed) = first_feed(web, &named).await {
        return Ok(feed);
    }
    let usual = common_paths(web, &base).await;
    let usual = &usual[..usual.len().min(MOST_CANDIDATES - named.len())];
    let found = first_feed(web, usual).await;
    found.with_context(|| {
        format!("{address} is no feed, and neither its page nor the usual places lead to one; give the address of the feed itself")
    })
}

/// The first of these addresses that is a feed.
async fn first_feed(web: &Web, candidates: &[String]) -> Option<NewSubscription> {
    for candidate in candidates {
        let Ok(capture) = web.asked_for(candidate).await else { continue };
        if let Some((feed, _)) = subscription(&capture) {
            return Some(feed);
        }
    }
    None
}

/// Where the feed of a site may be that names none; its robots.txt may list its news.
async fn common_paths(web: &Web, site: &Url) -> Vec<String> {
    let robots = match site.join("/robots.txt") {
        Ok(robots) => web.asked_for(robots.as_str()).await.ok(),
        Err(_) => None,
    };
    let robots = robots.map(|capture| String::from_utf8_lossy(&capture.body).into_owned());
    let paths = parse::common_paths(site, robots.as_deref());
    paths.into_iter().map(String::from).collect()
}

/// The subscription to what was answered, if it is a feed, and its format.
fn subscription(capture: &news::Capture) -> Option<(NewSubscription, FeedFormat)> {
    let source = parse::Source {
        body: &capture.body,
        content_type: capture.content_type.as_deref(),
        url: Some(&capture.final_url),
    };
    let parsed = crate::pipeline::parse_feed(&source);
    let new = NewSubscription { url: capture.url.clone(), title: None, site: parsed.feed.link, folder: None };
    Some((new, parsed.format?))
}

fn with_scheme(address: &str) -> String {
    let address = address.trim();
    match address.contains("://") {
        true => address.to_owned(),
        false => format!("https://{address}"),
    }
}
