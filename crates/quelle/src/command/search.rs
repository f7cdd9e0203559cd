//! `quelle search`: find articles by their words.

use store::Window;

use crate::{archive, settings::Settings};

/// Prints the articles that hold all words of the query, best first.
pub fn run(settings: &Settings, query: &str, limit: u32) -> anyhow::Result<()> {
    let hits = archive::open_reader(settings)?.search(query, Window { offset: 0, limit })?;
    if hits.is_empty() {
        println!("Nothing found for: {query}");
    }
    for hit in hits {
        let time = hit.row.published_at.unwrap_or(hit.row.first_seen_at);
        println!(
            "{}\n  {}, {}\n  {}\n  {}\n",
            hit.row.headline,
            hit.row.publisher_name,
            time.strftime("%Y-%m-%d %H:%M"),
            hit.row.url,
            hit.passage
        );
    }
    Ok(())
}
