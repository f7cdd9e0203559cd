//! How likely two articles report one event: a logistic function of what they have in common.

use crate::{
    judgement::{EVENT, Judgement, TEXT},
    order::Order,
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
    /// The cosine of what they are about, from -1 to 1.
    pub sense: f32,
    /// The order of what they share: words in one language, anchors across languages.
    pub order: Order,
    /// The order of the anchors that they share.
    pub anchor_order: Order,
    /// The time between them, in days.
    pub days: f32,
    /// The cosine of what the reader's model makes of both, from -1 to 1.
    pub model: Option<f32>,
}

impl Likeness {
    /// The log-odds that they report one event, by what these two have in common but for the model's cosine.
    pub fn log_odds(&self, judgement: &Judgement) -> f32 {
        let weighing = if self.is_one_language { &judgement.within } else { &judgement.across };
        let odds = weighing.log_odds(&self.event_evidence()) + judgement.days * self.days.ln_1p();
        odds.clamp(-SURE, SURE)
    }

    /// The log-odds that both are one text: in other words, or in another language.
    pub fn text_odds(&self, judgement: &Judgement) -> f32 {
        let weighing = if self.is_one_language { &judgement.rewrite } else { &judgement.translation };
        weighing.log_odds(&self.text_evidence())
    }

    /// The evidence that both report one event: the logarithms of the cosines of words and anchors, the cosine
    /// of their sense, by how many deviations order beats chance, the logarithm of the shorter text's length in
    /// terms, and of how many both have.
    pub fn event_evidence(&self) -> [f32; EVENT.len()] {
        [
            level(self.words),
            level(self.anchors),
            self.sense,
            self.order.surprise().clamp(-1.0, 8.0),
            (1.0 + self.order.possible as f32).ln(),
            (1.0 + self.order.shared as f32).ln(),
        ]
    }

    /// The evidence that both are one text: of the words and of the anchors that both have, by how many deviations
    /// their order beats chance (its logarithm), the share of them that stands in one order, and the share of
    /// the shorter text that this is (its logarithm); the logarithms of the cosines of words and anchors, and the
    /// cosine of their sense.
    pub fn text_evidence(&self) -> [f32; TEXT.len()] {
        let surprise = |order: &Order| (1.0 + order.surprise().max(0.0)).ln();
        let share = |order: &Order| (0.02 + order.share()).ln();
        let words = if self.is_one_language { self.order } else { Order::default() };
        [
            surprise(&words),
            words.agreement(),
            share(&words),
            surprise(&self.anchor_order),
            self.anchor_order.agreement(),
            share(&self.anchor_order),
            level(self.words),
            level(self.anchors),
            self.sense,
        ]
    }
}

/// No two articles are surer than by these log-odds.
const SURE: f32 = 8.0;

/// The logarithm of a cosine, which may be 0: what counts is how many times as alike as usual.
fn level(cosine: f32) -> f32 {
    (cosine + 0.01).ln()
}

/// The chance, from 0 to 1, that log-odds stand for.
pub fn chance(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}
