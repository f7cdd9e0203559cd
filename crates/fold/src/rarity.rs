//! How rare a term is: the rarer, the more it says when two articles share it.

use crate::{
    gapped::{Gapped, SHARDS, spread},
    keys::KeyMap,
    views::Term,
};

/// How many imagined articles the expectation for an unseen term weighs: it gives way as real ones come.
const IMAGINED: f32 = 40.0;
/// How many terms are counted before the counts are halved and what was seen once is forgotten.
const MAX_TERMS: usize = 4_000_000;

/// Stands for "any language": anchors are shared by all. With a language it counts its anchors apart from its words.
pub const ANCHORS: u32 = u32::MAX;

/// In how many articles of each language each term was seen.
#[derive(Clone, Debug)]
pub struct Rarity {
    terms: Vec<Gapped>,
    articles: KeyMap<u32, u32>,
}

impl Default for Rarity {
    fn default() -> Self {
        Self { terms: vec![Gapped::default(); SHARDS], articles: KeyMap::default() }
    }
}

impl Rarity {
    /// Counts an article's terms, each given once.
    pub fn observe(&mut self, language: u32, terms: &[Term]) {
        *self.articles.entry(language).or_default() += 1;
        for term in terms {
            let (shard, key) = spread(key(language, term.key));
            self.terms[shard].count(key);
        }
        if self.terms.iter().map(Gapped::len).sum::<usize>() > MAX_TERMS {
            self.halve();
        }
    }

    /// The weight of each term: how often it occurs, damped, by how rare it is.
    pub fn weights(&self, language: u32, terms: &[Term]) -> Vec<f32> {
        let rarities = self.rarities(language, terms);
        terms.iter().zip(rarities).map(|(term, rarity)| damped(term) * rarity).collect()
    }

    /// The same of anchors, in their language and in all: the lesser counts.
    pub fn anchor_weights(&self, language: u32, terms: &[Term]) -> Vec<f32> {
        let here = self.rarities(language ^ ANCHORS, terms);
        let both = here.into_iter().zip(self.rarities(ANCHORS, terms));
        terms.iter().zip(both).map(|(term, (here, anywhere))| damped(term) * here.min(anywhere)).collect()
    }

    /// Counts an article's anchors, each given once.
    pub fn observe_anchors(&mut self, language: u32, terms: &[Term]) {
        self.observe(language ^ ANCHORS, terms);
        self.observe(ANCHORS, terms);
    }

    /// The inverse document frequency of each term, smoothed by what is expected of it before any article is seen.
    fn rarities(&self, language: u32, terms: &[Term]) -> Vec<f32> {
        let articles = self.articles.get(&language).copied().unwrap_or(0) as f32 + IMAGINED;
        // By themselves, so that the processor waits for many of them at once.
        let seen: Vec<u32> = terms.iter().map(|term| self.seen(key(language, term.key))).collect();
        let rarity =
            |(term, seen): (&Term, u32)| (articles / (seen as f32 + IMAGINED * term.expected)).ln().max(0.0);
        terms.iter().zip(seen).map(rarity).collect()
    }

    /// In how many articles a term was seen.
    fn seen(&self, key: u32) -> u32 {
        let (shard, key) = spread(key);
        self.terms[shard].get(key).unwrap_or(0)
    }

    fn halve(&mut self) {
        self.terms.iter_mut().for_each(|terms| terms.change(|count| count / 2));
        for count in self.articles.values_mut() {
            *count /= 2;
        }
    }
}

fn damped(term: &Term) -> f32 {
    (1.0 + term.times).ln()
}

/// Both are hashes, so that 32 bits tell millions of terms apart.
fn key(language: u32, term: u32) -> u32 {
    language ^ term
}
