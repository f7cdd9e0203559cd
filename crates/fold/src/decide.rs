//! What is said of an article once it is compared with those of the window: whose text it has, or by which
//! article it joins a story, or that it opens one.

use std::collections::BTreeSet;

use news::{ArticleId, Placement, Relation, StoryId};

use crate::{
    Index,
    compare::{Compared, Prepared},
    judgement::Judgement,
    likeness::{Likeness, chance},
    near::Edge,
    regroup::Regrouped,
    relation,
    traits::Traits,
    why,
};

/// An article that holds whole articles of so many stories is a round-up, and bridges nothing.
const ROUND_UP: usize = 3;

/// Where the text of an article comes from.
#[derive(Clone, Copy, Debug)]
pub enum Origin {
    /// It tells by itself.
    Own,
    /// It holds whole articles of so many stories.
    RoundUp(usize),
    /// Its text comes from another article's.
    Derived {
        /// The number of the article that is closest to it.
        closest: u32,
        /// The article that it is a copy, rewrite or translation of: that one, or its original.
        of: ArticleId,
        /// How it comes from it.
        relation: Relation,
        /// How much of it, from 0 to 1.
        share: f32,
        /// Whether it is another translation of the same original.
        is_sibling: bool,
    },
}

/// An article that is not placed yet, beside those of the window.
#[derive(Debug)]
pub struct Seen {
    /// Those that it was compared with.
    pub compared: Vec<Compared>,
    /// Where its text comes from.
    pub origin: Origin,
}

impl Seen {
    /// What the article remembers of those that it was compared with. A round-up remembers none.
    pub fn edges(&self, judgement: &Judgement) -> Vec<Edge> {
        if matches!(self.origin, Origin::RoundUp(_)) {
            return Vec::new();
        }
        let edge = |found: &Compared| Edge {
            other: found.number,
            odds: found.odds,
            traits: Traits::of(&found.likeness),
            is_one_text: self.is_one_text(found, judgement),
        };
        self.compared.iter().map(edge).collect()
    }

    fn is_one_text(&self, found: &Compared, judgement: &Judgement) -> bool {
        let Some((relation, _)) = found.derived else { return false };
        let is_closest = matches!(self.origin, Origin::Derived { closest, .. } if closest == found.number);
        is_closest && relation::is_certain(relation, &found.likeness, judgement)
            || relation::is_covered(relation, &found.likeness, &found.shared)
    }

    fn of(&self, number: u32) -> Option<&Compared> {
        self.compared.iter().find(|found| found.number == number)
    }
}

impl Index {
    /// Compares an article with the window, and finds where its text comes from.
    pub(crate) fn see(&self, article: &Prepared<'_>) -> Seen {
        let compared = self.compare(article);
        let origin = self.origin(&compared);
        Seen { compared, origin }
    }

    fn origin(&self, compared: &[Compared]) -> Origin {
        let parts = compared.iter().filter(|found| relation::is_part(&found.shared));
        let parts: BTreeSet<StoryId> = parts.map(|found| found.story).collect();
        if parts.len() >= ROUND_UP {
            return Origin::RoundUp(parts.len());
        }
        self.derived(compared).unwrap_or(Origin::Own)
    }

    fn derived(&self, compared: &[Compared]) -> Option<Origin> {
        let derived = compared.iter().filter_map(|found| {
            let (relation, share) = found.derived?;
            Some((rank(found, relation, share), found, relation, share))
        });
        let (_, found, relation, share) = derived.max_by(|a, b| a.0.total_cmp(&b.0))?;
        let closest = self.get(found.number);
        let is_sibling =
            closest.relation == Relation::Translation && relation::is_sibling(relation, &found.shared);
        let original = closest.of.filter(|_| is_sibling);
        Some(Origin::Derived {
            closest: found.number,
            of: original.unwrap_or(closest.id),
            relation: if original.is_some() { Relation::Translation } else { relation },
            share,
            is_sibling: original.is_some(),
        })
    }

    /// The placement of a new article, and what it changes in the stories round it.
    pub(crate) fn placement(&self, number: u32, seen: &Seen) -> Placement {
        let Regrouped { story, beside, absorbed, moved } = self.regroup(number);
        let (relation, of, similarity, why) = match seen.origin {
            Origin::RoundUp(stories) => (Relation::Report, None, 0.0, why::round_up(stories)),
            Origin::Derived { closest, of, relation, share, is_sibling } if beside.contains(&closest) => {
                let why = seen.of(closest).map(|found| match is_sibling {
                    true => why::sibling(&found.likeness),
                    false => why::derived(relation, &found.likeness, &found.shared),
                });
                (relation, Some(of), share, why.unwrap_or_default())
            }
            // What is taken for a translation and yet belongs elsewhere is none.
            Origin::Own | Origin::Derived { .. } => {
                let joined = self.joined(number, &beside, seen);
                let (of, similarity, why) = joined.unwrap_or_else(|| (None, 0.0, why::opened()));
                (Relation::Report, of, similarity, why)
            }
        };
        let article = self.get(number).id;
        Placement { article, story, relation, of, similarity, why, absorbed, moved }
    }

    /// Of the articles beside a report in its story, the one by which it joins: which, how alike both are, and why.
    fn joined(&self, number: u32, beside: &[u32], seen: &Seen) -> Option<(Option<ArticleId>, f32, String)> {
        let beside = self.odds_near(number, |edge| beside.contains(&edge.other));
        let (closest, odds) =
            beside.map(|(edge, odds)| (edge.other, odds)).max_by(|a, b| a.1.total_cmp(&b.1))?;
        let likeness = &seen.of(closest)?.likeness;
        let similarity = likeness.words.max(likeness.anchors);
        let model = likeness.model.filter(|_| self.model.log_odds(likeness) != 0.0);
        let why = why::joined(&Likeness { model, ..*likeness }, chance(odds));
        Some((Some(self.get(closest).id), similarity, why))
    }
}

/// Wording shows more than order does, and order within a language more than across; of equals, the
/// one that has no more than this article has.
fn rank(found: &Compared, relation: Relation, share: f32) -> f32 {
    let kind = match relation {
        Relation::Copy => 4.0,
        Relation::Rewrite => 2.0,
        Relation::Translation | Relation::Report => 0.0,
    };
    kind + share + found.shared.here.min(found.shared.there)
}
