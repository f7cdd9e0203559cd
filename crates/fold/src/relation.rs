//! Whether one article's text comes from another's.

use news::Relation;

use crate::{likeness::Likeness, passages::Shared};

/// From this share of either text on, the same words make a copy.
const COPY: f32 = 0.5;
/// From this share on, the same words make a rewrite.
const REWRITE: f32 = 0.2;
/// From this share of the shorter text on, words in the same order make a rewrite.
const REWRITE_IN_ORDER: f32 = 0.3;
/// The fewest words that passages must have together.
const FEWEST_WORDS: usize = 12;
/// By how many deviations the order of a rewrite must beat chance.
const SURE_ORDER: f32 = 6.0;
/// By how many deviations the order of a translation's anchors must beat chance.
const TRANSLATION_ORDER: f32 = 2.5;
/// The least cosine of anchors that a translation has with its original.
const TRANSLATION_ANCHORS: f32 = 0.15;
/// The fewest anchors in order that show a translation.
const TRANSLATION_FEWEST: usize = 5;

/// How this text comes from the other, and how much of it: a share from 0 to 1; `None` when it does not.
pub fn derived(likeness: &Likeness, shared: &Shared) -> Option<(Relation, f32)> {
    if !likeness.is_one_language {
        return is_translation(likeness).then_some((Relation::Translation, likeness.anchors));
    }
    let most = shared.here.max(shared.there);
    let is_passage = shared.words >= FEWEST_WORDS;
    if is_passage && most >= COPY {
        return Some((Relation::Copy, most));
    }
    let in_order = likeness.order.share() >= REWRITE_IN_ORDER && likeness.order.surprise() >= SURE_ORDER;
    (is_passage && most >= REWRITE || in_order).then(|| (Relation::Rewrite, most.max(likeness.order.share())))
}

fn is_translation(likeness: &Likeness) -> bool {
    likeness.anchors >= TRANSLATION_ANCHORS
        && likeness.order.in_order >= TRANSLATION_FEWEST
        && likeness.order.surprise() >= TRANSLATION_ORDER
}
