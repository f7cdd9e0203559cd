//! Texts in which people, organisations and places are marked, from the development halves of two sets.

use std::{collections::BTreeSet, ops::Range};

use news::{Language, MentionKind};
use serde::Deserialize;

use crate::eval::sets;

/// A text and the names in it.
pub struct Marked {
    /// The text.
    pub text: String,
    /// Its language, by ISO 639 code.
    pub language: String,
    /// What it is about, or which part of a set it is of: parts are left out as a whole when it is measured.
    pub part: String,
    /// Whether it is a whole article.
    pub is_article: bool,
    /// The names, as byte ranges in their order.
    pub names: Vec<(Range<usize>, MentionKind)>,
}

impl Marked {
    /// Its language.
    pub fn language(&self) -> Option<Language> {
        Language::parse(&self.language)
    }

    /// Where the names of a kind stand.
    pub fn of(&self, kind: MentionKind) -> BTreeSet<(usize, usize)> {
        let of_kind = self.names.iter().filter(|(_, one)| *one == kind);
        of_kind.map(|(range, _)| (range.start, range.end)).collect()
    }
}

/// The parts of the sentences.
const PARTS: usize = 6;

/// The Slavic languages of the one set.
pub const SLAVIC: [&str; 6] = ["bg", "cs", "pl", "ru", "sl", "uk"];

#[derive(Deserialize)]
struct Document {
    topic: String,
    lang: String,
    text: String,
    ents: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    s: usize,
    e: usize,
    cat: String,
}

/// News articles in six Slavic languages (Piskorski et al. 2024); `None` when the set is not there.
pub fn slavic() -> anyhow::Result<Option<Vec<Marked>>> {
    let mut marked = Vec::new();
    for language in SLAVIC {
        let Some(path) = sets::find(&format!("slavic_ner/dev/{language}.jsonl.gz")) else { return Ok(None) };
        marked.extend(sets::rows::<Document>(&path)?.into_iter().map(document));
    }
    Ok(Some(marked))
}

fn document(row: Document) -> Marked {
    let bytes: Vec<usize> = row.text.char_indices().map(|(at, _)| at).chain([row.text.len()]).collect();
    let at = |character: usize| bytes.get(character).copied().unwrap_or(row.text.len());
    let mut names: Vec<(Range<usize>, MentionKind)> =
        row.ents.iter().filter_map(|entity| Some((at(entity.s)..at(entity.e), kind(&entity.cat)?))).collect();
    names.sort_by_key(|(range, _)| (range.start, range.end));
    Marked { text: row.text, language: row.lang, part: row.topic, is_article: true, names }
}

#[derive(Deserialize)]
struct Sentence {
    lang: String,
    tokens: Vec<String>,
    tags: Vec<String>,
}

/// Sentences in 42 languages (the sets that MasakhaNER 2.0 gathers, Adelani et al. 2022, and IDNER-news-2k);
/// `None` when the set is not there. Their parts are as many as the topics of the articles.
pub fn sentences() -> anyhow::Result<Option<Vec<Marked>>> {
    let Some(path) = sets::find("ner_multi/dev/ner.jsonl.gz") else { return Ok(None) };
    let rows: Vec<Sentence> = sets::rows(&path)?;
    Ok(Some(rows.iter().enumerate().map(|(number, row)| sentence(row, number)).collect()))
}

fn sentence(row: &Sentence, number: usize) -> Marked {
    // The characters of these two are parted, and the spaces of the text lost.
    let is_spaced = !matches!(row.lang.as_str(), "zh" | "ko");
    let (mut text, mut names) = (String::new(), Vec::<(Range<usize>, MentionKind)>::new());
    for (token, tag) in row.tokens.iter().zip(&row.tags) {
        if is_spaced && !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(&repaired(token));
        match (tag.split_once('-').and_then(|(at, cat)| Some((at, kind(cat)?))), names.last_mut()) {
            (Some(("I", kind)), Some(last))
                if last.1 == kind && text[last.0.end..start].trim().is_empty() =>
            {
                last.0.end = text.len();
            }
            (Some((_, kind)), _) => names.push((start..text.len(), kind)),
            (None, _) => {}
        }
    }
    let part = format!("sentences {}", number % PARTS);
    Marked { text, language: row.lang.clone(), part, is_article: false, names }
}

/// A token whose bytes were once taken for those of another encoding, as the writer meant it.
fn repaired(token: &str) -> String {
    let bytes: Option<Vec<u8>> = token.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_else(|| token.to_owned())
}

fn kind(category: &str) -> Option<MentionKind> {
    match category {
        "PER" => Some(MentionKind::Person),
        "ORG" => Some(MentionKind::Organization),
        "LOC" => Some(MentionKind::Place),
        _ => None,
    }
}
