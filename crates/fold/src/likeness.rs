//! How likely two articles report one event: a logistic function of what they have in common.

use crate::{
    article::Remembered,
    order::{self, Order},
};

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
    /// Keys in the shorter of the two that could stand in order.
    pub possible: usize,
    /// The time between them, in days.
    pub days: f32,
}

impl Likeness {
    /// Compares two articles.
    pub fn of(here: &Remembered, there: &Remembered) -> Self {
        let is_one_language = here.language == there.language;
        let (ours, theirs) =
            if is_one_language { (&here.words, &there.words) } else { (&here.anchors, &there.anchors) };
        Self {
            is_one_language,
            words: if is_one_language { here.terms.cosine(&there.terms) } else { 0.0 },
            anchors: here.anchor_terms.cosine(&there.anchor_terms),
            order: order::compare(ours, theirs),
            possible: ours.len().min(theirs.len()),
            days: (here.seen.duration_since(there.seen).as_secs_f32() / 86_400.0).abs(),
        }
    }

    /// The share of the shorter text that stands in the same order in the other, from 0 to 1.
    pub fn in_order(&self) -> f32 {
        self.order.in_order as f32 / self.possible.max(1) as f32
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
