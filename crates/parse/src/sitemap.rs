//! Sitemaps (sitemaps.org), with Google's extensions for news and images: lists of pages that many
//! publishers have in place of a feed.
//!
//! A news sitemap tells headline, time and keywords of each article of the last days. A plain one tells
//! only where a page is and when it changed. An index lists other sitemaps.

use std::cmp::Reverse;

use news::{Entry, Feed, Language, Link};

use crate::{
    MAX_ENTRIES,
    context::Context,
    date::date,
    entry::{KEYWORD_BREAKS, MAX_LISTED, add_category},
    namespace::Family,
    plain,
    tree::Element,
};

/// Reads a sitemap: what it says of the publication, and its pages as entries, in its order.
pub(crate) fn read(root: &Element, context: &Context, warnings: &mut Vec<String>) -> (Feed, Vec<Entry>) {
    let pages = || root.elements().filter(|element| element.is_entry());
    let mut entries: Vec<Entry> = pages().filter_map(|page| entry(page, context)).collect();
    if entries.len() > MAX_ENTRIES {
        warnings.push(format!("Only the newest {MAX_ENTRIES} of {} pages were read.", entries.len()));
        entries.sort_by_key(|entry| Reverse(entry.published_at.or(entry.updated_at)));
        entries.truncate(MAX_ENTRIES);
    }
    let feed = Feed {
        title: pages().find_map(|page| publication(page, "name")),
        language: pages().find_map(language),
        ..Feed::default()
    };
    (feed, entries)
}

/// Reads an index: its sitemaps are links with the relation `sitemap`, in the order that
/// [`news::FeedFormat::SitemapIndex`] promises.
pub(crate) fn index(root: &Element, context: &Context) -> Feed {
    let sitemap = |element: &Element| {
        let changed_at = value(element, Family::Sitemap, "lastmod").as_deref().and_then(date);
        Some((changed_at, context.resolve(&value(element, Family::Sitemap, "loc")?)?))
    };
    let mut sitemaps: Vec<_> =
        root.elements().filter(|element| element.is_entry()).filter_map(sitemap).collect();
    sitemaps.sort_by_key(|(changed_at, address)| (Reverse(*changed_at), !speaks_of_news(address)));
    sitemaps.truncate(MAX_ENTRIES);
    let link = |(_, href)| Link { href, rel: Some("sitemap".to_owned()), ..Link::default() };
    Feed { links: sitemaps.into_iter().map(link).collect(), ..Feed::default() }
}

/// Whether an address is likely to be that of a sitemap with news in it.
pub(crate) fn speaks_of_news(address: &str) -> bool {
    plain::find_ignoring_case(address, "news").is_some()
}

/// Reads one page; `None` without an address.
fn entry(page: &Element, context: &Context) -> Option<Entry> {
    let link = context.resolve(&value(page, Family::Sitemap, "loc")?)?;
    let published = news(page, "publication_date");
    let updated = value(page, Family::Sitemap, "lastmod");
    Some(Entry {
        id: link.clone(),
        title: news(page, "title").map(|title| plain::text(&title)),
        links: vec![Link { href: link.clone(), rel: Some("alternate".to_owned()), ..Link::default() }],
        link: Some(link),
        published_at: published.as_deref().and_then(date),
        updated_at: updated.as_deref().and_then(date),
        date_raw: published.or(updated),
        language: language(page).or_else(|| context.language.clone()),
        categories: categories(page),
        image: image(page, context),
        base: context.base.as_deref().map(ToString::to_string),
        ..Entry::default()
    })
}

/// A value of the news extension.
fn news(page: &Element, name: &str) -> Option<String> {
    value(child(page, Family::SitemapNews, "news")?, Family::SitemapNews, name)
}

/// A value that names the publication.
fn publication(page: &Element, name: &str) -> Option<String> {
    let news = child(page, Family::SitemapNews, "news")?;
    value(child(news, Family::SitemapNews, "publication")?, Family::SitemapNews, name)
        .map(|value| plain::text(&value))
}

fn language(page: &Element) -> Option<Language> {
    // The first version of the extension has it beside the publication.
    let tag = publication(page, "language").or_else(|| news(page, "language"))?;
    Language::parse(&tag)
}

/// The keywords and genres, each once.
fn categories(page: &Element) -> Vec<String> {
    let mut categories = Vec::new();
    for list in ["keywords", "genres"].into_iter().filter_map(|name| news(page, name)) {
        list.split(KEYWORD_BREAKS)
            .take(MAX_LISTED)
            .for_each(|category| add_category(category, &mut categories));
    }
    categories
}

fn image(page: &Element, context: &Context) -> Option<String> {
    let image = child(page, Family::SitemapImage, "image")?;
    context.resolve(&value(image, Family::SitemapImage, "loc")?)
}

/// The text of the first child of a name, if it says anything.
fn value(element: &Element, family: Family, name: &str) -> Option<String> {
    let text = child(element, family, name)?.text();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The first child of a name that was not cut off.
fn child<'e>(element: &'e Element, family: Family, name: &str) -> Option<&'e Element> {
    element.elements().find(|child| child.family == family && child.name == name && !child.is_cut)
}
