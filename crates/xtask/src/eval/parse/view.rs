//! A parsed feed under the names that feedparser and gofeed have for its parts. What is not here is
//! not modelled; what is here and missing is `null`.

use news::{Entry, Feed, ParsedFeed, Person, SafeHtml};
use serde_json::{Value, json};

pub fn of(parsed: &ParsedFeed) -> Value {
    json!({
        "encoding": parsed.encoding,
        "feed": feed(&parsed.feed),
        "entries": parsed.entries.iter().map(entry).collect::<Vec<_>>(),
    })
}

fn feed(feed: &Feed) -> Value {
    let time = json!([feed.updated_at]);
    json!({
        "title": feed.title,
        "subtitle": feed.subtitle, "tagline": feed.subtitle, "description": feed.subtitle, "info": feed.subtitle,
        "link": feed.link,
        "links": links(&feed.links),
        "language": feed.language,
        "author": feed.authors.first().map(person),
        "authors": feed.authors.iter().map(person).collect::<Vec<_>>(),
        "managingEditor": feed.authors.first().map(person),
        "rights": feed.rights, "copyright": feed.rights,
        "generator": feed.generator,
        "image": { "href": feed.image, "url": feed.image },
        "logo": feed.image,
        "updated_parsed": time, "modified_parsed": time, "published_parsed": time,
        "updatedParsed": time, "pubDateParsed": time, "publishedParsed": time,
        "ttl": feed.ttl_minutes,
        "skipHours": feed.skip_hours, "skipDays": feed.skip_days,
        "feedLink": feed.self_url,
    })
}

fn entry(entry: &Entry) -> Value {
    let times = json!([entry.published_at, entry.updated_at]);
    let raw = &entry.date_raw;
    let [summary, content] = [&entry.summary, &entry.content].map(|html| html.as_ref().map(SafeHtml::as_str));
    let enclosures: Vec<Value> = entry
        .enclosures
        .iter()
        .map(|one| json!({ "href": one.href, "url": one.href, "type": one.media_type, "length": one.length }))
        .collect();
    json!({
        "id": entry.id, "guid": entry.id,
        "title": entry.title,
        "link": entry.link,
        "links": links(&entry.links),
        "summary": summary.or(content), "description": summary.or(content), "subtitle": summary,
        "content": [{ "value": content.or(summary), "type": entry.content_type }],
        "author": entry.authors.first().map(person),
        "authors": entry.authors.iter().map(person).collect::<Vec<_>>(),
        "contributors": entry.contributors.iter().map(person).collect::<Vec<_>>(),
        "language": entry.language,
        "rights": entry.rights, "copyright": entry.rights,
        "tags": entry.categories.iter().map(|term| json!({ "term": term })).collect::<Vec<_>>(),
        "categories": entry.categories, "category": entry.categories.first(),
        "source": {
            "title": entry.source.as_ref().and_then(|source| source.title.as_ref()),
            "href": entry.source.as_ref().and_then(|source| source.link.as_ref()),
        },
        "enclosure": enclosures.first(),
        "enclosures": enclosures,
        "image": { "href": entry.image, "url": entry.image },
        "comments": entry.comments,
        "updated_parsed": times, "modified_parsed": times, "published_parsed": times, "created_parsed": times,
        "updatedParsed": times, "publishedParsed": times, "pubDateParsed": times,
        "updated": raw, "published": raw, "created": raw, "pubDate": raw,
    })
}

fn links(links: &[news::Link]) -> Vec<Value> {
    links
        .iter()
        .map(|link| json!({ "text": link.href, "href": link.href, "rel": link.rel, "type": link.media_type }))
        .collect()
}

/// A person, with the line that feedparser makes of one.
fn person(person: &Person) -> Value {
    let line = match (&person.name, &person.email) {
        (Some(name), Some(email)) => format!("{name} ({email})"),
        (name, email) => name.clone().or_else(|| email.clone()).unwrap_or_default(),
    };
    json!({ "text": line, "name": person.name, "email": person.email, "url": person.uri, "uri": person.uri, "href": person.uri })
}
