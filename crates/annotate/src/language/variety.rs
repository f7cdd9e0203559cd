//! The variety of a language that a text is written in: Portuguese of Brazil or Portugal, Spanish of
//! Argentina or Spain.
//!
//! Spelling, words and the places of the news tell (data file `lookalikes.toml`). It is evidence of where a
//! text comes from and never part of its language: an article of São Paulo is in Portuguese first.

use std::{collections::BTreeMap, sync::OnceLock};

use aho_corasick::{AhoCorasick, MatchKind};
use news::Language;

use super::lookalikes;

/// Characters that are read.
const READ: usize = 4_000;

/// The variety of a text in a language; `None` where the language has none that are told apart, or nothing
/// in the text is of one more than of the others.
pub fn variety(text: &str, language: &Language) -> Option<Language> {
    let finder = finders().get(language.primary())?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for found in finder.patterns.find_overlapping_iter(&plain(text)) {
        *counts.entry(finder.tags[found.pattern().as_usize()]).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    let mut best = counts.into_iter().filter(|(_, count)| *count == most);
    let (tag, _) = best.next()?;
    if best.next().is_some() { None } else { Language::parse(tag) }
}

/// Finds what is of some variety; `tags` are the varieties of the patterns.
struct Finder {
    patterns: AhoCorasick,
    tags: Vec<&'static str>,
}

/// The finders of languages with varieties.
fn finders() -> &'static BTreeMap<&'static str, Finder> {
    static FINDERS: OnceLock<BTreeMap<&'static str, Finder>> = OnceLock::new();
    FINDERS.get_or_init(|| {
        let mut patterns: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
        for (tag, runs) in &lookalikes::table().varieties {
            let language = tag.split('-').next().unwrap_or(tag);
            patterns.entry(language).or_default().extend(runs.iter().map(|run| (run.as_str(), tag.as_str())));
        }
        patterns.into_iter().map(|(language, patterns)| (language, finder(&patterns))).collect()
    })
}

fn finder(patterns: &[(&'static str, &'static str)]) -> Finder {
    let runs = patterns.iter().map(|(run, _)| run);
    let built = AhoCorasick::builder().match_kind(MatchKind::Standard).build(runs);
    Finder {
        patterns: built.expect("the data file holds a few hundred patterns"),
        tags: patterns.iter().map(|(_, tag)| *tag).collect(),
    }
}

/// A text in lower case, with one space for all that stands between words.
fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for c in text.chars().take(READ).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            plain.push(c);
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}
