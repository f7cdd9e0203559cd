//! The one decision that folding takes: whose text an article has, or which story it joins, or that it
//! opens one.

use std::{cmp::Reverse, collections::BTreeSet};

use news::{Placement, Relation, StoryId};

use crate::{
    Index, STORY_WINDOW,
    article::Remembered,
    index::Compared,
    likeness::{Background, Likeness, chance},
    relation, why,
};

/// How much all articles of a story say against the closest one, from 0 to 1.
const QUORUM: f32 = 0.6;
/// An article that holds whole articles of so many stories is a round-up, and bridges nothing.
const ROUND_UP: usize = 3;
/// From these log-odds on, an article joins a story.
const JOIN: f32 = 0.0;

impl Index {
    /// The placement of an article, in view of what is remembered.
    pub(crate) fn decide(&self, article: &Remembered) -> Placement {
        let compared = self.compare(article);
        let parts: BTreeSet<StoryId> = compared
            .iter()
            .filter(|found| relation::is_part(&found.shared))
            .map(|found| found.story)
            .collect();
        if parts.len() >= ROUND_UP {
            return opened(article, why::round_up(parts.len()));
        }
        match self.derived(article, &compared).or_else(|| self.joined(article, &compared)) {
            Some(placement) => self.merged(placement, article, &compared),
            None => opened(article, why::opened()),
        }
    }

    /// The placement with the stories that the article shows to be one; the one of most articles goes on.
    fn merged(&self, mut placement: Placement, article: &Remembered, compared: &[Compared]) -> Placement {
        let mut stories: BTreeSet<StoryId> = placement.absorbed.iter().copied().collect();
        stories.extend(self.same_as(placement.story, article, compared));
        stories.insert(placement.story);
        let size = |story: &StoryId| self.stories.get(*story).map_or(0, |story| story.articles.len());
        let kept = stories.iter().copied().max_by_key(|story| (size(story), Reverse(*story)));
        placement.story = kept.unwrap_or(placement.story);
        stories.remove(&placement.story);
        placement.absorbed = stories.into_iter().collect();
        placement
    }

    /// The placement of an article whose text comes from another's.
    fn derived(&self, article: &Remembered, compared: &[Compared]) -> Option<Placement> {
        let derivations: Vec<Derived> = compared
            .iter()
            .filter_map(|found| {
                let (relation, share) = relation::derived(&found.likeness, &found.shared)?;
                Some(Derived { found, relation, share })
            })
            .collect();
        let closest = derivations.iter().max_by(|a, b| a.rank().total_cmp(&b.rank()))?;
        let Derived { found, relation, share } = *closest;
        let of = self.get(found.number);
        let is_sibling =
            of.relation == Relation::Translation && relation::is_sibling(relation, &found.shared);
        let original = of.of.filter(|_| is_sibling);
        let covering =
            derivations.iter().filter(|derived| derived.covers()).map(|derived| derived.found.story);
        Some(Placement {
            article: article.id,
            story: found.story,
            relation: if original.is_some() { Relation::Translation } else { relation },
            of: original.or(Some(of.id)),
            similarity: share,
            why: match original {
                Some(_) => why::sibling(&found.likeness),
                None => why::derived(relation, &found.likeness, &found.shared),
            },
            absorbed: covering.collect(),
            moved: Vec::new(),
        })
    }

    /// The placement of an article that tells of the same event by itself.
    fn joined(&self, article: &Remembered, compared: &[Compared]) -> Option<Placement> {
        let stories: BTreeSet<StoryId> = compared.iter().map(|found| found.story).collect();
        let (odds, found) = stories
            .into_iter()
            .filter_map(|story| self.log_odds_of(story, article, compared, &background(compared, story)))
            .max_by(|a, b| a.0.total_cmp(&b.0))?;
        (odds >= JOIN).then(|| Placement {
            article: article.id,
            story: found.story,
            relation: Relation::Report,
            of: Some(self.get(found.number).id),
            similarity: found.likeness.words.max(found.likeness.anchors),
            why: why::joined(&found.likeness, chance(odds)),
            absorbed: Vec::new(),
            moved: Vec::new(),
        })
    }

    /// The log-odds that an article belongs to a story, and the closest of its articles: the mean of what
    /// the closest says and of what all say, so that no chain of neighbours grows (Miranda et al. 2018
    /// compare with the aggregate). `None` when it certainly does not.
    pub(crate) fn log_odds_of<'c>(
        &self,
        story: StoryId,
        article: &Remembered,
        compared: &'c [Compared],
        background: &Background,
    ) -> Option<(f32, &'c Compared)> {
        let members = self.stories.get(story)?;
        if self.now.duration_since(members.newest) > STORY_WINDOW {
            return None;
        }
        let odds = |found: &Compared| found.likeness.log_odds(background);
        let closest = compared
            .iter()
            .filter(|found| found.story == story)
            .max_by(|a, b| odds(a).total_cmp(&odds(b)))?;
        let highest = odds(closest);
        if highest < JOIN {
            return None;
        }
        let all: Vec<f32> = members
            .sample()
            .map(|number| Likeness::of(article, self.get(number)).log_odds(background))
            .collect();
        let mean = all.iter().sum::<f32>() / all.len().max(1) as f32;
        Some(((1.0 - QUORUM) * highest + QUORUM * mean, closest))
    }
}

/// The placement of an article that opens a story.
fn opened(article: &Remembered, why: String) -> Placement {
    Placement {
        article: article.id,
        story: article.story,
        relation: Relation::Report,
        of: None,
        similarity: 0.0,
        why,
        absorbed: Vec::new(),
        moved: Vec::new(),
    }
}

/// How alike an article is to those of other stories.
fn background(compared: &[Compared], story: StoryId) -> Background {
    Background::of(compared.iter().filter(|found| found.story != story).map(|found| &found.likeness))
}

/// An article that the one to be placed has its text from.
struct Derived<'c> {
    found: &'c Compared,
    relation: Relation,
    share: f32,
}

impl Derived<'_> {
    /// Wording shows more than order does, and order within a language more than across; of equals, the
    /// one that has no more than this article has.
    fn rank(&self) -> f32 {
        let kind = match self.relation {
            Relation::Copy => 4.0,
            Relation::Rewrite => 2.0,
            Relation::Translation | Relation::Report => 0.0,
        };
        kind + self.share + self.found.shared.here.min(self.found.shared.there)
    }

    fn covers(&self) -> bool {
        relation::is_covered(self.relation, &self.found.likeness, &self.found.shared)
    }
}
