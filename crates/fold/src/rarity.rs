//! How rare a term is: the rarer, the more it says when two articles share it.

use crate::{keys::KeyMap, views::Term};

/// How many imagined articles the expectation for an unseen term weighs: it gives way as real ones come.
const IMAGINED: f32 = 40.0;
/// How many terms are counted before the counts are halved and what was seen once is forgotten.
const MAX_TERMS: usize = 4_000_000;

/// Stands for "any language": anchors are shared by all. With a language it counts its anchors apart from its words.
pub const ANCHORS: u32 = u32::MAX;

/// In how many articles of each language each term was seen.
#[derive(Clone, Debug, Default)]
pub struct Rarity {
    terms: KeyMap<u32, u32>,
    articles: KeyMap<u32, u32>,
}

impl Rarity {
    /// Counts an article's terms, each given once.
    pub fn observe(&mut self, language: u32, terms: &[Term]) {
        *self.articles.entry(language).or_default() += 1;
        for term in terms {
            *self.terms.entry(key(language, term.key)).or_default() += 1;
        }
        if self.terms.len() > MAX_TERMS {
            self.halve();
        }
    }

    /// The inverse document frequency of a term, smoothed by what is expected of it before any article is seen.
    pub fn weight(&self, language: u32, term: &Term) -> f32 {
        let articles = self.articles.get(&language).copied().unwrap_or(0) as f32;
        let seen = self.terms.get(&key(language, term.key)).copied().unwrap_or(0) as f32;
        ((articles + IMAGINED) / (seen + IMAGINED * term.expected)).ln().max(0.0)
    }

    /// The same for an anchor, in its language and in all: the lesser counts.
    pub fn anchor_weight(&self, language: u32, term: &Term) -> f32 {
        self.weight(language ^ ANCHORS, term).min(self.weight(ANCHORS, term))
    }

    /// Counts an article's anchors, each given once.
    pub fn observe_anchors(&mut self, language: u32, terms: &[Term]) {
        self.observe(language ^ ANCHORS, terms);
        self.observe(ANCHORS, terms);
    }

    fn halve(&mut self) {
        self.terms.retain(|_, count| {
            *count /= 2;
            *count > 0
        });
        for count in self.articles.values_mut() {
            *count /= 2;
        }
    }
}

/// Both are hashes, so that 32 bits tell millions of terms apart.
fn key(language: u32, term: u32) -> u32 {
    language ^ term
}
