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

    /// A placement without what readers have ruled out.
    pub(crate) fn overruled(&self, mut placement: Placement) -> Placement {
        let constraints = &self.constraints;
        let article = placement.article;
        if constraints.keeps_out(article, placement.story) {
            placement.story = StoryId(article.0);
            placement.absorbed.clear();
        }
        let mut united = vec![placement.story];
        placement.absorbed.retain(|story| {
            let is_apart = |other: &StoryId| constraints.are_kept_apart(*other, *story);
            let is_free = !constraints.keeps_out(article, *story) && !united.iter().any(is_apart);
            united.extend(is_free.then_some(*story));
            is_free
        });
        let mut stories: BTreeSet<StoryId> = placement.moved.iter().map(|one| one.story).collect();
        stories.retain(|story| constraints.let_go(*story, &placement.moved));
        placement.moved.retain(|one| stories.contains(&one.story));
        placement
    }
}

fn united(members: &[Placement], here: StoryId, there: StoryId) -> Vec<Moved> {
    let size = |story| members.iter().filter(|placement| placement.story == story).count();
    let (stays, ends) = if (size(here), Reverse(here)) > (size(there), Reverse(there)) {
        (here, there)
    } else {
        (there, here)
    };
    let ending = members.iter().filter(|placement| placement.story == ends);
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
        let derived = members.iter().filter(|placement| placement.relation != Relation::Report);
        let from_family = derived.filter(|placement| placement.of.is_some_and(|of| family.contains(&of)));
        let joining: Vec<ArticleId> = from_family.map(|placement| placement.article).collect();
        family.extend(joining.into_iter().filter(|article| *article != stays));
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
