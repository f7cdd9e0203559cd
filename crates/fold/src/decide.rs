//! What is said of an article once it is compared with those of the window: whose text it has, or by which
//! article it joins a story, or that it opens one.

use std::collections::BTreeSet;

use news::{ArticleId, Placement, Relation, StoryId};

use crate::{
    Index,
    article::Remembered,
    index::Compared,
    likeness::{Likeness, chance},
    near::Edge,
    regroup::Regrouped,
    relation, why,
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

impl Index {
    /// Where an article's text comes from.
    pub(crate) fn origin(&self, article: &Remembered, compared: &[Compared]) -> Origin {
        let parts: BTreeSet<StoryId> = compared
            .iter()
            .filter(|found| relation::is_part(&found.shared) && self.get(found.number).id != article.id)
            .map(|found| found.story)
            .collect();
        if parts.len() >= ROUND_UP {
            return Origin::RoundUp(parts.len());
        }
        self.derived(compared).unwrap_or(Origin::Own)
    }

    fn derived(&self, compared: &[Compared]) -> Option<Origin> {
        let derived = compared.iter().filter_map(|found| {
            let (relation, share) = relation::derived(&found.likeness, &found.shared, &self.judgement)?;
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

    /// What the article remembers of those that it was compared with. A round-up remembers none.
    pub(crate) fn edges(&self, compared: &[Compared], origin: &Origin) -> Vec<Edge> {
        if matches!(origin, Origin::RoundUp(_)) {
            return Vec::new();
        }
        let is_one_text = |found: &Compared| {
            let (likeness, shared) = (&found.likeness, &found.shared);
            let Some((relation, _)) = relation::derived(likeness, shared, &self.judgement) else {
                return false;
            };
            let is_closest = matches!(origin, Origin::Derived { closest, .. } if *closest == found.number);
            is_closest && relation::is_certain(relation, likeness, &self.judgement)
                || relation::is_covered(relation, likeness, shared)
        };
        compared
            .iter()
            .map(|found| Edge {
                other: found.number,
                odds: self.own_odds(&found.likeness),
                is_one_text: is_one_text(found),
            })
            .collect()
    }

    /// The placement of a new article, and what it changes in the stories round it.
    pub(crate) fn placement(&self, number: u32, origin: &Origin, compared: &[Compared]) -> Placement {
        let Regrouped { story, beside, absorbed, moved, joined } = self.regroup(number);
        let (relation, of, similarity, why) = match *origin {
            Origin::RoundUp(stories) => (Relation::Report, None, 0.0, why::round_up(stories)),
            Origin::Derived { closest, of, relation, share, is_sibling } if joined.contains(&closest) => {
                let found = compared.iter().find(|found| found.number == closest);
                let why = found.map(|found| match is_sibling {
                    true => why::sibling(&found.likeness),
                    false => why::derived(relation, &found.likeness, &found.shared),
                });
                (relation, Some(of), share, why.unwrap_or_default())
            }
            // What is taken for a translation and yet belongs elsewhere is none.
            Origin::Own | Origin::Derived { .. } => {
                let joined = beside.and_then(|edge| self.joined(number, &edge, compared));
                let (of, similarity, why) = joined.unwrap_or_else(|| (None, 0.0, why::opened()));
                (Relation::Report, of, similarity, why)
            }
        };
        let article = self.get(number).id;
        Placement { article, story, relation, of, similarity, why, absorbed, moved }
    }

    /// The article by which a report joins its story, how alike both are, and why.
    fn joined(
        &self,
        number: u32,
        edge: &Edge,
        compared: &[Compared],
    ) -> Option<(Option<ArticleId>, f32, String)> {
        let found = compared.iter().find(|found| found.number == edge.other)?;
        let similarity = found.likeness.words.max(found.likeness.anchors);
        let model = found.likeness.model.filter(|_| self.model.log_odds(&found.likeness) != 0.0);
        let counted = Likeness { model, ..found.likeness };
        let why = why::joined(&counted, chance(self.odds_between(number, edge)));
        Some((Some(self.get(edge.other).id), similarity, why))
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
