//! What is remembered of one article.

use news::{ArticleId, Digest, Relation, StoryId, Timestamp};

use crate::{
    passages::shingles,
    rarity::Rarity,
    views::{Term, Views},
};

/// How many of its rarest terms, and of its anchors, are remembered.
const MOST_TERMS: usize = 96;

/// An article as the index remembers it.
#[derive(Clone, Debug)]
pub struct Remembered {
    /// Its number.
    pub id: ArticleId,
    /// The story that it was placed in; that story may have been absorbed since.
    pub story: StoryId,
    /// How it relates to it.
    pub relation: Relation,
    /// Its closest relative.
    pub of: Option<ArticleId>,
    /// When it was first seen.
    pub seen: Timestamp,
    /// The hash of its language.
    pub language: u32,
    /// Its words outside quotations, in order.
    pub words: Vec<u32>,
    /// How many words make a shingle.
    pub shingle: usize,
    /// Its weighed terms.
    pub terms: Weights,
    /// Its anchors, in order.
    pub anchors: Vec<u32>,
    /// Its weighed anchors.
    pub anchor_terms: Weights,
}

impl Remembered {
    /// Looks at an article that is not placed yet: it stands as the first report of its own story.
    pub fn of(digest: &Digest, views: &Views, rarity: &Rarity) -> Self {
        Self {
            id: digest.id,
            story: StoryId(digest.id.0),
            relation: Relation::Report,
            of: None,
            seen: digest.first_seen_at,
            language: views.language,
            words: views.words.clone(),
            shingle: views.shingle,
            terms: Weights::of(&views.terms, |term| rarity.weight(views.language, term)),
            anchors: views.anchors.clone(),
            anchor_terms: Weights::of(&views.anchor_terms, |term| rarity.weight(ANCHORS, term)),
        }
    }

    /// The fingerprints of its passages, each once.
    pub fn fingerprints(&self) -> Vec<u64> {
        let kept = text::shingle::winnow_shingles(&shingles(&self.words, self.shingle));
        let mut hashes: Vec<u64> = kept.into_iter().map(|fingerprint| fingerprint.hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes
    }
}

/// Stands for "any language" where rarity is counted: anchors are shared by all.
pub const ANCHORS: u32 = u32::MAX;

/// Terms with their weights, of length one, by key.
#[derive(Clone, Debug, Default)]
pub struct Weights(Vec<(u32, f32)>);

impl Weights {
    fn of(terms: &[Term], rarity: impl Fn(&Term) -> f32) -> Self {
        let weight = |term: &Term| (term.key, (1.0 + term.times).ln() * rarity(term));
        let mut weights: Vec<(u32, f32)> =
            terms.iter().map(weight).filter(|(_, weight)| *weight > 0.0).collect();
        let heavier = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        weights.sort_unstable_by(heavier);
        let length =
            weights.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        weights.truncate(MOST_TERMS);
        for (_, weight) in &mut weights {
            *weight /= length;
        }
        weights.sort_unstable_by_key(|(key, _)| *key);
        Self(weights)
    }

    /// The cosine of two.
    pub fn cosine(&self, other: &Self) -> f32 {
        let (mut here, mut there, mut sum) = (self.0.iter().peekable(), other.0.iter().peekable(), 0.0);
        while let (Some((a, weight)), Some((b, other))) = (here.peek(), there.peek()) {
            if a == b {
                sum += weight * other;
            }
            if a <= b {
                here.next();
            }
            if b <= a {
                there.next();
            }
        }
        sum
    }

    /// The heaviest terms, heaviest first.
    pub fn heaviest(&self, most: usize) -> Vec<(u32, f32)> {
        let mut terms = self.0.clone();
        terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(most);
        terms
    }
}
