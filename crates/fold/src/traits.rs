//! What a forest is asked when it judges whether two articles belong together: what both have in common, and what is
//! around each of them.

use crate::{likeness::Likeness, near::Around};

/// What is kept of a likeness for as long as both articles are remembered, a byte each: the likeness of words and
/// of anchors, the order, and the length, as in [`Likeness::event_evidence`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Traits([u8; RANGES.len()]);

/// Between which values they lie.
const RANGES: [(f32, f32); 4] = [(-4.7, 0.1), (-4.7, 0.1), (-1.0, 8.0), (0.0, 7.0)];
const STEPS: f32 = 255.0;
/// How many days apart two articles are at most told from one another: beyond it only the weight of time counts.
const DAYS: f32 = 3.0;

/// How many features a forest sees.
pub const FEATURES: usize = 14;

impl Traits {
    /// Keeps them.
    pub fn of(likeness: &Likeness) -> Self {
        let [words, anchors, _, order, length, _] = likeness.event_evidence();
        let mut kept = [words, anchors, order, length].into_iter().zip(RANGES);
        Self(std::array::from_fn(|_| {
            let (value, (low, high)) = kept.next().unwrap_or_default();
            ((value - low) / (high - low) * STEPS).round() as u8
        }))
    }

    fn values(self) -> [f32; RANGES.len()] {
        std::array::from_fn(|place| {
            let (low, high) = RANGES[place];
            low + f32::from(self.0[place]) / STEPS * (high - low)
        })
    }
}

/// Two articles, each amid those around it.
#[derive(Clone, Copy, Debug)]
pub struct Amid<'a> {
    /// The log-odds that both report one event, by their own evidence.
    pub odds: f32,
    /// What else is kept of that.
    pub traits: Traits,
    /// Whether they are in one language.
    pub is_one_language: bool,
    /// The days between them.
    pub days: f32,
    /// What is around each.
    pub around: [&'a Around; 2],
}

impl Amid<'_> {
    /// The features. What is around the articles comes twice, the lesser before the greater, so that the order of the two
    /// does not count.
    ///
    /// What is like everything around it is known by it: the hubness correction of cross-lingual retrieval (CSLS,
    /// Conneau et al. 2018), learned instead of given.
    pub fn features(&self) -> [f32; FEATURES] {
        let [words, anchors, order, length] = self.traits.values();
        let [here, there] = self.around;
        let days = self.days.min(DAYS).ln_1p();
        let is_one_language = f32::from(u8::from(self.is_one_language));
        [
            self.odds,
            is_one_language,
            words,
            anchors,
            order,
            length,
            days,
            here.best.min(there.best),
            here.best.max(there.best),
            here.crowd.min(there.crowd),
            here.crowd.max(there.crowd),
            here.theme.min(there.theme),
            here.theme.max(there.theme),
            here.common(there),
        ]
    }
}
