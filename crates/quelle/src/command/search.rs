//! `quelle search`: find articles by their words.

use std::io::{self, Write};

use store::Window;

use crate::{archive, settings::Settings};

/// Prints the articles that hold all words of the query, best first.
pub fn run(settings: &Settings, query: &str, limit: u32) -> anyhow::Result<()> {
    let hits = archive::open_reader(settings)?.search(query, Window { offset: 0, limit })?;
    let mut output = io::stdout().lock();
    if hits.is_empty() {
        writeln!(output, "Nothing found for: {query}")?;
    }
    for hit in hits {
        let row = &hit.row;
        let time = row.published_at.unwrap_or(row.first_seen_at).strftime("%Y-%m-%d %H:%M UTC");
        writeln!(
            output,
            "{}\n  {}, {time}\n  {}\n  {}\n",
            row.headline, row.publisher_name, row.url, hit.passage
        )?;
    }
    Ok(())
}
