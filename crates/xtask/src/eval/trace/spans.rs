//! Character offsets of the sets, and the words inside spans.

use std::{collections::BTreeSet, ops::Range};

use text::Word;

use super::super::score::{Score, counts};

/// A text with the byte offset of every character and its words.
pub struct Text<'t> {
    bytes: Vec<usize>,
    words: Vec<Word>,
    text: &'t str,
}

impl<'t> Text<'t> {
    pub fn new(text: &'t str) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { bytes, words: text::words(text), text }
    }

    /// A span in characters as one in bytes.
    pub fn bytes(&self, span: &[usize; 2]) -> Range<usize> {
        let at = |character: usize| self.bytes.get(character).copied().unwrap_or(self.text.len());
        at(span[0])..at(span[1])
    }

    /// The indexes of the words that lie in any of the ranges.
    pub fn words_in(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for range in ranges {
            let first = self.words.partition_point(|word| word.range.end <= range.start);
            let last = self.words.partition_point(|word| word.range.start < range.end);
            found.extend(first..last);
        }
        found
    }
}

/// Right, claimed and wanted, summed over articles.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    pub right: usize,
    pub claimed: usize,
    pub wanted: usize,
}

impl Tally {
    pub fn add<T: Ord>(&mut self, found: &BTreeSet<T>, gold: &BTreeSet<T>) {
        self.right += found.intersection(gold).count();
        self.claimed += found.len();
        self.wanted += gold.len();
    }

    pub fn score(self) -> Score {
        counts(self.right, self.claimed, self.wanted)
    }
}

/// Prints one line of a table.
pub fn print(measure: &str, score: Score) {
    println!("  {measure:52} P {:.3}  R {:.3}  F1 {:.3}", score.precision, score.recall, score.f1());
}

/// Whether two ranges share at least this part of the longer one.
pub fn overlap(one: &Range<usize>, other: &Range<usize>, least: f64) -> bool {
    let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    shared as f64 >= least * one.len().max(other.len()) as f64
}
