//! Readers' corrections: what they move, and how they hold against all evidence from then on.

use std::{cmp::Reverse, collections::BTreeSet};

use news::{ArticleId, Correction, Moved, Placement, Relation, StoryId, Verdict};

use crate::Index;

/// The articles that a correction moves. `members` are those of the stories of its two articles, in the order
/// of their times. `companions` moved by the opposite correction before, if there was one: they move back.
///
/// Of two stories that are one, the smaller comes to the larger. An article that belongs elsewhere leaves with
/// all that has its text from it; the part that the story is not named for goes, and is named for an article
/// that opened a story once, else for its first. Nothing moves when all is as the correction says.
pub fn correct(correction: &Correction, members: &[Placement], companions: &[ArticleId]) -> Vec<Moved> {
    let Correction { article, other, verdict, .. } = *correction;
    let story_of =
        |id| members.iter().find(|placement| placement.article == id).map(|placement| placement.story);
    match (story_of(article), story_of(other), verdict) {
        (Some(here), Some(there), Verdict::SameStory) if here != there => united(members, here, there),
        (Some(here), Some(there), Verdict::OtherStory) if here == there => {
            let is_back = companions.contains(&other);
            let (leaves, stays) = if is_back { (other, article) } else { (article, other) };
            let members: Vec<&Placement> =
                members.iter().filter(|placement| placement.story == here).collect();
            parted(here, &members, &family(leaves, stays, &members, companions))
        }
        _ => Vec::new(),
    }
}

impl Index {
    /// Holds a correction from now on. `places` says where articles are by now: those that it moved, and both
    /// of its own unless they wait for a place. A correction takes the place of an earlier one of the same two.
    pub fn correct(&mut self, correction: &Correction, places: &[Moved]) {
        self.constraints.hold(correction);
        self.follow(places);
    }

    /// A placement without what readers have ruled out. Where it would unite stories that are kept apart, the
    /// article goes with its closest relative.
    pub(crate) fn overruled(&self, mut placement: Placement) -> Placement {
        let (article, constraints) = (placement.article, &self.constraints);
        let wanted = [&[placement.story], placement.absorbed.as_slice()].concat();
        let home = placement.of.and_then(|of| self.story_of(of)).filter(|home| wanted.contains(home));
        let mut united: Vec<StoryId> = Vec::new();
        for story in home.into_iter().chain(wanted) {
            let is_apart = united.iter().any(|other| constraints.are_kept_apart(*other, story));
            if !is_apart && !constraints.keeps_out(article, story) {
                united.push(story);
            }
        }
        if !united.contains(&placement.story) {
            placement.story = united.first().copied().unwrap_or(StoryId(article.0));
        }
        placement.absorbed.retain(|story| united.contains(story) && *story != placement.story);

        let mut stories: BTreeSet<StoryId> = placement.moved.iter().map(|one| one.story).collect();
        stories.retain(|story| constraints.let_go(*story, &placement.moved));
        placement.moved.retain(|one| stories.contains(&one.story));
        placement
    }

    fn story_of(&self, article: ArticleId) -> Option<StoryId> {
        let number = self.numbers.get(&article.0)?;
        Some(self.stories.current(self.get(*number).story))
    }
}

fn united(members: &[Placement], here: StoryId, there: StoryId) -> Vec<Moved> {
    let size = |story| members.iter().filter(|placement| placement.story == story).count();
    let rank = |story| (size(story), Reverse(story));
    let stays = if rank(here) > rank(there) { here } else { there };
    let ending = members.iter().filter(|placement| placement.story != stays);
    ending.map(|placement| Moved { article: placement.article, story: stays }).collect()
}

/// What leaves with an article: its companions, and whatever has its text from one that leaves.
fn family(
    leaves: ArticleId,
    stays: ArticleId,
    members: &[&Placement],
    companions: &[ArticleId],
) -> BTreeSet<ArticleId> {
    let mut family: BTreeSet<ArticleId> = companions.iter().copied().chain([leaves]).collect();
    family.remove(&stays);
    // A copy may come out before its original, so that one look in the order of time is not enough.
    loop {
        let size = family.len();
        for placement in members.iter().filter(|placement| placement.relation != Relation::Report) {
            if placement.article != stays && placement.of.is_some_and(|of| family.contains(&of)) {
                family.insert(placement.article);
            }
        }
        if family.len() == size {
            return family;
        }
    }
}

fn parted(story: StoryId, members: &[&Placement], family: &BTreeSet<ArticleId>) -> Vec<Moved> {
    let has_name = family.contains(&ArticleId(story.0));
    let moving: Vec<&&Placement> =
        members.iter().filter(|placement| family.contains(&placement.article) != has_name).collect();
    let opener = moving.iter().find(|placement| placement.of.is_none()).or(moving.first());
    let Some(story) = opener.map(|placement| StoryId(placement.article.0)) else { return Vec::new() };
    moving.iter().map(|placement| Moved { article: placement.article, story }).collect()
}
