//! Paragraphs that say the same in other words or another language.
//!
//! Two texts tell the same in the same order, so their paragraphs are aligned from first to last
//! (dynamic programming, as Gale and Church 1993 do for sentences) by what survives rewriting and
//! translation: numbers, and names in plain Latin letters. Paragraphs that share none are not paired.

use std::collections::HashSet;

use news::{Evidence, Span};
use text::{script::is_unspaced, to_latin, words};

/// Paragraphs looked at of each text.
const MOST: usize = 120;
/// Anchors that the pairs must share in all: one name alone is in every article of a story.
const LEAST_SHARED: u32 = 2;
/// Letters of a name in Latin that are compared: endings differ between languages.
const STEM: usize = 4;

/// A text cut into paragraphs with their anchors.
pub struct Outline {
    paragraphs: Vec<Paragraph>,
}

struct Paragraph {
    span: Span,
    anchors: HashSet<String>,
}

impl Outline {
    /// Cuts a text into paragraphs.
    pub fn new(text: &str) -> Self {
        let cut = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
        let paragraphs = cut.take(MOST).map(|paragraph| {
            let start = paragraph.as_ptr() as usize - text.as_ptr() as usize;
            let span = Span { start, end: start + paragraph.len() };
            Paragraph { span, anchors: anchors(paragraph) }
        });
        Self { paragraphs: paragraphs.collect() }
    }
}

/// The paragraphs of `here` with their counterparts in `there`; `None` when they share too little to tell.
pub fn align(here: &Outline, there: &Outline) -> Option<Evidence> {
    let scores = table(here, there);
    if scores[here.paragraphs.len()][there.paragraphs.len()] < LEAST_SHARED {
        return None;
    }
    let (mut i, mut j) = (here.paragraphs.len(), there.paragraphs.len());
    let mut pairs = Vec::new();
    while i > 0 && j > 0 {
        if scores[i][j] == scores[i - 1][j] {
            i -= 1;
        } else if scores[i][j] == scores[i][j - 1] {
            j -= 1;
        } else {
            (i, j) = (i - 1, j - 1);
            pairs.push((here.paragraphs[i].span, there.paragraphs[j].span));
        }
    }
    pairs.reverse();
    let share = pairs.len() as f32 / here.paragraphs.len().max(1) as f32;
    Some(Evidence::Alignment { pairs, share })
}

/// The best sum of shared anchors for every pair of beginnings.
fn table(here: &Outline, there: &Outline) -> Vec<Vec<u32>> {
    let (rows, columns) = (here.paragraphs.len(), there.paragraphs.len());
    let mut scores = vec![vec![0_u32; columns + 1]; rows + 1];
    for i in 0..rows {
        for j in 0..columns {
            let common = here.paragraphs[i].anchors.intersection(&there.paragraphs[j].anchors).count() as u32;
            let paired = if common == 0 { 0 } else { scores[i][j] + common };
            scores[i + 1][j + 1] = paired.max(scores[i][j + 1]).max(scores[i + 1][j]);
        }
    }
    scores
}

/// Numbers as digits, and the beginnings of names in Latin letters.
pub fn anchors(paragraph: &str) -> HashSet<String> {
    let is_cased = paragraph.chars().any(char::is_uppercase) && !paragraph.chars().any(is_unspaced);
    let mut found = HashSet::new();
    for word in words(paragraph) {
        let written = &paragraph[word.range.clone()];
        let digits: String = to_latin(written).chars().filter(char::is_ascii_digit).collect();
        if written.chars().next().is_some_and(char::is_numeric) && digits.len() > 1 {
            found.insert(digits);
        } else if !is_cased || written.chars().next().is_some_and(char::is_uppercase) {
            found.extend(stem(written));
        }
    }
    found
}

fn stem(word: &str) -> Option<String> {
    let latin: String = to_latin(word).chars().filter(char::is_ascii_alphabetic).take(STEM).collect();
    (latin.len() == STEM).then_some(latin)
}
