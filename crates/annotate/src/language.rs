//! Which language an article is written in.
//!
//! The script decides many languages alone. Where several share it, the table of n-grams
//! ([`crate::langid`]) scores them; words that only one of several look-alikes uses (data file
//! `lookalikes.toml`) are worth more than their letters; and what the publisher declares decides where
//! the text says little.

mod chinese;
mod lookalikes;
mod mixture;
mod variety;

use std::borrow::Cow;

use news::Language;
use text::{Script, script};

use crate::langid::{self, Score};

pub use mixture::others;
pub use variety::variety;

/// Characters that are read at first, and how much likelier than all others together their language must be for
/// no more to be read.
const GLANCE: usize = 200;
const PLAIN: f32 = 0.99;
/// Characters that are read, some five sentences: more would hardly change the answer, and cost as much again.
const READ: usize = 600;
/// What a word counts that only some of several look-alikes use.
const MARK: f32 = 60.0;
/// What the publisher's word counts: as much as a few words of the text.
const DECLARED: f32 = 25.0;
/// How sure a language is that its script alone shows.
const BY_SCRIPT: f32 = 0.999;
/// How sure a declared language is that the detector does not know.
const BY_DECLARATION: f32 = 0.6;
/// How much less sure an answer is than the table, which learnt on texts made up, believes.
const SOBERNESS: f32 = 0.63;
/// How much of its usual score the text of a language has at least that is not one the table does not know,
/// how much less a text of one letter may have, and how sharp that bound is.
const FAMILIAR: f32 = 0.66;
const OF_ONE_LETTER: f32 = 1.0;
const SHARPNESS: f32 = 9.4;
/// What is less likely is no alternative.
const LEAST: f32 = 0.02;

/// A language, how sure it is, and what else it may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// The language.
    pub language: Language,
    /// From 0 to 1: of answers with .9, about nine in ten are right. Low, too, for a text that is unlike any language
    /// of the table.
    pub confidence: f32,
    /// The other languages that it may be, the likeliest first, each with its own confidence. Of a text that
    /// could be Bosnian, Croatian or Serbian alike, all three are here.
    pub alternatives: Vec<(Language, f32)>,
}

/// The language of a text, with the one that its publisher declares as evidence; `None` when the text
/// does not tell.
pub fn language(text: &str, declared: Option<&Language>) -> Option<Guess> {
    let glance = sample(text, GLANCE);
    match judged(&glance, declared) {
        judged if matches!(glance, Cow::Borrowed(_)) => Some(judged?.guess),
        Some(judged) if judged.share >= PLAIN => Some(judged.guess),
        _ => Some(judged(&sample(text, READ), declared)?.guess),
    }
}

/// A guess, and how much likelier its language is than the others, if it is one of them.
struct Judged {
    guess: Guess,
    share: f32,
}

fn judged(text: &str, declared: Option<&Language>) -> Option<Judged> {
    let script = script::dominant(text)?;
    if chinese::has_ideographs(text) {
        return Some(certain(Language::parse(chinese::language(text))?, BY_SCRIPT));
    }
    if let Some(tag) = lookalikes::only_language(script) {
        return Some(certain(Language::parse(tag)?, BY_SCRIPT));
    }
    let mut scores = langid::scores(text, script.short_name());
    let is_known = |declared: &Language| scores.iter().any(|score| is_same(declared, score.candidate.tag));
    if let Some(unknown) = declared.filter(|declared| !is_known(declared) && is_of_script(declared, script)) {
        return Some(certain(unknown.clone(), BY_DECLARATION));
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let familiar: Vec<f32> = scores.iter().map(|score| familiarity(score, letters)).collect();
    add_marks(&mut scores, text);
    for score in &mut scores {
        let is_declared = declared.is_some_and(|declared| is_same(declared, score.candidate.tag));
        score.weight += if is_declared { DECLARED } else { 0.0 };
    }
    ranked(&scores, &familiar, SOBERNESS * langid::sureness(letters))
}

/// Counts the words that only some of several look-alikes use, when the likeliest language has any.
fn add_marks(scores: &mut [Score], text: &str) {
    if highest(scores).is_some_and(|score| lookalikes::has_marks(score.candidate.tag)) {
        let marks = lookalikes::marks(text);
        for score in scores {
            score.weight += MARK * marks.get(score.candidate.tag).copied().unwrap_or_default() as f32;
        }
    }
}

/// How likely it is that a text is in a language of the table at all, if it is in this one.
fn familiarity(score: &Score, letters: usize) -> f32 {
    let letters = letters.max(1) as f32;
    let bound = FAMILIAR - OF_ONE_LETTER / letters.sqrt();
    1.0 / (1.0 + (-SHARPNESS * (score.weight / letters / score.candidate.usual - bound)).exp())
}

/// What is read of a text: all of a short one, of a longer one the beginning and some of its middle, because a
/// report may begin with words in another language.
fn sample(text: &str, characters: usize) -> Cow<'_, str> {
    if text.char_indices().nth(characters).is_none() {
        return Cow::Borrowed(text);
    }
    let middle = text.floor_char_boundary(text.len() / 2);
    let middle = text[middle..].chars().skip_while(|c| c.is_alphabetic()).take(characters / 3);
    Cow::Owned(text.chars().take(characters * 2 / 3).chain([' ']).chain(middle).collect())
}

fn certain(language: Language, confidence: f32) -> Judged {
    Judged { guess: Guess { language, confidence, alternatives: Vec::new() }, share: 1.0 }
}

/// The language of the highest score, as sure as the others are below it, and these.
fn ranked(scores: &[Score], familiar: &[f32], sureness: f32) -> Option<Judged> {
    let highest = highest(scores)?.weight;
    if highest <= 0.0 {
        return None;
    }
    let likelihood = |score: &Score| (sureness * (score.weight - highest)).exp();
    let all: f32 = scores.iter().map(likelihood).sum();
    let mut ranked: Vec<(&str, f32, f32)> = scores
        .iter()
        .zip(familiar)
        .map(|(score, familiar)| (score.candidate.tag, likelihood(score) / all, *familiar))
        .filter(|(_, share, _)| *share >= LEAST)
        .collect();
    ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
    let share = ranked.first()?.1;
    let mut ranked = ranked
        .into_iter()
        .filter_map(|(tag, share, familiar)| Some((Language::parse(tag)?, share * familiar)));
    let (language, confidence) = ranked.next()?;
    Some(Judged { guess: Guess { language, confidence, alternatives: ranked.collect() }, share })
}

fn highest<'s>(scores: &'s [Score<'s>]) -> Option<&'s Score<'s>> {
    scores.iter().max_by(|one, other| one.weight.total_cmp(&other.weight))
}

/// Whether a declared tag means this member: `sr` is `sr-Latn` when the letters are Latin.
fn is_same(declared: &Language, member: &str) -> bool {
    let member = member.split('-').next().unwrap_or(member);
    // The table knows Filipino by the code of Tagalog.
    let member = if member == "tl" { "fil" } else { member };
    declared.primary() == member
}

/// Whether a language may be written in a script: a known language only in its own.
fn is_of_script(declared: &Language, script: Script) -> bool {
    let known = langid::candidates().iter().filter(|candidate| is_same(declared, candidate.tag));
    let scripts = lookalikes::scripts().filter(|(_, tag)| is_same(declared, tag)).map(|(script, _)| script);
    let mut own = known.map(|candidate| candidate.script).chain(scripts).peekable();
    own.peek().is_none() && !is_same(declared, "zh") && !is_same(declared, "ja")
        || own.any(|own| own == script.short_name())
}
