//! JSON Feed 1.0 and 1.1 (jsonfeed.org), whatever its writers make of the types.

use news::{Enclosure, Entry, Feed, FeedFormat, Language, Link, ParsedFeed, Person, SafeHtml};
use serde::Deserialize;
use serde_json::{Deserializer, Value};
use std::rc::Rc;
use text::squeeze_space;
use url::Url;

use crate::{
    MAX_ENTRIES, Sanitise, context::Context, date::date, identity, json_repair::repair, no_feed, plain,
};

/// Reads a feed from text that should be JSON.
pub(crate) fn read(text: &str, base: Option<&Url>, sanitise: &Sanitise<'_>) -> ParsedFeed {
    let mut warnings = Vec::new();
    // What follows the object is no reason to refuse it.
    let parse = |text: &str| Value::deserialize(&mut Deserializer::from_str(text));
    let document = parse(text).or_else(|error| {
        warnings.push(format!("What follows the last complete entry was left out: {error}."));
        parse(&repair(text, &error))
    });
    let document = match document {
        Ok(document) => document,
        Err(error) => return no_feed(format!("This is no feed: it looks like JSON, but {error}.")),
    };
    let version = document["version"].as_str().unwrap_or_default();
    let is_feed = version.contains("jsonfeed.org") || document["items"].is_array();
    if !is_feed {
        return no_feed("This is no feed but other JSON.".to_owned());
    }
    let language = document["language"].as_str().and_then(Language::parse);
    let context = Context { base: base.cloned().map(Rc::new), language, is_atom: false };
    let items = document["items"].as_array().map_or(&[][..], Vec::as_slice);
    if items.len() > MAX_ENTRIES {
        warnings.push(format!("Only the first {MAX_ENTRIES} of {} entries were read.", items.len()));
    }
    let entries = items.iter().filter(|item| item.is_object()).take(MAX_ENTRIES);
    ParsedFeed {
        feed: feed(&document, &context),
        entries: entries.map(|item| entry(item, &context, sanitise)).collect(),
        format: Some(FeedFormat::JsonFeed),
        encoding: String::new(),
        warnings,
    }
}

fn feed(document: &Value, context: &Context) -> Feed {
    let link = address(document, "home_page_url", context);
    let self_url = address(document, "feed_url", context);
    let hubs = document["hubs"].as_array().map_or(&[][..], Vec::as_slice);
    let links = [(&link, "alternate"), (&self_url, "self")];
    Feed {
        title: line(document, "title"),
        subtitle: line(document, "description"),
        links: links.into_iter().filter_map(|(href, rel)| Some(relation(href.clone()?, rel))).collect(),
        link,
        language: context.language.clone(),
        authors: authors(document, context),
        image: address(document, "icon", context).or_else(|| address(document, "favicon", context)),
        hub: hubs.iter().find_map(|hub| address(hub, "url", context)),
        self_url,
        ..Feed::default()
    }
}

fn entry(item: &Value, context: &Context, sanitise: &Sanitise<'_>) -> Entry {
    let url = address(item, "url", context);
    let external = address(item, "external_url", context);
    let link = url.clone().or_else(|| external.clone());
    let title = line(item, "title");
    let published = word(item, "date_published");
    let updated = word(item, "date_modified");
    let date_raw = published.clone().or_else(|| updated.clone());
    let (content, content_type) = content(item, context, sanitise);
    let told = || identity::hash(&[title.as_deref(), date_raw.as_deref()]);
    Entry {
        id: word(item, "id").or_else(|| link.clone()).unwrap_or_else(told),
        links: [(url, "alternate"), (external, "related")]
            .into_iter()
            .filter_map(|(href, rel)| Some(relation(href?, rel)))
            .collect(),
        link,
        published_at: published.as_deref().and_then(date),
        updated_at: updated.as_deref().and_then(date),
        authors: authors(item, context),
        summary: word(item, "summary")
            .map(|summary| sanitise(&plain::escape(&summary), context.base.as_deref())),
        content,
        content_type,
        language: item["language"].as_str().and_then(Language::parse).or_else(|| context.language.clone()),
        categories: tags(item),
        enclosures: attachments(item, context),
        image: address(item, "image", context).or_else(|| address(item, "banner_image", context)),
        base: context.base.as_deref().map(ToString::to_string),
        title,
        date_raw,
        ..Entry::default()
    }
}

fn content(item: &Value, context: &Context, sanitise: &Sanitise<'_>) -> (Option<SafeHtml>, Option<String>) {
    let base = context.base.as_deref();
    let html = word(item, "content_html").map(|html| (sanitise(&html, base), "text/html"));
    let found = html.or_else(|| {
        word(item, "content_text").map(|text| (sanitise(&paragraphs(&text), base), "text/plain"))
    });
    found.map_or((None, None), |(html, kind)| (Some(html), Some(kind.to_owned())))
}

/// Plain text as HTML, where a blank line parts paragraphs.
fn paragraphs(text: &str) -> String {
    let text = plain::escape(text).replace("\r\n", "\n");
    if !text.contains("\n\n") {
        return text;
    }
    text.split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| format!("<p>{part}</p>"))
        .collect()
}

fn authors(of: &Value, context: &Context) -> Vec<Person> {
    let listed = of["authors"].as_array().map_or(&[][..], Vec::as_slice);
    let listed: Vec<Person> = listed.iter().filter_map(|author| person(author, context)).collect();
    if listed.is_empty() { person(&of["author"], context).into_iter().collect() } else { listed }
}

fn person(author: &Value, context: &Context) -> Option<Person> {
    let name = author.as_str().map(squeeze_space).or_else(|| line(author, "name"));
    let person = Person {
        name: name.filter(|name| !name.is_empty()),
        email: None,
        uri: address(author, "url", context),
    };
    (person != Person::default()).then_some(person)
}

fn tags(item: &Value) -> Vec<String> {
    match &item["tags"] {
        Value::Array(tags) => {
            tags.iter().filter_map(Value::as_str).map(squeeze_space).filter(|tag| !tag.is_empty()).collect()
        }
        Value::String(tags) => tags.split(',').map(squeeze_space).filter(|tag| !tag.is_empty()).collect(),
        _ => Vec::new(),
    }
}

fn attachments(item: &Value, context: &Context) -> Vec<Enclosure> {
    let listed = item["attachments"].as_array().map_or(&[][..], Vec::as_slice);
    let attachment = |attachment: &Value| {
        let size = &attachment["size_in_bytes"];
        Some(Enclosure {
            href: address(attachment, "url", context)?,
            media_type: word(attachment, "mime_type"),
            length: size
                .as_u64()
                .or_else(|| size.as_f64().filter(|size| *size >= 0.0).map(|size| size as u64)),
        })
    };
    listed.iter().filter_map(attachment).collect()
}

fn relation(href: String, rel: &str) -> Link {
    Link { href, rel: Some(rel.to_owned()), ..Link::default() }
}

fn address(of: &Value, key: &str, context: &Context) -> Option<String> {
    context.resolve(of[key].as_str()?)
}

/// A value on one line.
fn line(of: &Value, key: &str) -> Option<String> {
    word(of, key).map(|value| squeeze_space(&value)).filter(|value| !value.is_empty())
}

/// A value that should be a string and may be a number.
fn word(of: &Value, key: &str) -> Option<String> {
    let value = match &of[key] {
        Value::String(value) => value.trim().to_owned(),
        Value::Number(value) => value.to_string(),
        _ => return None,
    };
    (!value.is_empty()).then_some(value)
}
