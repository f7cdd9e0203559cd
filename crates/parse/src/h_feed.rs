//! Pages whose articles are marked up as entries (microformats.org/wiki/h-feed), for publishers who have
//! no feed beside them.
//!
//! A page is a feed when it says so (`h-feed` with an entry in it), or when it holds entries that lead
//! to different pages. A page with one entry is an article, whatever its template is called: themes put
//! hAtom's `hfeed` around every page.

use std::{collections::HashSet, rc::Rc};

use news::{Enclosure, Entry, Feed, FeedFormat, Language, Link, ParsedFeed, Person, SafeHtml};
use scraper::ElementRef;
use url::Url;

use crate::{
    MAX_ENTRIES, Sanitise,
    context::Context,
    date::date,
    entry::{MAX_LISTED, add_category},
    identity,
    microformat::{self, Item, Kind, Property, kind},
    page::{self, outermost, words},
    person, plain,
};

/// Reads the page at an address as a feed; `None` when it is none.
pub(crate) fn read(text: &str, address: Option<&Url>, sanitise: &Sanitise<'_>) -> Option<ParsedFeed> {
    if !["h-entry", "hentry"].iter().any(|class| text.contains(class)) {
        return None;
    }
    let page = page::parse(text)?;
    let found = Found::on(page.root_element());
    let context = context(page.root_element(), address);
    let read = |root: &ElementRef<'_>| entry(&Item::of(*root), &context, sanitise);
    let entries: Vec<Entry> = found.entries.iter().take(MAX_ENTRIES).filter_map(read).collect();
    let led_to: HashSet<_> = entries.iter().filter_map(|entry| entry.link.as_deref()).collect();
    let is_feed = if found.feed.is_some() { !entries.is_empty() } else { led_to.len() > 1 };
    is_feed.then(|| ParsedFeed {
        feed: feed(page.root_element(), found.feed, address, &context),
        entries,
        format: Some(FeedFormat::HFeed),
        encoding: String::new(),
        warnings: Vec::new(),
    })
}

/// Whether the page at an address is a feed itself.
pub(crate) fn is_feed(text: &str, address: &Url) -> bool {
    read(text, Some(address), &|_, _| SafeHtml::default()).is_some()
}

/// The roots of a page that matter.
struct Found<'p> {
    /// The first that calls itself a feed and has entries.
    feed: Option<ElementRef<'p>>,
    /// Its entries, else those of the page, but none inside another.
    entries: Vec<ElementRef<'p>>,
}

impl<'p> Found<'p> {
    fn on(page: ElementRef<'p>) -> Self {
        let entries = |around| outermost(around, |inner| matches!(kind(inner), Some((Kind::Entry, _))));
        let feeds = outermost(page, |inner| kind(inner) == Some((Kind::Feed, true)));
        let filled = feeds.into_iter().map(|feed| Self { feed: Some(feed), entries: entries(feed) });
        let first = filled.into_iter().find(|found| !found.entries.is_empty());
        first.unwrap_or_else(|| Self { feed: None, entries: entries(page) })
    }
}

/// What holds everywhere on a page.
fn context(page: ElementRef<'_>, address: Option<&Url>) -> Context {
    let written = outermost(page, |inner| inner.value().name() == "base" && inner.attr("href").is_some());
    let base = written.first().and_then(|base| base.attr("href")).and_then(|href| match address {
        Some(address) => address.join(href).ok(),
        None => Url::parse(href).ok(),
    });
    Context { base: base.or_else(|| address.cloned()).map(Rc::new), language: language(page), is_atom: false }
}

fn feed(
    page: ElementRef<'_>,
    root: Option<ElementRef<'_>>,
    address: Option<&Url>,
    context: &Context,
) -> Feed {
    let item = root.map(Item::of);
    let first = |property| item.as_ref().and_then(|item| item.first(property));
    let title =
        || outermost(page, |inner| inner.value().name() == "title").first().copied().map(microformat::text);
    let related = |relation: &str| {
        let is_related = |inner: ElementRef<'_>| {
            inner.value().name() == "link"
                && words(inner, "rel").any(|rel| rel.eq_ignore_ascii_case(relation))
        };
        outermost(page, is_related).first().and_then(|link| context.resolve(link.attr("href")?))
    };
    let stated = item.as_ref().and_then(Item::url).and_then(|href| context.resolve(href));
    let link = stated.or_else(|| address.map(ToString::to_string));
    Feed {
        title: item.as_ref().and_then(Item::name).or_else(title).filter(|title| !title.is_empty()),
        subtitle: first(Property::Summary).map(microformat::text).filter(|subtitle| !subtitle.is_empty()),
        links: link.iter().cloned().map(alternate).collect(),
        link,
        language: root.and_then(language).or_else(|| context.language.clone()),
        authors: item.as_ref().map(|item| authors(item, context)).unwrap_or_default(),
        image: first(Property::Photo).and_then(microformat::address).and_then(|href| context.resolve(href)),
        hub: related("hub"),
        self_url: related("self"),
        ..Feed::default()
    }
}

