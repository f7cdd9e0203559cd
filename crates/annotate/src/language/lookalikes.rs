//! What tells languages apart beside the table of n-grams: scripts of one language only, and words that of
//! several look-alikes only some use.

use std::{collections::BTreeMap, sync::OnceLock};

use serde::Deserialize;
use text::Script;

/// The data file `lookalikes.toml`.
#[derive(Deserialize)]
pub struct Lookalikes {
    scripts: BTreeMap<String, String>,
    words: BTreeMap<String, Vec<String>>,
    stems: BTreeMap<String, Vec<String>>,
    /// Characters of either kind of Chinese.
    pub chinese: Chinese,
    /// What tells varieties of a language apart, by their tags.
    pub varieties: BTreeMap<String, Vec<String>>,
}

/// Characters that only one kind of Chinese writes.
#[derive(Deserialize)]
pub struct Chinese {
    /// Of the mainland and Singapore.
    pub simplified: String,
    /// Of Taiwan and Hong Kong.
    pub traditional: String,
}

/// What the data file says.
pub fn table() -> &'static Lookalikes {
    static TABLE: OnceLock<Lookalikes> = OnceLock::new();
    TABLE.get_or_init(|| {
        toml::from_str(include_str!("../../data/lookalikes.toml")).expect("a test reads the data file")
    })
}

/// The language that a script shows alone.
pub fn only_language(script: Script) -> Option<&'static str> {
    table().scripts.get(script.short_name()).map(String::as_str)
}

/// The scripts that show a language alone, by their short names, and the languages.
pub fn scripts() -> impl Iterator<Item = (&'static str, &'static str)> {
    table().scripts.iter().map(|(script, tag)| (script.as_str(), tag.as_str()))
}

/// Whether a language has look-alikes.
pub fn has_marks(tag: &str) -> bool {
    table().words.contains_key(tag)
}

/// How many words of a text are marks of each language.
pub fn marks(text: &str) -> BTreeMap<&'static str, usize> {
    static BY_WORD: OnceLock<BTreeMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    let by_word = BY_WORD.get_or_init(|| {
        let mut by_word: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (tag, words) in &table().words {
            words.iter().for_each(|word| by_word.entry(word).or_default().push(tag));
        }
        by_word
    });
    let mut marks = BTreeMap::new();
    let lower = text.to_lowercase();
    for word in lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let stem =
            (1..word.len()).rev().filter_map(|end| word.get(..end)).find_map(|stem| table().stems.get(stem));
        let of_stem = stem.into_iter().flatten().map(String::as_str);
        for tag in by_word.get(word).into_iter().flatten().copied().chain(of_stem) {
            *marks.entry(tag).or_default() += 1;
        }
    }
    marks
}
