//! `quelle export`: articles or stories as JSON Lines.

use std::io::{self, BufWriter, Write};

use anyhow::Context;
use jiff::Timestamp;
use serde_json::{Value, json};
use store::{ArticleRow, StoryRow};

use crate::{archive, arguments::Exported, settings::Settings};

/// Prints one line an article or a story.
pub fn run(settings: &Settings, what: Exported, since: Option<Timestamp>) -> anyhow::Result<()> {
    let store = archive::open_reader(settings)?;
    let mut output = BufWriter::new(io::stdout().lock());
    let mut result = Ok(());
    let mut write = |row: Value| {
        result = writeln!(output, "{row}");
        result.is_ok()
    };
    match what {
        Exported::Articles => store.export_articles(since, &mut |row| write(article(&row)))?,
        Exported::Stories => store.export_stories(since, &mut |row| write(story(&row)))?,
    }
    result.and_then(|()| output.flush()).context("cannot write the export")
}

fn article(row: &ArticleRow) -> Value {
    json!({
        "id": row.id,
        "url": row.url,
        "canonical_url": row.canonical_url,
        "publisher": row.publisher_name,
        "feed": row.feed,
        "language": row.language,
        "headline": row.headline,
        "published_at": row.published_at,
        "first_seen_at": row.first_seen_at,
        "story": row.story,
        "relation": row.relation,
        "of": row.of,
        "roots": row.roots,
    })
}

fn story(row: &StoryRow) -> Value {
    json!({
        "id": row.id,
        "lead": row.lead.id,
        "headline": row.lead.headline,
        "articles": row.articles,
        "publishers": row.publishers,
        "languages": row.languages,
        "independent": row.independent,
        "range": row.range,
        "unknown": row.unknown,
        "first_at": row.first_at,
        "last_at": row.last_at,
    })
}
