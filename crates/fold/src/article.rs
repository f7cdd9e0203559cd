//! What is remembered of one article.

use news::{ArticleId, Digest, Relation, StoryId, Timestamp, Vector};
use text::{Fingerprint, shingle::shingles_of};

use crate::{near::Near, rarity::Rarity, sense::Sense, views::Views, weights::Weights};

/// An article as the index remembers it.
#[derive(Clone, Debug)]
pub struct Remembered {
    /// Its number.
    pub id: ArticleId,
    /// The story that it is in.
    pub story: StoryId,
    /// How it relates to it.
    pub relation: Relation,
    /// Its closest relative.
    pub of: Option<ArticleId>,
    /// When it came out: its publisher's time, but never later than it was seen.
    pub time: Timestamp,
    /// The hash of its language.
    pub language: u32,
    /// Its words outside quotations, in order, 16 bits of each: a run of five is told from others by 80.
    pub words: Box<[u16]>,
    /// How many words make a shingle.
    pub shingle: usize,
    /// Its weighed terms.
    pub terms: Weights,
    /// Its weighed anchors.
    pub anchors: Weights,
    /// What it is about.
    pub sense: Sense,
    /// What the reader's model makes of it.
    pub vector: Option<Vector>,
    /// The articles most like it.
    pub near: Near,
}

impl Remembered {
    /// Looks at an article that is not placed yet: it stands as the first report of its own story.
    pub fn of(digest: &Digest, views: &Views, rarity: &Rarity) -> Self {
        let weights = rarity.weights(views.language, &views.terms);
        let anchor_weights = rarity.anchor_weights(views.language, &views.anchors);
        Self {
            id: digest.id,
            story: StoryId(digest.id.0),
            relation: Relation::Report,
            of: None,
            time: digest.time(),
            language: views.language,
            words: views.words.iter().map(|word| (word >> 16) as u16).collect(),
            shingle: views.shingle,
            terms: Weights::of(&views.terms, &weights),
            anchors: Weights::of(&views.anchors, &anchor_weights),
            sense: Sense::of(views.language, &views.anchors, &anchor_weights),
            vector: digest.annotations.vector.clone(),
            near: Near::default(),
        }
    }

    /// The days between it and another.
    pub fn days_from(&self, other: &Self) -> f32 {
        (self.time.duration_since(other.time).as_secs_f32() / 86_400.0).abs()
    }

    /// Every run of its words that makes a shingle.
    pub fn shingles(&self) -> Vec<Fingerprint> {
        shingles_of(&self.words, self.shingle)
    }
}
