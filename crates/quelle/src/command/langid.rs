//! `quelle langid`: the language of each text.

use serde_json::{Map, Value, json};

use crate::{
    arguments::Lines,
    jsonl::{self, Line},
};

/// Reads `{id, text}` a line, writes `{id, language, confidence, alternatives, variety, other_languages}`:
/// what else it may be, the variety of a country, and what other languages its paragraphs are in.
pub fn run(lines: &Lines) -> anyhow::Result<()> {
    jsonl::each(lines.file.as_deref(), language)
}

fn language(mut line: Map<String, Value>) -> Line {
    let text = jsonl::need_text(&mut line, "text")?;
    let guess = annotate::language(&text, None);
    let language = guess.as_ref().map(|guess| &guess.language);
    line.insert("language".into(), json!(language));
    line.insert(
        "confidence".into(),
        json!(jsonl::rounded(guess.as_ref().map_or(0.0, |guess| guess.confidence))),
    );
    let alternatives = guess.iter().flat_map(|guess| &guess.alternatives);
    let alternatives = alternatives.map(
        |(language, confidence)| json!({"language": language, "confidence": jsonl::rounded(*confidence)}),
    );
    line.insert("alternatives".into(), alternatives.collect());
    line.insert("variety".into(), json!(language.and_then(|language| annotate::variety(&text, language))));
    let others = language.map_or_else(Vec::new, |language| annotate::other_languages(&text, language));
    let others =
        others.iter().map(|other| json!({"language": other.language, "share": jsonl::rounded(other.share)}));
    line.insert("other_languages".into(), others.collect());
    Ok(line)
}
