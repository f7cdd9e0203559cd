//! `quelle stats`: what the archive holds.

use std::io::{self, Write};

use serde_json::{Map, Value, json};
use store::Stats;

use crate::{archive, clock::Clock, settings::Settings};

/// Prints the counts, for people or as JSON.
pub fn run(settings: &Settings, as_json: bool) -> anyhow::Result<()> {
    let stats = archive::open_reader(settings)?.stats(Clock::default().now())?;
    let mut output = io::stdout().lock();
    match as_json {
        true => writeln!(output, "{}", document(&stats))?,
        false => write!(output, "{}", sentences(&stats))?,
    }
    Ok(())
}

fn document(stats: &Stats) -> Value {
    let languages: Map<String, Value> =
        stats.languages.iter().map(|(language, count)| (language.clone(), json!(count))).collect();
    let mut document = json!(stats);
    document["languages"] = Value::Object(languages);
    document
}

fn sentences(stats: &Stats) -> String {
    let languages: Vec<String> =
        stats.languages.iter().map(|(language, count)| format!("{language} {count}")).collect();
    format!(
        "{} feeds, {} due, {} failing\n{} entries, {} articles, {} stories\n{} repeated blocks left out\n\
         {} jobs waiting, {} given up\n{:.1} MB on disk\nArticles by language: {}\n",
        stats.feeds,
        stats.due,
        stats.failing,
        stats.entries,
        stats.articles,
        stats.stories,
        stats.furniture,
        stats.jobs_waiting,
        stats.jobs_failed,
        stats.database_bytes as f64 / 1e6,
        languages.join(", ")
    )
}
