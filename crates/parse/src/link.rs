//! The links of a feed or an entry, and which of them leads to the page that it is about.

use news::Link;

use crate::{
    context::Context,
    entry::MAX_LISTED,
    field::{Field, Fields},
    namespace::Family,
    tree::Element,
};

/// Every link, in the order of the document. The text of an RSS link counts as its address, and a file that
/// RSS attaches as a link, as it is one in Atom.
pub(crate) fn all(element: &Element, fields: &Fields<'_>, context: &Context) -> Vec<Link> {
    let own = element.attribute("href").and_then(|href| context.resolve(href));
    let own = own.map(|href| Link { href, rel: Some("alternate".to_owned()), ..Link::default() });
    let inner = fields
        .any([Field::Link, Field::Enclosure])
        .filter(|(element, _)| matches!(element.name.as_str(), "link" | "enclosure"))
        .filter_map(|(element, context)| link(element, context));
    own.into_iter().chain(inner).take(MAX_LISTED).collect()
}

fn link(element: &Element, context: &Context) -> Option<Link> {
    let rel = if element.name == "enclosure" {
        "enclosure"
    } else {
        element.attribute("rel").unwrap_or("alternate")
    };
    let rel = rel.to_ascii_lowercase();
    let rel = rel.strip_prefix("http://www.iana.org/assignments/relation/").unwrap_or(&rel).to_owned();
    Some(Link {
        href: linked(element, context)?,
        rel: Some(rel),
        media_type: element.attribute("type").map(str::to_owned),
        text: None,
    })
}

/// The address that the links lead to first of all; of several of RSS, the last, as other readers have it.
pub(crate) fn main(fields: &Fields<'_>, links: &[Link]) -> Option<String> {
    let is_of_rss = |(element, context): &(&Element, &Context)| {
        element.family == Family::Plain && !context.is_atom && element.attribute("rel").is_none()
    };
    let of_rss =
        fields.all(Field::Link).filter(is_of_rss).filter_map(|(element, context)| linked(element, context));
    let alternates = || links.iter().filter(|link| link.rel.as_deref() == Some("alternate"));
    let is_page = |link: &&Link| link.media_type.as_deref().is_none_or(|kind| kind.contains("html"));
    let page = || alternates().find(is_page).or_else(|| alternates().next()).map(|link| link.href.clone());
    of_rss.last().or_else(page)
}

/// The address of an entry's article: before a counting service put its own in front of it, if that is told.
pub(crate) fn of_entry(fields: &Fields<'_>, links: &[Link]) -> Option<String> {
    let original =
        fields.all(Field::OriginalLink).find_map(|(element, context)| context.resolve(&element.text()));
    original.or_else(|| main(fields, links)).or_else(|| permalink(fields))
}

/// Where an element that is a link leads.
fn linked(element: &Element, context: &Context) -> Option<String> {
    let written =
        element.attribute("href").or(element.attribute("url").filter(|_| element.name == "enclosure"));
    context.resolve(&written.map_or_else(|| element.text(), str::to_owned))
}

/// A guid is the link too, unless it says otherwise or is no address.
fn permalink(fields: &Fields<'_>) -> Option<String> {
    let (guid, context) = fields.all(Field::Id).find(|(element, _)| element.name == "guid")?;
    if guid.attribute("ispermalink").is_some_and(|value| value.eq_ignore_ascii_case("false")) {
        return None;
    }
    let address = guid.text();
    let is_address = address.trim_start().starts_with("http") || guid.attribute("ispermalink").is_some();
    if is_address { context.resolve(&address) } else { None }
}
