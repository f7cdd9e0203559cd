//! Paragraphs that say the same in other words or another language.
//!
//! Two texts tell the same in the same order, so their paragraphs are aligned from first to last
//! (dynamic programming, as Gale and Church 1993 do for sentences) by what survives rewriting and
//! translation: numbers, and names in plain Latin letters. Paragraphs that share none are not paired.

use std::{collections::HashMap, ops::Range};

use news::{Evidence, Span};
use text::{script::is_unspaced, to_latin, words};

/// Paragraphs looked at of each text.
const MOST: usize = 120;
/// Anchors that the pairs must share in all: one name alone is in every article of a story.
const LEAST_SHARED: u32 = 2;
/// Anchors that are shown of two texts.
const MOST_ANCHORS: usize = 200;
/// Letters of a name in Latin that are compared: endings differ between languages.
const STEM: usize = 4;

/// A text cut into paragraphs with their anchors.
pub struct Outline {
    paragraphs: Vec<Paragraph>,
}

struct Paragraph {
    span: Span,
    /// Each with where it stands first.
    anchors: HashMap<String, Span>,
}

impl Paragraph {
    /// How many anchors two paragraphs have in common.
    fn common(&self, other: &Self) -> u32 {
        self.anchors.keys().filter(|anchor| other.anchors.contains_key(*anchor)).count() as u32
    }

    /// Where their common anchors stand in both, in the order of the first.
    fn marks(&self, other: &Self) -> Vec<(Span, Span)> {
        let common =
            self.anchors.iter().filter_map(|(anchor, here)| Some((*here, *other.anchors.get(anchor)?)));
        let mut marks: Vec<(Span, Span)> = common.collect();
        marks.sort_unstable();
        marks
    }
}

impl Outline {
    /// Cuts a text into paragraphs.
    pub fn new(text: &str) -> Self {
        let cut = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
        let paragraphs = cut.take(MOST).map(|paragraph| {
            let start = paragraph.as_ptr() as usize - text.as_ptr() as usize;
            let span = Span { start, end: start + paragraph.len() };
            let anchors = placed(paragraph).into_iter();
            let anchors = anchors.map(|(anchor, at)| (anchor, Span::from(start + at.start..start + at.end)));
            Paragraph { span, anchors: anchors.collect() }
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
    let (mut pairs, mut marks) = (Vec::new(), Vec::new());
    while i > 0 && j > 0 {
        if scores[i][j] == scores[i - 1][j] {
            i -= 1;
        } else if scores[i][j] == scores[i][j - 1] {
            j -= 1;
        } else {
            (i, j) = (i - 1, j - 1);
            pairs.push((here.paragraphs[i].span, there.paragraphs[j].span));
            marks.push(here.paragraphs[i].marks(&there.paragraphs[j]));
        }
    }
    pairs.reverse();
    let share = pairs.len() as f32 / here.paragraphs.len().max(1) as f32;
    let anchors = marks.into_iter().rev().flatten().take(MOST_ANCHORS).collect();
    Some(Evidence::Alignment { pairs, anchors, share })
}

/// The best sum of shared anchors for every pair of beginnings.
fn table(here: &Outline, there: &Outline) -> Vec<Vec<u32>> {
    let (rows, columns) = (here.paragraphs.len(), there.paragraphs.len());
    let mut scores = vec![vec![0_u32; columns + 1]; rows + 1];
    for i in 0..rows {
        for j in 0..columns {
            let common = here.paragraphs[i].common(&there.paragraphs[j]);
            let paired = if common == 0 { 0 } else { scores[i][j] + common };
            scores[i + 1][j + 1] = paired.max(scores[i][j + 1]).max(scores[i + 1][j]);
        }
    }
    scores
}

/// The anchors of a text, each with where it stands first: numbers as digits, and the beginnings of names in Latin letters.
fn placed(text: &str) -> HashMap<String, Range<usize>> {
    let is_cased = text.chars().any(char::is_uppercase) && !text.chars().any(is_unspaced);
    let mut found = HashMap::new();
    for word in words(text) {
        let written = &text[word.range.clone()];
        let digits: String = to_latin(written).chars().filter(char::is_ascii_digit).collect();
        let anchor = if written.chars().next().is_some_and(char::is_numeric) && digits.len() > 1 {
            Some(digits)
        } else if !is_cased || written.chars().next().is_some_and(char::is_uppercase) {
            stem(written)
        } else {
            None
        };
        if let Some(anchor) = anchor {
            found.entry(anchor).or_insert(word.range);
        }
    }
    found
}

fn stem(word: &str) -> Option<String> {
    let latin: String = to_latin(word).chars().filter(char::is_ascii_alphabetic).take(STEM).collect();
    (latin.len() == STEM).then_some(latin)
}
