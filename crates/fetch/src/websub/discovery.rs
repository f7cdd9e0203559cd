//! Which hub pushes a feed, and under which name (section 4 of the Recommendation).

use std::collections::HashSet;

use news::{Capture, Feed, PushOffer};
use url::Url;

/// The most hubs of one feed that are remembered.
const MAX_HUBS: usize = 4;
/// Longer addresses are passed over.
const MAX_ADDRESS_BYTES: usize = 2048;

/// The hubs and the topic that a feed names: in the `Link` headers of its capture, and where these lack one of
/// the two, in the feed itself. `None` when either is missing. Hubs with TLS come first.
pub fn discover(capture: &Capture, feed: &Feed) -> Option<PushOffer> {
    let base = Url::parse(&capture.final_url).ok()?;
    let complete = |target: &str| complete(&base, target);
    let headers = capture.headers.iter().filter(|(name, _)| name == "link");
    let links: Vec<Link> = headers.flat_map(|(_, value)| links(value)).collect();
    let in_headers = |relation: &'static str| {
        let meant = links.iter().filter(move |link| link.has_relation(relation));
        meant.filter_map(|link| complete(link.target))
    };
    let mut hubs: Vec<String> = in_headers("hub").collect();
    if hubs.is_empty() {
        hubs = hubs_of(feed).filter_map(complete).collect();
    }
    let in_feed = || feed.self_url.as_deref().and_then(complete);
    let topic = in_headers("self").next().or_else(in_feed)?;
    hubs.sort_by_key(|hub| !hub.starts_with("https:"));
    let mut seen = HashSet::new();
    hubs.retain(|hub| seen.insert(hub.clone()));
    hubs.truncate(MAX_HUBS);
    (!hubs.is_empty()).then_some(PushOffer { hubs, topic })
}

fn hubs_of(feed: &Feed) -> impl Iterator<Item = &str> {
    let is_hub = |rel: &str| rel.split_whitespace().any(|one| one.eq_ignore_ascii_case("hub"));
    let links = feed.links.iter().filter(move |link| link.rel.as_deref().is_some_and(is_hub));
    feed.hub.as_deref().into_iter().chain(links.map(|link| link.href.as_str()))
}

/// The address as it is written when it is whole, since hubs know a topic by its text; else resolved.
/// `None` for what is no address of the web.
fn complete(base: &Url, target: &str) -> Option<String> {
    let target = target.trim();
    let url = base.join(target).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let is_whole = Url::parse(target).is_ok();
    let address = if is_whole { target.to_owned() } else { url.into() };
    (address.len() <= MAX_ADDRESS_BYTES).then_some(address)
}

/// One link of a `Link` header.
struct Link<'h> {
    target: &'h str,
    parameters: &'h str,
}

/// The links of a `Link` header (RFC 8288, section 3): `<target>; name=value; name="value", <target> …`.
fn links(header: &str) -> impl Iterator<Item = Link<'_>> {
    let mut rest = header;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once('<')?;
        let (target, after) = after.split_once('>')?;
        let (parameters, after) = split_unquoted(after, b',');
        rest = after;
        Some(Link { target, parameters })
    })
}

impl Link<'_> {
    /// Whether it says this relation of the capture; one with an anchor speaks of something else.
    fn has_relation(&self, relation: &str) -> bool {
        let relations = self.parameter("rel").unwrap_or_default();
        let is_named = relations.split_whitespace().any(|one| one.eq_ignore_ascii_case(relation));
        is_named && self.parameter("anchor").is_none()
    }

    /// The value of the first parameter of a name.
    fn parameter(&self, name: &str) -> Option<String> {
        let mut rest = self.parameters;
        while !rest.is_empty() {
            let (parameter, after) = split_unquoted(rest, b';');
            let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            if key.trim().eq_ignore_ascii_case(name) {
                return Some(unquoted(value.trim()));
            }
            rest = after;
        }
        None
    }
}

/// Splits at the first separator that does not stand in quotation marks.
fn split_unquoted(text: &str, separator: u8) -> (&str, &str) {
    let (mut is_quoted, mut is_escaped) = (false, false);
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_quoted,
            b'"' => is_quoted = !is_quoted,
            _ if byte == separator && !is_quoted => return (&text[..place], &text[place + 1..]),
            _ => {}
        }
    }
    (text, "")
}

/// The text of a quoted string (RFC 9110, section 5.6.4), or the text itself.
fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"') else { return value.to_owned() };
    let mut characters = inner.strip_suffix('"').unwrap_or(inner).chars();
    let mut text = String::new();
    while let Some(character) = characters.next() {
        text.extend(if character == '\\' { characters.next() } else { Some(character) });
    }
    text
}
