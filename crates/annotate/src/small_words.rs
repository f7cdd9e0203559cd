//! Names of bodies that go on with small words: "Cour des comptes", "Счётная палата", "Bộ Y tế".

use std::ops::Range;

use text::Word;

use crate::{names, reading::Reading};

/// Letters that the forms of a word have in common at least, and letters of the longest ending.
const SHORTEST_STEM: usize = 3;
const LONGEST_ENDING: usize = 3;
/// Words with a capital of the longest name that is followed.
const LONGEST: usize = 4;

/// A name with the small words behind it that belong to it, up to `end`.
pub fn whole(reading: &Reading<'_>, name: Range<usize>, end: usize) -> Range<usize> {
    let Some(next) = small(reading, name.end, end) else { return name };
    if reading.lexicon.words.small_nouns && is_body_noun(reading, next) {
        return name.start..next.range.end;
    }
    let tied = || small(reading, next.range.end, end).filter(|word| is_free(reading, word));
    let last = if reading.lexicon.words.small_syllables {
        Some(syllables(reading, name.end, end))
    } else if names::is_particle(reading, next) {
        tied().map(|word| word.range.end)
    } else {
        None
    };
    let last = last.filter(|_| opens_with_body(reading, &name));
    name.start..last.unwrap_or(name.end)
}

/// Where a name ends of whose words only the first syllables have capitals.
fn syllables(reading: &Reading<'_>, from: usize, end: usize) -> usize {
    let mut at = from;
    for _ in 0..LONGEST {
        let Some(rest) = small(reading, at, end).filter(|word| is_free(reading, word)) else { break };
        at = rest.range.end;
        let Some(first) = next(reading, at, end).filter(|word| reading.is_capital(word)) else { break };
        at = first.range.end;
    }
    at
}

/// The small word right behind a place.
fn small<'r>(reading: &'r Reading<'_>, from: usize, end: usize) -> Option<&'r Word> {
    next(reading, from, end).filter(|word| reading.is_small(word))
}

fn next<'r>(reading: &'r Reading<'_>, from: usize, end: usize) -> Option<&'r Word> {
    let word = reading.words.get(reading.word_at(from)).filter(|word| word.range.end <= end)?;
    (reading.between(from..word.range.start) == " ").then_some(word)
}

/// Whether a word may belong to a name: it is none that opens another clause, nor part of a verb.
fn is_free(reading: &Reading<'_>, word: &Word) -> bool {
    !names::is_skipped(reading, word) && reading.cues_in(&word.range).next().is_none()
}

fn is_body_noun(reading: &Reading<'_>, word: &Word) -> bool {
    reading.lexicon.bodies.iter().any(|body| is_form(&word.folded, body))
}

fn opens_with_body(reading: &Reading<'_>, name: &Range<usize>) -> bool {
    let Some(first) = reading.words.get(reading.word_at(name.start)) else { return false };
    reading.lexicon.bodies.iter().any(|body| body.split(' ').next() == Some(first.folded.as_str()))
}

/// Whether a word is a form of another, by its ending.
fn is_form(word: &str, other: &str) -> bool {
    let shared = word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (word, other) = (word.chars().count(), other.chars().count());
    shared >= SHORTEST_STEM && shared + 1 >= other && word <= shared + LONGEST_ENDING
}
