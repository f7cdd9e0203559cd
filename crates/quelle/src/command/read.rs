//! `quelle read`: the article of a page.

use std::io::{self, Write};

use anyhow::Context;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use extract::{Page, Read};
use serde_json::{Map, Value, json};

use crate::{
    arguments::{Format, Source},
    jsonl::{self, BadLine, Line},
    settings::Settings,
    web,
};

/// Prints the article of a page or of a text. With `--jsonl` reads `{id, url?, html | html_base64 | text, content_type?}` a
/// line, and writes a line for each.
pub fn run(settings: &Settings, source: &Source, format: Format) -> anyhow::Result<()> {
    if source.jsonl {
        return jsonl::each(source.from.as_deref().map(AsRef::as_ref), line);
    }
    let given = web::read_source(settings, source.from.as_deref())?;
    let read = extract::page(&Page {
        body: &given.body,
        content_type: given.content_type.as_deref(),
        url: given.url.as_deref(),
        headers: &given.headers,
    });
    writeln!(io::stdout(), "{}", printed(&read, format)?)?;
    for warning in &read.warnings {
        eprintln!("quelle: {warning}");
    }
    Ok(())
}

fn printed(read: &Read, format: Format) -> anyhow::Result<String> {
    let article = &read.article;
    let headline = article.headline.as_deref().unwrap_or_default();
    Ok(match format {
        Format::Json => serde_json::to_string_pretty(&fields(read)).context("cannot print the article")?,
        Format::Text => format!("{headline}\n\n{}", article.text).trim().to_owned(),
        Format::Html => article.html.as_str().to_owned(),
        Format::Md if headline.is_empty() => extract::markdown(&article.html),
        Format::Md => format!("# {headline}\n\n{}", extract::markdown(&article.html)),
    })
}

fn line(mut line: Map<String, Value>) -> Line {
    let url = jsonl::take_text(&mut line, "url")?;
    let content_type = jsonl::take_text(&mut line, "content_type")?;
    // A JSON string has been decoded already, whatever the page declares.
    let as_utf8 = |kind: &str| Some(format!("{kind}; charset=utf-8"));
    let (body, content_type) = if let Some(html) = jsonl::take_text(&mut line, "html")? {
        (html.into_bytes(), as_utf8("text/html"))
    } else if let Some(encoded) = jsonl::take_text(&mut line, "html_base64")? {
        (decoded(&encoded, &line)?, content_type)
    } else if let Some(text) = jsonl::take_text(&mut line, "text")? {
        (text.into_bytes(), as_utf8("text/plain"))
    } else {
        return Err(BadLine::new(line.get("id"), "neither html, html_base64 nor text is there"));
    };
    let read = extract::page(&Page {
        body: &body,
        content_type: content_type.as_deref(),
        url: url.as_deref(),
        ..Page::default()
    });
    line.extend(fields(&read));
    Ok(line)
}

fn decoded(encoded: &str, line: &Map<String, Value>) -> Result<Vec<u8>, BadLine> {
    BASE64.decode(encoded.trim()).map_err(|error| {
        BadLine::new(line.get("id"), format!("the field html_base64 is not Base64: {error}"))
    })
}

fn fields(read: &Read) -> Map<String, Value> {
    let article = &read.article;
    let annotations = annotate::article(article);
    let row = json!({
        "url": article.url,
        "canonical_url": article.canonical_url,
        "headline": article.headline,
        "byline": article.byline,
        "published_at": article.published_locally(),
        "updated_at": article.updated_locally(),
        "dates": article.dates,
        "language": annotations.language.as_ref().or(article.language.as_ref()),
        "other_languages": annotations.other_languages,
        "publisher": article.publisher,
        "image": article.image,
        "section": article.section,
        "keywords": article.keywords,
        "text": article.text,
        "paragraphs": article.paragraphs().collect::<Vec<_>>(),
        "links": article.links,
        "credit": article.credit,
        "dateline": article.dateline,
        "reservations": article.reservations,
        "kind": read.kind.name(),
        "is_article": read.is_article(),
        "is_paywalled_or_teaser": article.is_teaser,
        "word_count": text::words(&article.text).len(),
        "warnings": read.warnings,
    });
    match row {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
