//! When an article shows that two stories are one: both were opened by articles that had too little in
//! common, and this one has enough in common with each.

use news::StoryId;

use crate::{
    Index,
    article::Remembered,
    index::Compared,
    likeness::{Background, Likeness},
};

/// From these log-odds on, two stories are one. A wrong merger costs more than a wrong article, so they
/// are higher than those by which an article joins.
const MERGE: f32 = 1.0;

impl Index {
    /// The stories that tell of the same event as `story`, which the article belongs to: it could as well
    /// belong to them, and their articles are like those of `story` without it.
    pub(crate) fn same_as(
        &self,
        story: StoryId,
        article: &Remembered,
        compared: &[Compared],
    ) -> Vec<StoryId> {
        let mut others: Vec<StoryId> = compared.iter().map(|found| found.story).collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|other| *other != story && self.is_same(story, *other, article, compared));
        others
    }

    fn is_same(&self, story: StoryId, other: StoryId, article: &Remembered, compared: &[Compared]) -> bool {
        // Articles of the same event are no measure of what a common subject gives.
        let rest = compared.iter().filter(|found| found.story != story && found.story != other);
        let background = Background::of(rest.map(|found| &found.likeness));
        let is_like_both =
            self.log_odds_of(other, article, compared, &background).is_some_and(|(odds, _)| odds >= MERGE);
        is_like_both && self.kinship(story, other, &background) >= MERGE
    }

    /// The mean, over the articles of one story, of the log-odds with the closest article of the other.
    fn kinship(&self, story: StoryId, other: StoryId, background: &Background) -> f32 {
        let (Some(here), Some(there)) = (self.stories.get(story), self.stories.get(other)) else {
            return f32::NEG_INFINITY;
        };
        let closest = |number: u32| {
            let odds = |other: u32| Likeness::of(self.get(number), self.get(other)).log_odds(background);
            here.sample().map(odds).fold(f32::NEG_INFINITY, f32::max)
        };
        let all: Vec<f32> = there.sample().map(closest).collect();
        all.iter().sum::<f32>() / all.len().max(1) as f32
    }
}
