//! Whether one article's text comes from another's.

use news::Relation;

use crate::{
    likeness::{Background, Likeness},
    passages::Shared,
};

/// From this share of either text on, the same words make a copy.
const COPY: f32 = 0.5;
/// From this share on, the same words make a rewrite.
const REWRITE: f32 = 0.42;
/// From this share of the shorter text on, rare words in the same order make a rewrite: two translations
/// of one original reach it in 95 of 100 cases, two reports of one event in five.
const REWRITE_IN_ORDER: f32 = 0.4;
/// The fewest words that passages must have together.
const FEWEST_WORDS: usize = 12;
/// By how many deviations the order of a rewrite must beat chance.
const REWRITE_ORDER: f32 = 6.0;
/// By how many deviations the order of a translation's anchors must beat chance, where their cosine stands
/// out too: of texts that only share their subject one in a hundred reaches it.
const TRANSLATION_ORDER: f32 = 4.0;
/// From here on the order is enough.
const CERTAIN_ORDER: f32 = 6.0;
/// From this share on, a text has its wording from the one it is like, not from a common original.
const SAME_WORDING: f32 = 0.85;

/// How this text comes from the other, and how much of it: a share from 0 to 1; `None` when it does not.
pub fn derived(likeness: &Likeness, background: &Background, shared: &Shared) -> Option<(Relation, f32)> {
    if !likeness.is_one_language {
        return is_translation(likeness, background).then_some((Relation::Translation, likeness.anchors));
    }
    let most = shared.here.max(shared.there);
    let is_passage = shared.words >= FEWEST_WORDS;
    if is_passage && most >= COPY {
        return Some((Relation::Copy, most));
    }
    let in_order = likeness.order.share() >= REWRITE_IN_ORDER && likeness.order.surprise() >= REWRITE_ORDER;
    (is_passage && most >= REWRITE || in_order).then(|| (Relation::Rewrite, most.max(likeness.order.share())))
}

fn is_translation(likeness: &Likeness, background: &Background) -> bool {
    let order = likeness.order.surprise();
    let stands_out = likeness.anchors >= 0.04 + 1.5 * background.anchors;
    order >= CERTAIN_ORDER || order >= TRANSLATION_ORDER && stands_out
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
        Relation::Translation => likeness.order.surprise() >= 2.0 * CERTAIN_ORDER,
        Relation::Report => false,
    }
}
