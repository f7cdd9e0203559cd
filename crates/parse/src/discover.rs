//! Finds the feeds of a page: what it declares in `link` elements, then the anchors that look like feeds.

use std::sync::LazyLock;

use quick_xml::events::BytesStart;
use regex::Regex;
use url::Url;

use crate::{charset, entity, plain};

/// The most feeds of one page.
const MAX_FOUND: usize = 50;
/// The most bytes of a page that are looked at.
const MAX_PAGE: usize = 4 << 20;
/// The most bytes of one tag in which quotes count: beyond them, one was never closed.
const MAX_TAG: usize = 4096;
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
/// those it merely links to, and feeds of comments last.
pub fn discover(page: &[u8], content_type: Option<&str>, url: &Url) -> Vec<Discovered> {
    let text = charset::decode(&page[..page.len().min(MAX_PAGE)], content_type).text;
    let mut base = url.clone();
    let mut found: Vec<(u8, Discovered)> = Vec::new();
    for (tag, words) in tags(&text) {
        let attributes = Attributes::of(tag);
        let Some(href) = attributes.get("href") else { continue };
        if is_named(tag, "base") {
            base = url.join(href).unwrap_or(base);
            continue;
        }
        let Some(address) = base.join(href).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
        else {
            continue;
        };
        let rank = rank(tag, &attributes, &address);
        if let Some(rank) = rank
            && found.iter().all(|(_, known)| known.url != address.as_str())
        {
            let title = attributes.get("title").map(plain::text).or_else(|| Some(plain::text(words)));
            let title = title.filter(|title| !title.is_empty());
            found.push((rank, Discovered { url: address.into(), title }));
        }
        if found.len() == MAX_FOUND {
            break;
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, feed)| feed).collect()
}

/// The insides of the tags `link`, `a` and `base`, each with the text after it; what stands in comments,
/// scripts and styles is skipped.
fn tags(page: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = page;
    std::iter::from_fn(move || {
        loop {
            let inside = &rest[rest.find('<')? + 1..];
            let is_comment = inside.starts_with("!--");
            let hidden = if is_comment {
                Some("!--")
            } else {
                ["script", "style"].into_iter().find(|name| is_named(inside, name))
            };
            let end = match hidden {
                Some("!--") => inside.find("-->")?,
                Some(name) => plain::find_ignoring_case(inside, &format!("</{name}"))?,
                None if ["link", "a", "base"].into_iter().any(|name| is_named(inside, name)) => {
                    tag_end(inside)?
                }
                None => {
                    rest = inside;
                    continue;
                }
            };
            rest = &inside[end..];
            if hidden.is_none() {
                let words = &rest[1..];
                return Some((&inside[..end], &words[..words.find('<').unwrap_or(words.len())]));
            }
        }
    })
}

/// Where a tag ends: at the first `>` that stands in no quoted value.
fn tag_end(inside: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate().take(MAX_TAG) {
        match byte {
            b'>' if quote.is_none() => return Some(at),
            _ if quote == Some(byte) => quote = None,
            b'"' | b'\'' if quote.is_none() && inside[..at].trim_end().ends_with('=') => quote = Some(byte),
            _ => {}
        }
    }
    inside.find('>')
}

/// Whether a tag's inside begins with a name.
fn is_named(inside: &str, name: &str) -> bool {
    inside.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && inside[name.len()..].starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))
}

/// How likely the tag is to lead to the feed of the page, the least the likeliest; `None` when it leads to none.
fn rank(tag: &str, attributes: &Attributes, address: &Url) -> Option<u8> {
    let is_link = is_named(tag, "link");
    let is_feed = if is_link { is_declared(attributes) } else { is_linked(attributes, address) };
    is_feed.then_some(match (is_of_comments(address), is_link) {
        (true, _) => 2,
        (false, false) => 1,
        (false, true) => 0,
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
        let name_length = tag.find(char::is_whitespace).unwrap_or(tag.len());
        let tag = BytesStart::from_content(tag.trim_end_matches('/'), name_length);
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
