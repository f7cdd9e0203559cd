//! Which runs of words are names, and of what: a sequence tagger with weights learned from marked news.
//!
//! Each token gets one of seven tags: outside any name, or the first or a later token of a person's, an
//! organisation's or a place's. Features of the token and its neighbours (`features`) each have a weight for
//! each tag (`weights`); the best sequence is found with Viterbi's algorithm. The weights are those of an
//! conditional random field (Lafferty, McCallum and Pereira 2001), made by `cargo xtask train names`. Besides the words
//! themselves they rest on what is known of them (`known`): given and family names, places, common words,
//! nouns for people and bodies, in many languages and scripts.

mod features;
pub mod known;
mod packed;
pub(crate) mod tokens;
pub mod weights;

use std::ops::Range;

use news::{Language, MentionKind};
use text::hash::chain;

use crate::reading::Reading;

pub use features::Sheet;
pub use weights::Weights;

/// The number of tags.
pub const TAGS: usize = 7;

/// The tag of tokens outside names.
pub const OUTSIDE: usize = 0;

/// The kinds of names, in the order of their tags: the first token of kind k has tag 2k+1, later ones 2k+2.
pub const KINDS: [MentionKind; 3] = [MentionKind::Person, MentionKind::Organization, MentionKind::Place];

/// The tokens of a text, as far as their tags depend on them.
pub trait Tokens {
    /// The number of tokens.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a token may have a tag other than [`OUTSIDE`].
    fn may_be_tagged(&self, index: usize) -> bool;

    /// Tells all features of a token.
    fn features(&self, index: usize, tell: impl FnMut(u32));
}

/// The feature of what a template sees.
pub(crate) fn feature(template: usize, seen: u64) -> u32 {
    (chain(template as u64 + 1, seen) >> 32) as u32
}

/// What is seen at two places at once.
pub(crate) fn both(one: u64, other: u64) -> u64 {
    chain(chain(1, one), other)
}

/// The features of a text's tokens, to learn from.
pub fn sheet(text: &str, language: Option<&Language>) -> Sheet {
    Sheet::new(&Reading::new(text, language))
}

/// The names of a text, in order, with their kinds.
pub fn names(reading: &Reading<'_>, weights: &Weights) -> Vec<(Range<usize>, MentionKind)> {
    let sheet = Sheet::new(reading);
    spans(&sheet.ranges(), &weights.tags(&sheet))
}

/// The runs that tags make of tokens.
pub fn spans(tokens: &[Range<usize>], tags: &[usize]) -> Vec<(Range<usize>, MentionKind)> {
    let mut found: Vec<(Range<usize>, MentionKind)> = Vec::new();
    for (range, tag) in tokens.iter().zip(tags).filter(|(_, tag)| **tag != OUTSIDE) {
        match found.last_mut() {
            Some(last) if tag % 2 == 0 => last.0.end = range.end,
            _ => found.push((range.clone(), KINDS[(tag - 1) / 2])),
        }
    }
    found
}

/// Whether a tag may follow another: later tokens follow tokens of the same kind.
pub fn may_follow(before: usize, tag: usize) -> bool {
    tag == OUTSIDE || tag % 2 == 1 || before == tag || before + 1 == tag
}
