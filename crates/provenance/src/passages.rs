//! The same words in two texts: maximal runs outside quotations, as evidence that can be shown.
//!
//! Quotations are left out, because two reporters who heard one speaker write the same words.

use std::collections::HashMap;

use news::{Digest, Evidence, Span};
use text::{Word, shingle, words};

/// Words in the shortest run that is shown.
const SHORTEST: usize = 7;
/// Runs shown of one derivation; the longest are kept.
const MOST: usize = 12;
/// Places at which a run of the other text is tried; more of the same words is boilerplate.
const MOST_PLACES: usize = 8;

/// A text cut into words outside its quotations.
pub struct Source {
    words: Vec<Word>,
}

/// What two texts share.
#[derive(Debug, Default)]
pub struct Shared {
    /// The runs, in the order of the first text.
    pub passages: Vec<Evidence>,
    /// The share of the first text's words that stand in them, from 0 to 1.
    pub share: f32,
}

impl Shared {
    /// Words of the longest run.
    pub fn longest(&self) -> usize {
        let words = self.passages.iter().filter_map(|passage| match passage {
            Evidence::Passage { words, .. } => Some(*words),
            _ => None,
        });
        words.max().unwrap_or(0)
    }
}

impl Source {
    /// Cuts the text of an article into words and drops those in quotations.
    pub fn of(digest: &Digest) -> Self {
        let is_quoted = |word: &Word| digest.annotations.is_quoted(&word.range.clone().into());
        Self { words: words(&digest.article.text).into_iter().filter(|word| !is_quoted(word)).collect() }
    }
}

/// The maximal runs of words that `here` shares with `there`, from left to right, none overlapping in `here`.
pub fn shared(here: &Source, there: &Source) -> Shared {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for shingle in shingle::shingles(&there.words) {
        places.entry(shingle.hash).or_default().push(shingle.word);
    }
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    for shingle in shingle::shingles(&here.words) {
        if shingle.word < at {
            continue;
        }
        let tried = places.get(&shingle.hash).into_iter().flatten().take(MOST_PLACES);
        let longest =
            tried.map(|place| Run::from(here, there, shingle.word, *place)).max_by_key(|run| run.length);
        if let Some(run) = longest.filter(|run| run.length >= SHORTEST) {
            at = run.here + run.length;
            runs.push(run);
        }
    }
    let covered: usize = runs.iter().map(|run| run.length).sum();
    let share = covered as f32 / here.words.len().max(1) as f32;
    runs.sort_by_key(|run| std::cmp::Reverse(run.length));
    runs.truncate(MOST);
    runs.sort_by_key(|run| run.here);
    Shared { passages: runs.iter().map(|run| run.evidence(here, there)).collect(), share }
}

struct Run {
    here: usize,
    there: usize,
    length: usize,
}

impl Run {
    /// The run that begins at a pair of words.
    fn from(here: &Source, there: &Source, at: usize, place: usize) -> Self {
        let pairs = here.words[at..].iter().zip(&there.words[place..]);
        let length = pairs.take_while(|(one, other)| one.folded == other.folded).count();
        Self { here: at, there: place, length }
    }

    fn evidence(&self, here: &Source, there: &Source) -> Evidence {
        let span = |words: &[Word], first: usize| Span {
            start: words[first].range.start,
            end: words[first + self.length - 1].range.end,
        };
        Evidence::Passage {
            here: span(&here.words, self.here),
            there: span(&there.words, self.there),
            words: self.length,
        }
    }
}
