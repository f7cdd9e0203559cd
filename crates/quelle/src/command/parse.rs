//! `quelle parse`: the entries of a feed.

use std::io::{self, Write};

use anyhow::Context;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use news::ParsedFeed;
use serde_json::{Map, Value, json};

use crate::{
    arguments::Source,
    jsonl::{self, BadLine, Line},
    pipeline,
    settings::Settings,
    web,
};

/// Prints one JSON document for a feed, or one line for each line of `--jsonl`.
pub fn run(settings: &Settings, source: &Source) -> anyhow::Result<()> {
    if source.jsonl {
        return jsonl::each(source.from.as_deref().map(AsRef::as_ref), line);
    }
    let given = web::read_source(settings, source.from.as_deref())?;
    let parsed = parse(&given.body, given.content_type.as_deref(), given.url.as_deref());
    let document = serde_json::to_string_pretty(&parsed).context("cannot print the feed")?;
    writeln!(io::stdout(), "{document}")?;
    anyhow::ensure!(parsed.format.is_some(), "{}", parsed.warnings.join(" "));
    Ok(())
}

fn line(mut line: Map<String, Value>) -> Line {
    let body = jsonl::need_text(&mut line, "body_base64")?;
    let body = BASE64.decode(body.trim()).map_err(|error| {
        BadLine::new(line.get("id"), format!("the field body_base64 is not Base64: {error}"))
    })?;
    let content_type = jsonl::take_text(&mut line, "content_type")?;
    let url = jsonl::take_text(&mut line, "url")?;
    let parsed = json!(parse(&body, content_type.as_deref(), url.as_deref()));
    if let Value::Object(fields) = parsed {
        line.extend(fields);
    }
    Ok(line)
}

fn parse(body: &[u8], content_type: Option<&str>, url: Option<&str>) -> ParsedFeed {
    pipeline::parse_feed(&parse::Source { body, content_type, url })
}
