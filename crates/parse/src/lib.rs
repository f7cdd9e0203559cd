//! Reads feeds: RSS, RDF, Atom, CDF, JSON Feed, sitemaps, h-feed, OPML; and finds the feed of a page.
//!
//! Feeds in the wild are broken in a hundred ways, so nothing here fails whole: what could be read is
//! returned, with warnings. A feed goes from bytes to text (`charset`), from text to a tree that no
//! unclosed tag can spoil (`repair`, `tree`), and from the tree, by one table of names (`field`), to the
//! nouns of `news`. Input is hostile: size, depth and counts are bounded, entities are not expanded.

mod bounds;
mod charset;
mod common_paths;
mod construct;
mod context;
mod date;
mod declared;
mod discover;
mod entity;
mod entry;
mod field;
mod h_feed;
mod identity;
mod json_feed;
mod json_repair;
mod link;
mod microformat;
mod namespace;
mod opml;
mod page;
mod person;
mod plain;
mod repair;
mod sitemap;
mod tags;
mod tree;
mod xml_feed;

use news::{Feed, ParsedFeed, SafeHtml};
use url::Url;

pub use common_paths::common_paths;
pub use date::date;
pub use discover::{Discovered, discover};
pub use opml::{Opml, OpmlFeed, opml};

/// The most entries that are read from one feed.
pub const MAX_ENTRIES: usize = 10_000;

/// Makes HTML safe, and resolves its relative links against an address: `extract::sanitise`.
pub type Sanitise<'a> = dyn Fn(&str, Option<&Url>) -> SafeHtml + 'a;

/// What a feed is read from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Source<'a> {
    /// The bytes, after content decoding.
    pub body: &'a [u8],
    /// The `Content-Type` header, verbatim.
    pub content_type: Option<&'a str>,
    /// The address that the bytes came from, against which relative links are resolved.
    pub url: Option<&'a str>,
}

/// Reads a feed of any format. Never fails: of what is no feed, `format` is `None` and a warning says
/// what it is instead.
pub fn feed(source: &Source<'_>, sanitise: &Sanitise<'_>) -> ParsedFeed {
    let decoded = charset::decode(source.body, source.content_type);
    let base = source.url.and_then(|url| Url::parse(url).ok());
    let text = decoded.text.trim_start_matches(['\u{feff}', '\0']).trim_start();
    let mut parsed = if text.starts_with('{') {
        json_feed::read(text, base.as_ref(), sanitise)
    } else {
        let parsed = xml_feed::read(text, base.clone(), sanitise);
        let page = || h_feed::read(text, base.as_ref(), sanitise);
        if parsed.format.is_some() { parsed } else { page().unwrap_or(parsed) }
    };
    bounds::hold(&mut parsed);
    identity::settle(&mut parsed.entries);
    parsed.encoding = decoded.encoding.to_owned();
    parsed.warnings.splice(0..0, decoded.warnings);
    parsed
}

/// What a feed says of itself, without the cost of making the HTML of its entries safe; `None` when it is
/// no feed.
pub fn description(source: &Source<'_>) -> Option<Feed> {
    let parsed = feed(source, &|_, _| SafeHtml::default());
    parsed.format.map(|_| parsed.feed)
}

/// What is returned for something that is no feed.
fn no_feed(warning: String) -> ParsedFeed {
    ParsedFeed {
        feed: Feed::default(),
        entries: Vec::new(),
        format: None,
        encoding: String::new(),
        warnings: vec![warning],
    }
}
