//! How likely two articles report one event: a logistic function of what they have in common.

use crate::{article::Remembered, order::Order};

/// What two articles have in common.
#[derive(Clone, Copy, Debug, Default)]
pub struct Likeness {
    /// Whether they are in one language.
    pub is_one_language: bool,
    /// The cosine of their words, from 0 to 1; 0 across languages.
    pub words: f32,
    /// The cosine of their anchors, from 0 to 1.
    pub anchors: f32,
    /// The cosine of what they are about, from -1 to 1.
    pub sense: f32,
    /// The order of what they share: words in one language, anchors across languages.
    pub order: Order,
    /// The time between them, in days.
    pub days: f32,
}

impl Likeness {
    /// Compares two articles.
    pub fn of(here: &Remembered, there: &Remembered) -> Self {
        let is_one_language = here.language == there.language;
        let anchors = here.anchors.common(&there.anchors);
        let words = if is_one_language { here.terms.common(&there.terms) } else { Default::default() };
        Self {
            is_one_language,
            words: words.cosine,
            anchors: anchors.cosine,
            sense: here.sense.cosine(&there.sense),
            order: if is_one_language { words.order } else { anchors.order },
            days: (here.time.duration_since(there.time).as_secs_f32() / 86_400.0).abs(),
        }
    }

    /// The log-odds that they report one event, where others of the same subject are as alike as
    /// `background` says. docs/folding.md tells how the weights were fitted.
    pub fn log_odds(&self, background: &Background) -> f32 {
        let order = self.order.surprise().clamp(-1.0, 8.0);
        let length = (1.0 + self.order.possible as f32).ln();
        let odds = if self.is_one_language {
            -5.8 + 2.24 * level(self.words) - 3.84 * level(background.words)
                + 2.76 * level(self.anchors)
                + 0.31 * order
                + 0.54 * length
        } else {
            -0.6 + 3.54 * level(self.anchors) - 0.85 * level(background.anchors)
                + 5.0 * (self.sense - 0.35)
                + 0.58 * order
                + 0.74 * length
        };
        odds - 3.4 * (1.0 + self.days).ln()
    }
}

/// The logarithm of a cosine, which may be 0: what counts is how many times as alike as usual.
fn level(cosine: f32) -> f32 {
    (cosine + 0.01).ln()
}

/// How alike an article is to those that share no more than its subject.
#[derive(Clone, Copy, Debug, Default)]
pub struct Background {
    /// The mean cosine of words, in its language.
    pub words: f32,
    /// The mean cosine of anchors, in other languages.
    pub anchors: f32,
}

impl Background {
    /// The background among the likenesses of an article to others than those it is asked about.
    pub fn of<'l>(others: impl Iterator<Item = &'l Likeness> + Clone) -> Self {
        let one = others.clone().filter(|likeness| likeness.is_one_language).map(|likeness| likeness.words);
        let across = others.filter(|likeness| !likeness.is_one_language).map(|likeness| likeness.anchors);
        Self {
            words: mean_of_lesser(one.collect(), IMAGINED_WORDS),
            anchors: mean_of_lesser(across.collect(), IMAGINED_ANCHORS),
        }
    }
}

/// What is expected of the background before it is seen: the usual mean of the development sets.
const IMAGINED_WORDS: f32 = 0.062;
const IMAGINED_ANCHORS: f32 = 0.035;

/// The mean of all but the greatest few, which may be of the same event, and of a few imagined ones.
fn mean_of_lesser(mut cosines: Vec<f32>, imagined: f32) -> f32 {
    const GREATEST: usize = 4;
    const COUNTED: usize = 16;
    const IMAGINED: f32 = 4.0;
    cosines.sort_unstable_by(|a, b| b.total_cmp(a));
    let lesser = cosines.iter().skip(GREATEST).take(COUNTED);
    let count = lesser.len() as f32;
    (lesser.sum::<f32>() + IMAGINED * imagined) / (count + IMAGINED)
}

/// The chance, from 0 to 1, that log-odds stand for.
pub fn chance(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}
