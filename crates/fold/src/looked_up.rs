//! By what an article is found again.

use text::{Fingerprint, shingle::winnow_shingles};

use crate::{article::Remembered, rarity::ANCHORS, weights::Weight};

/// By how many of its heaviest terms an article is looked up in its language.
const TERMS: usize = 32;
/// By how many of its heaviest anchors in any: of what a translation keeps, less is recognised.
const ANCHORS_IN_ANY: usize = 80;

/// The keys of an article.
pub struct Keys {
    /// The fingerprints of its passages, each once.
    pub passages: Vec<u64>,
    /// Its heaviest terms, in its language, and anchors, in any, each with its weight.
    pub terms: Vec<(u64, f32)>,
}

impl Keys {
    /// The keys of an article.
    pub fn of(article: &Remembered) -> Self {
        Self::with(article, &article.shingles())
    }

    /// The same of one whose shingles are known.
    pub fn with(article: &Remembered, shingles: &[Fingerprint]) -> Self {
        let mut passages: Vec<u64> = winnow_shingles(shingles).into_iter().map(|kept| kept.hash).collect();
        passages.sort_unstable();
        passages.dedup();
        Self { passages, terms: terms(article) }
    }
}

fn terms(article: &Remembered) -> Vec<(u64, f32)> {
    let key = |space: u32, term: &Weight| (u64::from(space) << 32 | u64::from(term.key()), term.weight());
    let terms = article.terms.heaviest(TERMS);
    let anchors = article.anchors.heaviest(ANCHORS_IN_ANY);
    let terms = terms.iter().map(|term| key(article.language, term));
    terms.chain(anchors.iter().map(|term| key(ANCHORS, term))).collect()
}
