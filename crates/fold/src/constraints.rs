//! What readers have said of articles, as bounds to what folding may decide.
//!
//! A word on two articles binds the stories that they are in: while they are in different ones, nothing but
//! the reader unites these; while they are in the same one, nothing else parts them. So it holds for as long as the
//! stories grow, also when the two articles have left the window.

use std::collections::{BTreeMap, BTreeSet};

use news::{ArticleId, Correction, Moved, StoryId, Verdict};

/// How many articles are held by corrections at most; those of the lowest numbers are let go first.
pub const MAX_CORRECTED: u32 = 100_000;

/// The readers' word on pairs of articles, and where these are.
#[derive(Clone, Debug, Default)]
pub struct Constraints {
    /// What was said last of two articles, from either of them.
    verdicts: BTreeMap<ArticleId, BTreeMap<ArticleId, Verdict>>,
    stories: BTreeMap<ArticleId, StoryId>,
    /// The same from the side of the stories.
    corrected: BTreeMap<StoryId, BTreeSet<ArticleId>>,
}

impl Constraints {
    /// Whether a reader said that articles of the one story do not belong to the other: nothing may unite them.
    pub fn are_kept_apart(&self, one: StoryId, other: StoryId) -> bool {
        one != other && self.articles_of(one).any(|article| self.keeps_out(article, other))
    }

    /// Whether a reader said that an article does not belong to a story that it is not in.
    pub fn keeps_out(&self, article: ArticleId, story: StoryId) -> bool {
        self.story_of(article) != Some(story)
            && self
                .pairs_of(article, Verdict::OtherStory)
                .any(|other| self.stories.get(&other) == Some(&story))
    }

    /// Whether a reader put a story together: nothing else parts it.
    pub fn is_held_together(&self, story: StoryId) -> bool {
        self.articles_of(story).any(|article| {
            self.pairs_of(article, Verdict::SameStory).any(|other| self.stories.get(&other) == Some(&story))
        })
    }

    /// Whether all that is to move to a story may: it belongs there, and leaves nothing behind that a reader
    /// put together with it.
    pub fn let_go(&self, story: StoryId, moved: &[Moved]) -> bool {
        let group: BTreeSet<ArticleId> =
            moved.iter().filter(|one| one.story == story).map(|one| one.article).collect();
        let is_left = |article: ArticleId, other: ArticleId| {
            let place = self.story_of(other);
            !group.contains(&other) && place == self.story_of(article) && place != Some(story)
        };
        group.iter().all(|article| {
            !self.keeps_out(*article, story)
                && !self.pairs_of(*article, Verdict::SameStory).any(|other| is_left(*article, other))
        })
    }

    /// Takes a reader's word.
    pub(crate) fn hold(&mut self, correction: &Correction) {
        let Correction { article, other, verdict, .. } = *correction;
        self.verdicts.entry(article).or_default().insert(other, verdict);
        self.verdicts.entry(other).or_default().insert(article, verdict);
        while self.verdicts.len() > MAX_CORRECTED as usize {
            self.let_go_of_first();
        }
    }

    /// Learns where an article is by now.
    pub(crate) fn settle(&mut self, article: ArticleId, story: StoryId) {
        if !self.verdicts.contains_key(&article) {
            return;
        }
        if let Some(before) = self.stories.insert(article, story) {
            self.leave(article, before);
        }
        self.corrected.entry(story).or_default().insert(article);
    }

    /// Learns that a story has ended in another.
    pub(crate) fn absorb(&mut self, ended: StoryId, into: StoryId) {
        for article in self.corrected.remove(&ended).unwrap_or_default() {
            self.settle(article, into);
        }
    }

    fn story_of(&self, article: ArticleId) -> Option<StoryId> {
        self.stories.get(&article).copied()
    }

    fn articles_of(&self, story: StoryId) -> impl Iterator<Item = ArticleId> + '_ {
        self.corrected.get(&story).into_iter().flatten().copied()
    }

    fn pairs_of(&self, article: ArticleId, verdict: Verdict) -> impl Iterator<Item = ArticleId> + '_ {
        let pairs = self.verdicts.get(&article).into_iter().flatten();
        pairs.filter(move |(_, said)| **said == verdict).map(|(other, _)| *other)
    }

    fn leave(&mut self, article: ArticleId, story: StoryId) {
        let Some(articles) = self.corrected.get_mut(&story) else { return };
        articles.remove(&article);
        if articles.is_empty() {
            self.corrected.remove(&story);
        }
    }

    fn let_go_of_first(&mut self) {
        let Some((first, others)) = self.verdicts.pop_first() else { return };
        self.unsettle(first);
        for other in others.into_keys() {
            let Some(pairs) = self.verdicts.get_mut(&other) else { continue };
            pairs.remove(&first);
            if pairs.is_empty() {
                self.verdicts.remove(&other);
                self.unsettle(other);
            }
        }
    }

    fn unsettle(&mut self, article: ArticleId) {
        if let Some(story) = self.stories.remove(&article) {
            self.leave(article, story);
        }
    }
}
