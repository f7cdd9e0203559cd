//! The parsers that are compared, each with the sanitiser that belongs to it. What they read is turned
//! into the nouns of `news`, so that one comparison does for all.

mod feed_rs;
mod feedparser;

use std::{
    panic::{self, AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use news::ParsedFeed;

use super::suites::Document;

/// How often each parser reads everything; the fastest time counts.
const ROUNDS: usize = 3;

/// What a parser made of a list of documents.
pub struct Readings {
    pub name: String,
    /// For each document what was read, `None` for what was not taken for a feed.
    pub feeds: Vec<Option<ParsedFeed>>,
    /// How long it took to read all, without turning it into the nouns.
    pub elapsed: Duration,
}

/// Every parser that is there, ours first.
pub fn all(documents: &[&Document]) -> anyhow::Result<Vec<Readings>> {
    let ours =
        readings("Quelle", documents, quelle, |parsed| Some(parsed).filter(|parsed| parsed.format.is_some()));
    let feed_rs = readings("feed-rs 3, ammonia", documents, feed_rs::read, |feed| feed.map(feed_rs::parsed));
    Ok([Some(ours), Some(feed_rs), feedparser::readings(documents, ROUNDS)?].into_iter().flatten().collect())
}

/// Quelle, with the sanitiser that the program uses.
pub fn quelle(document: &Document) -> ParsedFeed {
    let Document { body, content_type, url } = document;
    let source = parse::Source { body, content_type: content_type.as_deref(), url: Some(url) };
    parse::feed(&source, &|html, base| extract::sanitise(html, base))
}

fn readings<T>(
    name: &str,
    documents: &[&Document],
    read: impl Fn(&Document) -> T,
    parsed: impl Fn(T) -> Option<ParsedFeed>,
) -> Readings {
    let round = || {
        let start = Instant::now();
        let read =
            documents.iter().map(|document| catch_unwind(AssertUnwindSafe(|| read(document)))).collect();
        (start.elapsed(), read)
    };
    // A parser that panics has read nothing, and the table says so: its traces would only hide it.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let rounds: Vec<(Duration, Vec<_>)> = (0..ROUNDS).map(|_| round()).collect();
    panic::set_hook(hook);
    let elapsed = rounds.iter().map(|(elapsed, _)| *elapsed).min().unwrap_or_default();
    let last = rounds.into_iter().next_back().map(|(_, read)| read).unwrap_or_default();
    let feeds = last.into_iter().map(|read| read.ok().and_then(&parsed)).collect();
    Readings { name: name.to_owned(), feeds, elapsed }
}
