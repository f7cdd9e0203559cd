//! RSS, RDF, Atom, CDF and, handed on, sitemaps: finds the entries of a document, and what it says of itself.

use std::rc::Rc;

use news::{Entry, Feed, FeedFormat, ParsedFeed};
use url::Url;

use crate::{
    MAX_ENTRIES, Sanitise,
    context::Context,
    date::date,
    declared, entry,
    field::{Field, Fields},
    link, no_feed, person, repair, sitemap,
    tree::{self, Element},
};

/// Reads a feed from text that should be XML.
pub(crate) fn read(text: &str, base: Option<Url>, sanitise: &Sanitise<'_>) -> ParsedFeed {
    let declared = declared::entities(text);
    let (document, mut warnings) = tree::parse(&repair::repair(text), &declared);
    let Some((root, format)) = find_root(&document) else {
        return no_feed(what_else(text, &document));
    };
    let context =
        Context { base: base.map(Rc::new), language: None, is_atom: format == FeedFormat::Atom }.enter(root);
    let (feed, entries) = match format {
        FeedFormat::Sitemap => sitemap::read(root, &context, &mut warnings),
        FeedFormat::SitemapIndex => (sitemap::index(root, &context), Vec::new()),
        _ => channel(root, &context, sanitise, &mut warnings),
    };
    ParsedFeed { feed, entries, format: Some(format), encoding: String::new(), warnings }
}

/// What a channel says of itself, and its entries.
fn channel(
    root: &Element,
    context: &Context,
    sanitise: &Sanitise<'_>,
    warnings: &mut Vec<String>,
) -> (Feed, Vec<Entry>) {
    let channel = root.elements().find(|element| element.name == "channel").unwrap_or(root);
    let inside = if std::ptr::eq(channel, root) { context.clone() } else { context.enter(channel) };
    let mut found = Vec::new();
    collect_entries(root, context, &mut found);
    if found.len() > MAX_ENTRIES {
        warnings.push(format!("Only the first {MAX_ENTRIES} of {} entries were read.", found.len()));
        found.truncate(MAX_ENTRIES);
    }
    let entries: Vec<Entry> =
        found.iter().filter_map(|(element, around)| entry::read(element, around, sanitise)).collect();
    let last = found.last().map(|(element, _)| *element).filter(|element| element.is_cut);
    if entries.len() < found.len() {
        warnings.push("The last entry was left out, being cut off before its id and link.".to_owned());
    } else if last.unwrap_or(channel).elements().last().is_some_and(|field| field.is_cut) {
        warnings.push("The last field was left out, being cut off.".to_owned());
    }
    (feed(root, channel, &inside), entries)
}

/// The element that is a feed: the first that has a feed's name, at the top or not far below.
fn find_root(document: &Element) -> Option<(&Element, FeedFormat)> {
    let mut level: Vec<&Element> = document.elements().collect();
    for _ in 0..4 {
        if let Some(found) = level.iter().find_map(|element| Some((*element, format(element)?))) {
            return Some(found);
        }
        level = level.iter().flat_map(|element| element.elements()).collect();
    }
    None
}

fn format(element: &Element) -> Option<FeedFormat> {
    match element.name.as_str() {
        "rss" => Some(FeedFormat::Rss),
        "channel" => Some(FeedFormat::Rss),
        "rdf" => Some(FeedFormat::Rdf),
        "feed" => Some(FeedFormat::Atom),
        "entry" if element.is_entry() => Some(FeedFormat::Atom),
        "urlset" => Some(FeedFormat::Sitemap),
        "sitemapindex" => Some(FeedFormat::SitemapIndex),
        _ => None,
    }
}

fn what_else(text: &str, document: &Element) -> String {
    if text.is_empty() {
        return "This is no feed: it is empty.".to_owned();
    }
    match document.elements().next().map(|root| root.name.as_str()) {
        Some("html") => "This is no feed but a page.".to_owned(),
        Some("opml") => "This is no feed but a list of feeds.".to_owned(),
        Some(name) => format!("This is no feed: it begins with <{name}>."),
        None => "This is no feed: there is no markup in it.".to_owned(),
    }
}

/// The entries below an element, each with what holds around it.
fn collect_entries<'e>(element: &'e Element, context: &Context, found: &mut Vec<(&'e Element, Context)>) {
    if element.is_entry() {
        found.push((element, context.clone()));
        return;
    }
    for child in element.elements() {
        let around = if child.is_entry() { context.clone() } else { context.enter(child) };
        collect_entries(child, &around, found);
    }
}

fn feed(root: &Element, channel: &Element, context: &Context) -> Feed {
    let beside = root.elements().filter(|_| !std::ptr::eq(root, channel));
    let own = channel.elements().chain(beside).filter(|element| !element.is_entry());
    let fields = Fields::of(own, context);
    let links = link::all(channel, &fields, context);
    let with_rel =
        |rel: &str| links.iter().find(|link| link.rel.as_deref() == Some(rel)).map(|link| link.href.clone());
    Feed {
        title: entry::title(&fields),
        subtitle: entry::text(&fields, Field::Summary),
        link: link::main(&fields, &links),
        language: entry::language(&fields).or_else(|| context.language.clone()),
        authors: fields.best(Field::Author, person::read),
        rights: entry::text(&fields, Field::Rights),
        generator: generator(&fields),
        image: entry::image(&fields),
        updated_at: times(&fields, Field::Updated)
            .or_else(|| times(&fields, Field::Published))
            .or_else(|| channel.attribute("lastmod").and_then(date)),
        hub: with_rel("hub"),
        self_url: with_rel("self"),
        ttl_minutes: number(&fields, Field::Ttl),
        skip_hours: listed(&fields, Field::SkipHours)
            .iter()
            .filter_map(|hour| hour.parse().ok())
            .map(|hour: u8| hour % 24)
            .collect(),
        skip_days: listed(&fields, Field::SkipDays),
        update_period_minutes: update_period(&fields),
        links,
    }
}

fn generator(fields: &Fields<'_>) -> Option<String> {
    let address = |element: &Element| {
        let names = ["uri", "url", "rdf:resource"];
        names.into_iter().find_map(|name| element.attribute(name)).map(str::to_owned)
    };
    let named = entry::text(fields, Field::Generator);
    named.or_else(|| fields.all(Field::Generator).find_map(|(element, _)| address(element)))
}

fn times(fields: &Fields<'_>, field: Field) -> Option<news::Timestamp> {
    fields.all(field).find_map(|(element, _)| date(&element.text()))
}

fn number(fields: &Fields<'_>, field: Field) -> Option<u32> {
    fields.all(field).find_map(|(element, _)| element.text().trim().parse().ok())
}

/// The values in a list such as `skipDays`.
fn listed(fields: &Fields<'_>, field: Field) -> Vec<String> {
    let list = fields.all(field).flat_map(|(element, _)| element.elements());
    list.map(|value| value.text().trim().to_owned()).filter(|value| !value.is_empty()).collect()
}

/// The RSS syndication module: so many times in an hour, day, week, month or year.
fn update_period(fields: &Fields<'_>) -> Option<u32> {
    let period = fields
        .all(Field::UpdatePeriod)
        .map(|(element, _)| element.text().trim().to_ascii_lowercase())
        .next()?;
    let minutes = match period.as_str() {
        "hourly" => 60,
        "daily" => 24 * 60,
        "weekly" => 7 * 24 * 60,
        "monthly" => 30 * 24 * 60,
        "yearly" => 365 * 24 * 60,
        _ => return None,
    };
    Some(minutes / number(fields, Field::UpdateFrequency).unwrap_or(1).max(1))
}
