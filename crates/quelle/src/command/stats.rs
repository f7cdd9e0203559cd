//! `quelle stats`: what the archive holds.

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use store::Stats;

use crate::{archive, settings::Settings};

/// Prints the counts, for people or as JSON.
pub fn run(settings: &Settings, as_json: bool) -> anyhow::Result<()> {
    let stats = archive::open_reader(settings)?.stats(Timestamp::now())?;
    match as_json {
        true => println!("{}", document(&stats)),
        false => print(&stats),
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

fn print(stats: &Stats) {
    println!("{} feeds, {} due, {} failing", stats.feeds, stats.due, stats.failing);
    println!("{} entries, {} articles, {} stories", stats.entries, stats.articles, stats.stories);
    println!("{} jobs waiting, {} given up", stats.jobs_waiting, stats.jobs_failed);
    println!("{:.1} MB on disk", stats.database_bytes as f64 / 1e6);
    let languages: Vec<String> =
        stats.languages.iter().map(|(language, count)| format!("{language} {count}")).collect();
    println!("Articles by language: {}", languages.join(", "));
}
