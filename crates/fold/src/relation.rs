//! Whether one article's text comes from another's.

use news::Relation;

use crate::{likeness::Likeness, order::Order, passages::Shared};

/// From this share of either text on, the same words make a copy.
const COPY: f32 = 0.5;
/// From this share on, the same words make a rewrite.
const REWRITE: f32 = 0.42;
/// The fewest words that passages must have together.
const FEWEST_WORDS: usize = 12;
/// From these log-odds on, the order of its words makes a rewrite: of the reports of one event not one in a
/// hundred reaches them.
const REWRITE_IN_ORDER: f32 = 1.8;
/// From these log-odds on, a text is a translation.
const TRANSLATION: f32 = 0.0;
/// By how many deviations the order of a translation's anchors must beat chance to join two stories.
const CERTAIN_ORDER: f32 = 12.0;
/// From this share on, a text has its wording from the one it is like, not from a common original.
const SAME_WORDING: f32 = 0.85;

/// How this text comes from the other, and how much of it: a share from 0 to 1; `None` when it does not.
pub fn derived(likeness: &Likeness, shared: &Shared) -> Option<(Relation, f32)> {
    if !likeness.is_one_language {
        let is_translation = translation_odds(likeness) >= TRANSLATION;
        return is_translation.then_some((Relation::Translation, likeness.anchors));
    }
    let most = shared.here.max(shared.there);
    let is_passage = shared.words >= FEWEST_WORDS;
    if is_passage && most >= COPY {
        return Some((Relation::Copy, most));
    }
    let is_rewrite = is_passage && most >= REWRITE || rewrite_odds(&likeness.order) >= REWRITE_IN_ORDER;
    is_rewrite.then(|| (Relation::Rewrite, most.max(likeness.order.share())))
}

/// The log-odds that two texts of one language are one text in other words: of the rare words that both
/// have, four in five stand in the same order in two translations of one original, and three in ten in two
/// reports of one event. Fitted to the development half of the near duplicates.
fn rewrite_odds(order: &Order) -> f32 {
    -14.1 + 2.8 * (1.0 + order.surprise().max(0.0)).ln() + 11.4 * order.agreement()
}

/// The log-odds that two texts of different languages are one text: that more of their anchors stand in
/// the same order than chance would have it, and that these are much of the shorter text, where reports
/// of one event share some names in any order. Fitted to the small world's development half, where of
/// 1199 pairs of one text 1072 reach 0 and of those of different events 24 do.
fn translation_odds(likeness: &Likeness) -> f32 {
    let order = (1.0 + likeness.order.surprise().max(0.0)).ln();
    let coverage = (0.02 + likeness.order.share()).ln();
    -2.7 + 4.9 * order + 1.24 * coverage + 1.56 * (0.01 + likeness.anchors).ln()
}

/// Whether this text is another translation of what the other was translated from: like it, but not in its words.
pub fn is_sibling(relation: Relation, shared: &Shared) -> bool {
    matches!(relation, Relation::Copy | Relation::Rewrite) && shared.here.max(shared.there) < SAME_WORDING
}

/// Whether the other text is a part of this one, and a small one: what a round-up does to many.
pub fn is_part(shared: &Shared) -> bool {
    shared.words >= FEWEST_WORDS && shared.there >= COPY && shared.here < COPY
}

/// Whether most of this text comes from the other, so surely that stories may be joined by it.
pub fn is_covered(relation: Relation, likeness: &Likeness, shared: &Shared) -> bool {
    match relation {
        Relation::Copy | Relation::Rewrite => shared.here >= COPY,
        Relation::Translation => likeness.order.surprise() >= CERTAIN_ORDER,
        Relation::Report => false,
    }
}
