//! Whether one article's text comes from another's.

use news::Relation;

use crate::{judgement::Judgement, likeness::Likeness, passages::Shared};

/// From this share of either text on, the same words make a copy.
const COPY: f32 = 0.5;
/// From this share on, the same words make a rewrite.
const REWRITE: f32 = 0.42;
/// The fewest words that passages must have together, or that must stand in one order.
const FEWEST_WORDS: usize = 12;
/// From these log-odds on, a translation is certain.
const CERTAIN_TRANSLATION: f32 = 3.5;
/// By how many deviations the order of a translation's anchors must beat chance to join two stories.
const CERTAIN_ORDER: f32 = 12.0;
/// From this share on, a text has its wording from the one it is like, not from a common original.
const SAME_WORDING: f32 = 0.85;

/// How this text comes from the other, and how much of it: a share from 0 to 1; `None` when it does not.
pub fn derived(likeness: &Likeness, shared: &Shared, judgement: &Judgement) -> Option<(Relation, f32)> {
    if !likeness.is_one_language {
        let is_translation = likeness.text_odds(judgement) >= 0.0;
        return is_translation.then_some((Relation::Translation, likeness.anchors));
    }
    let most = shared.here.max(shared.there);
    let is_passage = shared.words >= FEWEST_WORDS;
    if is_passage && most >= COPY {
        return Some((Relation::Copy, most));
    }
    let is_in_order = likeness.order.in_order >= FEWEST_WORDS && likeness.text_odds(judgement) >= 0.0;
    let is_rewrite = is_passage && most >= REWRITE || is_in_order;
    is_rewrite.then(|| (Relation::Rewrite, most.max(likeness.order.share())))
}

/// Whether this text is another translation of what the other was translated from: like it, but not in its words.
pub fn is_sibling(relation: Relation, shared: &Shared) -> bool {
    matches!(relation, Relation::Copy | Relation::Rewrite) && shared.here.max(shared.there) < SAME_WORDING
}

/// Whether the other text is a part of this one, and a small one: what a round-up does to many.
pub fn is_part(shared: &Shared) -> bool {
    shared.words >= FEWEST_WORDS && shared.there >= COPY && shared.here < COPY
}

/// Whether it is so certain that this text comes from the other that both are in one story whatever else is like
/// them: there are many texts that a translation could be mistaken for.
pub fn is_certain(relation: Relation, likeness: &Likeness, judgement: &Judgement) -> bool {
    relation != Relation::Translation || likeness.text_odds(judgement) >= CERTAIN_TRANSLATION
}

/// Whether most of this text comes from the other, so surely that stories may be joined by it.
pub fn is_covered(relation: Relation, likeness: &Likeness, shared: &Shared) -> bool {
    match relation {
        Relation::Copy | Relation::Rewrite => shared.here >= COPY,
        Relation::Translation => likeness.order.surprise() >= CERTAIN_ORDER,
        Relation::Report => false,
    }
}
