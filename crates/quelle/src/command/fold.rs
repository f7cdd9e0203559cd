//! `quelle fold`: the story of each article.

use serde_json::{Map, Value, json};

use crate::{
    arguments::Lines,
    filter::{Given, Input, Placements},
    jsonl, model,
    settings::Settings,
};

/// Reads `{id, url?, publisher?, language?, title?, text, published_at?}` a line, writes
/// `{id, story, relation, of?, similarity?, why}`. A story is named by the article that opened it.
pub fn run(settings: &Settings, lines: &Lines) -> anyhow::Result<()> {
    let input = Input::read(lines.file.as_deref(), model::open(settings)?.as_deref())?;
    let placements = input.place();
    let names = input.names();
    input.write(|given| row(given, &placements, &names))
}

fn row(given: &Given, placements: &Placements, names: &[Value]) -> Map<String, Value> {
    let mut row = Map::new();
    let Some(placement) = placements.of(given.digest.id) else { return row };
    row.insert("story".into(), names[placement.story.0 as usize].clone());
    row.insert("relation".into(), json!(placement.relation));
    if let Some(of) = placement.of {
        row.insert("of".into(), names[of.0 as usize].clone());
        row.insert("similarity".into(), json!(jsonl::rounded(placement.similarity)));
    }
    row.insert("why".into(), json!(placement.why));
    row
}
