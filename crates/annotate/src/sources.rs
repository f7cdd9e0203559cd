//! Who says, wants or shows something, in whole: "three officials familiar with the talks", "he", "a report by
//! the Audit Office", with the word that goes with it.
//!
//! Reporting verbs are a list that ends; what people do with words is not. Where attributions are marked in many
//! texts, a sequence tagger learns both from them (features as usual for the task since Pareti 2015): each word
//! is outside all, or the first or a later one of a source or of a cue. Weights and decoding are those of
//! [`crate::tagger`]; they are made by `cargo xtask train sources`.

mod sheet;

use std::{ops::Range, sync::OnceLock};

use news::Language;

use crate::{
    names,
    people::People,
    quotations,
    reading::Reading,
    tagger::{OUTSIDE, Tokens, Weights},
};

pub use sheet::Sheet;

/// The tags of the first token of a source and of a cue; later ones have the next.
pub const SOURCE: usize = 1;
/// See [`SOURCE`].
pub const CUE: usize = 3;

/// The languages in which enough attributions were marked to learn from.
const LEARNED: [&str; 1] = ["en"];

/// Words between a source and a cue that go together.
const APART: usize = 40;

/// A source and the words by which something is its.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced {
    /// Who it is, with all that is said of them in one breath.
    pub source: Range<usize>,
    /// The verb or preposition.
    pub cue: Range<usize>,
}

/// The weights that ship.
pub fn shipped() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        Weights::decode(include_bytes!("../data/sources.bin")).expect("a test reads the weights")
    })
}

/// The features of a text's tokens, to learn from.
pub fn sheet(text: &str, language: Option<&Language>) -> Sheet {
    let reading = Reading::new(text, language);
    let quotations = quotations::quotations(&reading, &People::find(&reading));
    let quoted: Vec<Range<usize>> = quotations.iter().map(|one| one.span.start..one.span.end).collect();
    Sheet::new(&reading, &quoted)
}

/// The sources of a text with their cues, in order; none in languages in which nothing was learned. `quoted` is
/// where quotations stand.
pub(crate) fn sourced(reading: &Reading<'_>, quoted: &[Range<usize>], weights: &Weights) -> Vec<Sourced> {
    if !LEARNED.contains(&reading.language.as_str()) {
        return Vec::new();
    }
    let sheet = Sheet::new(reading, quoted);
    let tags = weights.tags(&sheet);
    let (sources, cues) = (runs(&sheet, &tags, SOURCE), runs(&sheet, &tags, CUE));
    let telling = sources.into_iter().filter(|source| tells(reading, source));
    let paired = telling.filter_map(|source| {
        let cue = nearest(reading, &source, &cues)?.clone();
        Some(Sourced { source, cue })
    });
    paired.collect()
}

/// Whether a source says more than "who" or "which" does.
fn tells(reading: &Reading<'_>, source: &Range<usize>) -> bool {
    let is_empty = |word| names::is_skipped(reading, word) && !names::is_pronoun(reading, word);
    !reading.words_in(source).iter().all(is_empty)
}

/// The cue of a source: the nearest in its sentence.
fn nearest<'c>(
    reading: &Reading<'_>,
    source: &Range<usize>,
    cues: &'c [Range<usize>],
) -> Option<&'c Range<usize>> {
    let sentence = reading.sentence(source);
    let first = cues.partition_point(|cue| cue.start < sentence.start);
    let inside = cues[first..].iter().take_while(|cue| cue.end <= sentence.end);
    let distance = |cue: &&Range<usize>| {
        let gap = cue.end.min(source.end)..cue.start.max(source.start);
        reading.words_in(&gap).len()
    };
    inside.min_by_key(distance).filter(|cue| distance(cue) <= APART)
}

/// The runs of tokens that begin with a tag and go on with the next, inside one sentence.
fn runs(sheet: &Sheet, tags: &[usize], first: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let goes_on = |tag: usize, last: usize| tag == first + 1 && (last == first || last == first + 1);
    let mut last = OUTSIDE;
    for (index, tag) in tags.iter().enumerate().take(sheet.len()) {
        let token = sheet.range(index);
        match found.last_mut() {
            Some(run) if goes_on(*tag, last) && !sheet.opens_sentence(index) => run.end = token.end,
            _ if *tag == first => found.push(token),
            _ => {}
        }
        last = if *tag == first + 1 && sheet.opens_sentence(index) { OUTSIDE } else { *tag };
    }
    found
}