/// Reads an entry; `None` for one that says nothing.
fn entry(item: &Item<'_>, page: &Context, sanitise: &Sanitise<'_>) -> Option<Entry> {
    let told = |property| item.first(property).map(microformat::text).filter(|text| !text.is_empty());
    let time = |property| item.first(property).map(microformat::time).filter(|raw| !raw.is_empty());
    let address = |property| page.resolve(item.first(property).and_then(microformat::address)?);
    let base = page.base.as_deref();
    let link = item.url().and_then(|href| page.resolve(href));
    // The name of a note is its text.
    let title = item.name().filter(|name| told(Property::Content).as_ref() != Some(name));
    let content = item.first(Property::Content).map(|content| sanitise(&content.inner_html(), base));
    let summary = told(Property::Summary);
    if link.is_none() && title.is_none() && content.is_none() && summary.is_none() {
        return None;
    }
    let (published, updated) = (time(Property::Published), time(Property::Updated));
    let date_raw = published.clone().or_else(|| updated.clone());
    let mut categories = Vec::new();
    item.all(Property::Category)
        .take(MAX_LISTED)
        .for_each(|category| add_category(&microformat::text(category), &mut categories));
    Some(Entry {
        id: address(Property::Uid)
            .or_else(|| link.clone())
            .unwrap_or_else(|| identity::hash(&[title.as_deref(), date_raw.as_deref(), summary.as_deref()])),
        title,
        links: link.iter().cloned().map(alternate).collect(),
        link,
        published_at: published.as_deref().and_then(date),
        updated_at: updated.as_deref().and_then(date),
        date_raw,
        authors: authors(item, page),
        summary: summary.map(|summary| sanitise(&plain::escape(&summary), base)),
        content_type: content.is_some().then(|| "text/html".to_owned()),
        content,
        language: language(item.root).or_else(|| page.language.clone()),
        categories,
        enclosures: item
            .all(Property::Media)
            .take(MAX_LISTED)
            .filter_map(|media| enclosure(media, page))
            .collect(),
        image: address(Property::Photo),
        base: base.map(ToString::to_string),
        ..Entry::default()
    })
}

fn authors(item: &Item<'_>, page: &Context) -> Vec<Person> {
    item.all(Property::Author).take(MAX_LISTED).filter_map(|author| author_of(author, page)).collect()
}

/// Reads an author, who is a card of their own or a line of text.
fn author_of(author: ElementRef<'_>, page: &Context) -> Option<Person> {
    let card = kind(author).map(|_| author);
    let card = card
        .or_else(|| outermost(author, |inner| matches!(kind(inner), Some((Kind::Card, _)))).first().copied());
    let read = match card.map(Item::of) {
        Some(card) => Person {
            name: card.name(),
            email: card.first(Property::Email).map(email),
            uri: card.url().and_then(|href| page.resolve(href)),
        },
        None => Person {
            uri: microformat::address(author).and_then(|href| page.resolve(href)),
            ..person::from_text(&microformat::text(author))
        },
    };
    (read != Person::default()).then_some(read)
}

fn email(element: ElementRef<'_>) -> String {
    let address = microformat::address(element).and_then(|href| href.strip_prefix("mailto:"));
    address.map_or_else(|| microformat::text(element), str::to_owned)
}

fn enclosure(media: ElementRef<'_>, page: &Context) -> Option<Enclosure> {
    Some(Enclosure {
        href: page.resolve(microformat::address(media)?)?,
        media_type: media.attr("type").map(str::to_owned),
        length: None,
    })
}

fn alternate(href: String) -> Link {
    Link { href, rel: Some("alternate".to_owned()), ..Link::default() }
}

/// The language that an element or the nearest one around it states.
fn language(element: ElementRef<'_>) -> Option<Language> {
    let around = element.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(element).chain(around).find_map(|element| element.attr("lang")).and_then(Language::parse)
}
