//! feed-rs, with its own sanitiser, which is ammonia.

use feed_rs::{
    model,
    parser::{Builder, ParseFeedResult},
};
use jiff::Timestamp;
use news::{Enclosure, Entry, EntrySource, Feed, FeedFormat, Language, Link, ParsedFeed, Person, SafeHtml};

use super::Document;

/// Reads a document.
pub fn read(document: &Document) -> Option<model::Feed> {
    let parser = Builder::new().base_uri(Some(&document.url)).sanitize_content(true).build();
    let read: ParseFeedResult<model::Feed> = parser.parse(document.body.as_slice());
    read.ok()
}

/// What was read, in the nouns of `news`.
pub fn parsed(feed: model::Feed) -> ParsedFeed {
    ParsedFeed {
        entries: feed.entries.iter().map(entry).collect(),
        feed: Feed {
            title: text(feed.title),
            subtitle: text(feed.description),
            link: main_link(&feed.links),
            links: feed.links.iter().map(link).collect(),
            language: feed.language.as_deref().and_then(Language::parse),
            authors: feed.authors.iter().map(person).collect(),
            rights: text(feed.rights),
            generator: feed.generator.map(|generator| generator.content),
            image: feed.logo.or(feed.icon).map(|image| image.uri),
            updated_at: feed.updated.or(feed.published).and_then(|time| instant(time.timestamp())),
            hub: related(&feed.links, "hub"),
            self_url: related(&feed.links, "self"),
            ttl_minutes: feed.ttl,
            ..Feed::default()
        },
        format: Some(FeedFormat::Rss),
        encoding: String::new(),
        warnings: Vec::new(),
    }
}

fn entry(entry: &model::Entry) -> Entry {
    let safe = |html: &String| SafeHtml::trust(html.clone());
    let media = || entry.media.iter().flat_map(|media| &media.content);
    let thumbnails = || entry.media.iter().flat_map(|media| &media.thumbnails);
    let body = entry.content.as_ref().and_then(|content| content.body.as_ref());
    Entry {
        id: entry.id.clone(),
        title: text(entry.title.clone()),
        link: main_link(&entry.links),
        links: entry.links.iter().map(link).collect(),
        published_at: entry.published.and_then(|time| instant(time.timestamp())),
        updated_at: entry.updated.and_then(|time| instant(time.timestamp())),
        authors: entry.authors.iter().map(person).collect(),
        contributors: entry.contributors.iter().map(person).collect(),
        summary: entry.summary.as_ref().map(|summary| safe(&summary.content)),
        content: body.map(safe),
        content_type: entry.content.as_ref().map(|content| content.content_type.to_string()),
        language: entry.language.as_deref().and_then(Language::parse),
        categories: entry.categories.iter().map(|category| category.term.clone()).collect(),
        source: entry.source.clone().map(|title| EntrySource { title: Some(title), link: None }),
        enclosures: media()
            .filter_map(|media| {
                Some(Enclosure {
                    href: media.url.as_ref()?.to_string(),
                    media_type: media.content_type.as_ref().map(ToString::to_string),
                    length: media.size,
                })
            })
            .collect(),
        image: thumbnails().next().map(|thumbnail| thumbnail.image.uri.clone()),
        rights: text(entry.rights.clone()),
        base: entry.base.clone(),
        ..Entry::default()
    }
}

fn text(text: Option<model::Text>) -> Option<String> {
    text.map(|text| text.content)
}

fn instant(second: i64) -> Option<Timestamp> {
    Timestamp::from_second(second).ok()
}

fn link(link: &model::Link) -> Link {
    Link { href: link.href.clone(), rel: link.rel.clone(), media_type: link.media_type.clone(), text: None }
}

fn main_link(links: &[model::Link]) -> Option<String> {
    let is_main = |link: &&model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    links.iter().find(is_main).map(|link| link.href.clone())
}

fn related(links: &[model::Link], relation: &str) -> Option<String> {
    links.iter().find(|link| link.rel.as_deref() == Some(relation)).map(|link| link.href.clone())
}

fn person(person: &model::Person) -> Person {
    Person { name: person.name.clone(), email: person.email.clone(), uri: person.uri.clone() }
}
