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
            order: if is_one_language { words.order } else { anchors.order },
            days: (here.seen.duration_since(there.seen).as_secs_f32() / 86_400.0).abs(),
        }
    }

    /// How likely they report one event, from 0 to 1.
    pub fn chance(&self) -> f32 {
        let score = if self.is_one_language {
            -4.5 + 11.0 * self.words + 4.0 * self.anchors
        } else {
            -6.0 + 12.0 * self.anchors + 0.6 * self.order.surprise().clamp(0.0, 6.0)
        };
        logistic(score - 0.15 * self.days)
    }
}

fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
