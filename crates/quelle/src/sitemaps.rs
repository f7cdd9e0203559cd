//! What is read of sitemaps: they list all that a site ever published, and indexes list them all.

use jiff::{SignedDuration, Timestamp};
use news::{Entry, Feed, Link};

/// How old a page of a sitemap that is read for the first time may be.
const RECENT: SignedDuration = SignedDuration::from_hours(3 * 24);
/// How many sitemaps of an index are followed.
const FOLLOWED: usize = 5;

/// Whether a page came out of late. Of one without a date nothing is known: it may be years old.
pub fn is_recent(page: &Entry, now: Timestamp) -> bool {
    let time = page.published_at.or(page.updated_at);
    time.is_some_and(|time| now.duration_since(time) < RECENT)
}

/// The sitemaps of an index that are worth following: its first, since the newest come first.
pub fn followed(index: &Feed) -> Vec<String> {
    let is_sitemap = |link: &&Link| link.rel.as_deref() == Some("sitemap");
    index.links.iter().filter(is_sitemap).take(FOLLOWED).map(|link| link.href.clone()).collect()
}
