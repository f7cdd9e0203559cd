//! Which language an article is written in.
//!
//! The script decides many languages alone. Where several share it, the table of n-grams
//! ([`crate::langid`]) scores them; words that only one of several look-alikes uses (data file
//! `lookalikes.toml`) are worth more than their letters; and what the publisher declares decides where
//! the text says little.

use std::{collections::BTreeMap, sync::OnceLock};

use news::Language;
use serde::Deserialize;
use text::{Script, script};

use crate::langid::{self, Score};

/// Characters that are read, some five sentences: more would hardly change the answer, and cost as much again.
const READ: usize = 600;
/// What a word counts that only some of several look-alikes use.
const MARK: f32 = 18.0;
/// What the publisher's word counts: as much as a few words of the text.
const DECLARED: f32 = 25.0;
/// How sure a difference in score makes: differences grow with the letters read, but n-grams overlap and
/// texts keep to their subject, so that the certainty grows more slowly.
const SURENESS: f32 = 0.4;
/// How sure a language is that its script alone shows.
const BY_SCRIPT: f32 = 0.99;
/// How sure a declared language is that the detector does not know.
const BY_DECLARATION: f32 = 0.6;

/// A language, and how sure it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// The language.
    pub language: Language,
    /// From 0 to 1: of answers with .9, about nine in ten are right.
    pub confidence: f32,
}

/// The language of a text, with the one that its publisher declares as evidence; `None` when the text
/// does not tell.
pub fn language(text: &str, declared: Option<&Language>) -> Option<Guess> {
    let text = beginning(text);
    let script = script::dominant(text)?;
    if has_ideographs(text) {
        return guess(of_ideographs(text), BY_SCRIPT);
    }
    if let Some(tag) = table().scripts.get(script.short_name()) {
        return guess(tag, BY_SCRIPT);
    }
    let mut scores = langid::scores(text, script.short_name());
    let is_known = |declared: &Language| scores.iter().any(|score| is_same(declared, score.candidate.tag));
    if let Some(unknown) = declared.filter(|declared| !is_known(declared) && is_of_script(declared, script)) {
        return Some(Guess { language: unknown.clone(), confidence: BY_DECLARATION });
    }
    if table().words.contains_key(highest(&scores)?.candidate.tag) {
        let marks = marks(text);
        for score in &mut scores {
            score.weight += MARK * marks.get(score.candidate.tag).copied().unwrap_or_default() as f32;
        }
    }
    for score in &mut scores {
        let is_declared = declared.is_some_and(|declared| is_same(declared, score.candidate.tag));
        score.weight += if is_declared { DECLARED } else { 0.0 };
    }
    best(&scores, text)
}

fn beginning(text: &str) -> &str {
    text.char_indices().nth(READ).map_or(text, |(end, _)| &text[..end])
}

fn guess(tag: &str, confidence: f32) -> Option<Guess> {
    Some(Guess { language: Language::parse(tag)?, confidence })
}

/// The language of the highest score, as sure as the others are below it.
fn best(scores: &[Score], text: &str) -> Option<Guess> {
    let best = highest(scores)?;
    if best.weight <= 0.0 {
        return None;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count() as f32;
    let likelihood = |score: &Score| (SURENESS * (score.weight - best.weight) / letters.sqrt()).exp();
    guess(best.candidate.tag, 1.0 / scores.iter().map(likelihood).sum::<f32>())
}

fn highest<'s>(scores: &'s [Score<'s>]) -> Option<&'s Score<'s>> {
    scores.iter().max_by(|one, other| one.weight.total_cmp(&other.weight))
}

/// Whether a text is Chinese or Japanese, names in Latin letters aside: an ideograph says as much as
/// several letters.
fn has_ideographs(text: &str) -> bool {
    const LETTERS: usize = 3;
    let is_ideograph =
        |c: &char| matches!(script::of_char(*c), Script::Han | Script::Hiragana | Script::Katakana);
    // The table of scripts is searched only where there may be one.
    let ideographs = text.chars().filter(|c| *c >= '\u{2e80}' && is_ideograph(c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    ideographs * (LETTERS + 1) > letters
}

/// Japanese when it has syllables, else Chinese in either kind of character.
fn of_ideographs(text: &str) -> &'static str {
    let is_syllable = |c: &char| matches!(script::of_char(*c), Script::Hiragana | Script::Katakana);
    let count = |list: &str| text.chars().filter(|c| list.contains(*c)).count();
    let (syllables, marks) = (text.chars().filter(is_syllable).count(), &table().chinese);
    // A Chinese text may name a Japanese product.
    if syllables * 20 > text.chars().filter(|c| c.is_alphabetic()).count() {
        return "ja";
    }
    match count(&marks.simplified).cmp(&count(&marks.traditional)) {
        std::cmp::Ordering::Greater => "zh-Hans",
        std::cmp::Ordering::Less => "zh-Hant",
        std::cmp::Ordering::Equal => "zh",
    }
}

#[derive(Deserialize)]
struct Lookalikes {
    scripts: BTreeMap<String, String>,
    words: BTreeMap<String, Vec<String>>,
    stems: BTreeMap<String, Vec<String>>,
    chinese: Chinese,
}

#[derive(Deserialize)]
struct Chinese {
    simplified: String,
    traditional: String,
}

fn table() -> &'static Lookalikes {
    static TABLE: OnceLock<Lookalikes> = OnceLock::new();
    TABLE.get_or_init(|| {
        toml::from_str(include_str!("../data/lookalikes.toml")).expect("a test reads the data file")
    })
}

/// How many words of the text are marks of each language.
fn marks(text: &str) -> BTreeMap<&'static str, usize> {
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

/// Whether a declared tag means this member: `no` is `nb`, `sr` is `sr-Latn` when the letters are Latin.
fn is_same(declared: &Language, member: &str) -> bool {
    let member = member.split('-').next().unwrap_or(member);
    let declared = match declared.primary() {
        "no" => "nb",
        "fil" => "tl",
        other => other,
    };
    declared == member
}

/// Whether a language may be written in a script: a known language only in its own.
fn is_of_script(declared: &Language, script: Script) -> bool {
    let known = langid::candidates().iter().filter(|candidate| is_same(declared, candidate.tag));
    let scripts =
        table().scripts.iter().filter(|(_, tag)| is_same(declared, tag)).map(|(script, _)| script.as_str());
    let mut own = known.map(|candidate| candidate.script).chain(scripts).peekable();
    own.peek().is_none() && !is_same(declared, "zh") && !is_same(declared, "ja")
        || own.any(|own| own == script.short_name())
}
