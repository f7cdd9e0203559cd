//! Finds the feeds of a page: what it declares in `link` elements, then the anchors that look like feeds.

use std::sync::LazyLock;

use quick_xml::events::BytesStart;
use regex::Regex;
use url::Url;

use crate::{
    charset, entity, h_feed,
    page::MAX_PAGE,
    plain,
    tags::{Tag, tags},
};

/// The most feeds of one page.
const MAX_FOUND: usize = 50;
/// How likely a feed is to be that of the page, the least the likeliest.
const DECLARED: u8 = 0;
const LINKED: u8 = 1;
const OF_COMMENTS: u8 = 2;
const ITSELF: u8 = 3;
/// Media types that say that a link leads to a feed.
const FEED_TYPES: [&str; 7] = [
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/x-rss+xml",
    "application/x.atom+xml",
    "text/rss+xml",
];

/// Addresses that feeds have.
static FEED_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:[./_-]|/|=)(?:rss|atom|feeds?|rdf)(?:[0-9]*)(?:\.(?:xml|rdf|php|aspx?|json))?/?(?:[?#].*)?$|\.(?:rss|atom|rdf)$|^https?://(?:feeds?|rss)\.[^/]+/.")
        .expect("the pattern is a constant that the tests compile")
});

/// A feed that a page points to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovered {
    /// Its address.
    pub url: String,
    /// What the page calls it.
    pub title: Option<String>,
}

/// Finds the feeds of a page at an address, the likeliest first, each once: those it declares before
/// those it merely links to, and feeds of comments last. A page that declares none and is one itself
/// (h-feed) comes after them all.
pub fn discover(page: &[u8], content_type: Option<&str>, url: &Url) -> Vec<Discovered> {
    let text = charset::decode(&page[..page.len().min(MAX_PAGE)], content_type).text;
    let mut base = url.clone();
    let mut found: Vec<(u8, Discovered)> = Vec::new();
    for tag in tags(&text).filter(|tag| ["link", "a", "base"].into_iter().any(|name| tag.is_named(name))) {
        let attributes = Attributes::of(tag.inside);
        let Some(href) = attributes.get("href") else { continue };
        if tag.is_named("base") {
            base = url.join(href).unwrap_or(base);
            continue;
        }
        let Some(address) = base.join(href).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
        else {
            continue;
        };
        let rank = rank(&tag, &attributes, &address);
        if let Some(rank) = rank
            && found.iter().all(|(_, known)| known.url != address.as_str())
        {
            let title = attributes.get("title").map(plain::text).or_else(|| Some(plain::text(tag.words)));
            let title = title.filter(|title| !title.is_empty());
            found.push((rank, Discovered { url: address.into(), title }));
        }
        if found.len() == MAX_FOUND {
            break;
        }
    }
    let declares_none = found.iter().all(|(rank, _)| *rank != DECLARED);
    if declares_none && h_feed::is_feed(&text, url) {
        found.push((ITSELF, Discovered { url: url.to_string(), title: None }));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, feed)| feed).collect()
}

/// How likely the tag is to lead to the feed of the page, the least the likeliest; `None` when it leads to none.
fn rank(tag: &Tag<'_>, attributes: &Attributes, address: &Url) -> Option<u8> {
    let is_link = tag.is_named("link");
    let is_feed = if is_link { is_declared(attributes) } else { is_linked(attributes, address) };
    is_feed.then_some(match (is_of_comments(address), is_link) {
        (true, _) => OF_COMMENTS,
        (false, false) => LINKED,
        (false, true) => DECLARED,
    })
}

fn is_declared(attributes: &Attributes) -> bool {
    let rel = attributes.get("rel").unwrap_or_default().to_ascii_lowercase();
    let kind = attributes.get("type").unwrap_or_default().to_ascii_lowercase();
    let is_alternate =
        rel.split_ascii_whitespace().any(|rel| matches!(rel, "alternate" | "feed" | "alternative"));
    let is_typed = FEED_TYPES.iter().any(|feed| kind.trim().starts_with(feed));
    let is_feed = is_typed || rel.split_ascii_whitespace().any(|rel| rel == "feed");
    is_alternate && is_feed
}

fn is_linked(attributes: &Attributes, address: &Url) -> bool {
    let is_typed = attributes.get("type").is_some_and(|kind| FEED_TYPES.contains(&kind));
    is_typed || FEED_ADDRESS.is_match(address.as_str())
}

fn is_of_comments(address: &Url) -> bool {
    address.path().contains("/comments")
        || address.query().is_some_and(|query| query.contains("feed=comments"))
}

/// The attributes of a tag of HTML, by their names in lower case.
struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn of(tag: &str) -> Self {
        // A slash right behind an address that has no quotes belongs to it.
        let tag = tag
            .strip_suffix('/')
            .filter(|tag| tag.ends_with([' ', '\t', '\n', '\r', '"', '\'']))
            .unwrap_or(tag);
        let name_length = tag.find(char::is_whitespace).unwrap_or(tag.len());
        let tag = BytesStart::from_content(tag, name_length);
        Self(
            tag.html_attributes()
                .with_checks(false)
                .flatten()
                .map(|one| {
                    (one.key.as_ref().to_ascii_lowercase(), entity::decode(&one.value).trim().to_owned())
                })
                .collect(),
        )
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
