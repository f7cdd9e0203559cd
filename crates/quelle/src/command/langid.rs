//! `quelle langid`: the language of each text.

use serde_json::{Map, Value, json};

use crate::{
    arguments::Lines,
    jsonl::{self, Line},
};

/// Reads `{id, text}` a line, writes `{id, language, confidence}`.
pub fn run(lines: &Lines) -> anyhow::Result<()> {
    jsonl::each(lines.file.as_deref(), language)
}

fn language(mut line: Map<String, Value>) -> Line {
    let text = jsonl::need_text(&mut line, "text")?;
    let guess = annotate::language(&text, None);
    line.insert("language".into(), json!(guess.as_ref().map(|guess| &guess.language)));
    line.insert("confidence".into(), json!(jsonl::rounded(guess.map_or(0.0, |guess| guess.confidence))));
    Ok(line)
}
