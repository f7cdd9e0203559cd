//! The way of the data: how the stages join. Values in, values out; `round` does the fetching and saving.
//!
//! ```text
//! capture ─ parse ─ entry ─ extract ─ article ─ annotate ─ digest ─ fold ─ placement ─ provenance ─ trace
//! ```

use std::collections::HashMap;

use news::{Capture, CaptureId, Digest, Entry, Feed, Language, ParsedFeed, Placement, StoryId, Trace};
use provenance::Member;
use store::{EntryReading, FullText, NewArticle, NextStep, StoredEntry, Subscription};
use url::Url;

/// Rises when a stage changes what it makes of the same capture; `quelle rederive` then makes it anew.
pub const STAGE_VERSION: u32 = 1;

/// What a captured feed holds that the archive does not have yet.
pub struct FeedReading {
    /// What the feed says of itself.
    pub feed: Feed,
    /// Its new and changed entries.
    pub entries: Vec<EntryReading>,
}

/// Parses a feed, with its HTML made safe.
pub fn parse_feed(source: &parse::Source<'_>) -> ParsedFeed {
    parse::feed(source, &|html, base| extract::sanitise(html, base))
}

/// Reads a captured feed. `known` are the hashes of the entries that the archive has, by their ids.
pub fn read_feed(
    (id, capture): (CaptureId, &Capture),
    subscription: &Subscription,
    known: &HashMap<String, u64>,
) -> FeedReading {
    let parsed = parse_feed(&parse::Source {
        body: &capture.body,
        content_type: capture.content_type.as_deref(),
        url: Some(&capture.final_url),
    });
    let feed = parsed.feed;
    let is_news = |entry: &Entry| known.get(&entry.id) != Some(&store::entry_hash(entry));
    let reading = |entry: Entry| {
        let next = next_step(&entry, id, subscription, &feed);
        EntryReading { entry, next }
    };
    let entries = parsed.entries.into_iter().filter(is_news).map(reading).collect();
    FeedReading { feed, entries }
}

/// Reads the article of an entry from the page that the entry leads to; `None` when there is none.
pub fn read_page(
    (id, capture): (CaptureId, &Capture),
    stored: &StoredEntry,
    subscription: &Subscription,
) -> Option<NewArticle> {
    let from_page = extract::page(&extract::Page {
        body: &capture.body,
        content_type: capture.content_type.as_deref(),
        url: Some(&capture.final_url),
    });
    let from_entry = extract::entry(&stored.entry, subscription.language.as_ref());
    let read = extract::merge(from_page, from_entry);
    new_article(read, &stored.entry, id, subscription.title.as_deref(), &subscription.url)
}

/// Makes do with what the feed gives of an article whose page cannot be had; `None` when that is nothing.
pub fn read_teaser(
    capture: CaptureId,
    stored: &StoredEntry,
    subscription: &Subscription,
) -> Option<NewArticle> {
    let read = extract::entry(&stored.entry, subscription.language.as_ref());
    new_article(read, &stored.entry, capture, subscription.title.as_deref(), &subscription.url)
}

/// Says where a story comes from.
pub fn trace(story: StoryId, members: &[(Digest, Placement)]) -> Trace {
    let members: Vec<Member<'_>> =
        members.iter().map(|(digest, placement)| Member { digest, placement }).collect();
    provenance::trace(story, &members)
}

fn next_step(entry: &Entry, capture: CaptureId, subscription: &Subscription, feed: &Feed) -> NextStep {
    let language: Option<&Language> = feed.language.as_ref();
    let read = extract::entry(entry, language);
    let has_page =
        entry.link.as_deref().and_then(|link| Url::parse(link).ok()).is_some_and(|url| is_web(&url));
    let wants_page = match subscription.full_text {
        FullText::Always => true,
        FullText::Auto => read.article.is_teaser,
        FullText::Never => false,
    };
    if has_page && wants_page {
        return NextStep::FetchPage;
    }
    let publisher = feed.title.as_deref().or(subscription.title.as_deref());
    match new_article(read, entry, capture, publisher, &subscription.url) {
        Some(article) => NextStep::Article(Box::new(article)),
        None => NextStep::Nothing,
    }
}

fn new_article(
    read: extract::Read,
    entry: &Entry,
    capture: CaptureId,
    publisher: Option<&str>,
    feed_url: &str,
) -> Option<NewArticle> {
    let mut article = read.article;
    if article.text.is_empty() && article.headline.is_none() {
        return None;
    }
    article.publisher = publisher.map(str::to_owned).or(article.publisher);
    let address = address(article.canonical_url.as_deref(), article.url.as_deref())
        .unwrap_or_else(|| format!("{feed_url}#{}", entry.id));
    let annotations = annotate::article(&article);
    Some(NewArticle { address, article, annotations, capture, stage_version: STAGE_VERSION })
}

/// What an article is known by: its canonical address when that is of the same host (a page cannot
/// pass itself off as another publisher's), else its own; without fragment and tracking parameters.
fn address(canonical: Option<&str>, own: Option<&str>) -> Option<String> {
    let parse = |url: &str| Url::parse(url).ok().filter(is_web);
    let own = own.and_then(parse);
    let canonical = canonical
        .and_then(parse)
        .filter(|canonical| own.as_ref().is_none_or(|own| own.host_str() == canonical.host_str()));
    let mut url = canonical.or(own)?;
    url.set_fragment(None);
    if url.query().is_some() {
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| !is_tracking(name))
            .map(|(n, v)| (n.into(), v.into()))
            .collect();
        match kept.is_empty() {
            true => url.set_query(None),
            false => drop(url.query_pairs_mut().clear().extend_pairs(kept)),
        }
    }
    Some(url.into())
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

fn is_tracking(parameter: &str) -> bool {
    parameter.starts_with("utm_") || matches!(parameter, "fbclid" | "gclid" | "mc_cid" | "mc_eid")
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_article_is_known_by_its_canonical_address() {
        for (canonical, own, known_by) in [
            (
                Some("https://a.example/x"),
                Some("https://a.example/x?utm_source=rss#top"),
                Some("https://a.example/x"),
            ),
            (
                Some("https://b.example/x"),
                Some("https://a.example/x?id=1&utm_medium=rss"),
                Some("https://a.example/x?id=1"),
            ),
            (Some("javascript:alert(1)"), Some("https://a.example/x"), Some("https://a.example/x")),
            (None, Some("mailto:a@a.example"), None),
            (None, None, None),
        ] {
            assert_eq!(address(canonical, own).as_deref(), known_by, "{own:?}");
        }
    }
}
