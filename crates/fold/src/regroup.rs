//! Which story a new article belongs to, and what it changes in the stories round it: the articles of the
//! stories near it are grouped anew, so that stories merge and split as evidence comes.
//!
//! A story is named for one of its articles. Of a story that is split, the part with that article keeps the
//! number; where several stories become one, the largest gives its own.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use news::{Moved, StoryId};

use crate::{
    Index, STORY_WINDOW,
    group::{self, groups},
    keys::KeyMap,
    near::{Around, Edge},
};

/// From these log-odds on, an article of a story is near enough for the story to be grouped anew.
pub const NEAR: f32 = -1.0;
/// How many articles are grouped at once, at most.
const MOST: usize = 160;
/// Larger stories stay whole, and so many of their articles stand for them.
const WHOLE: usize = 40;
/// What two articles have for them that are in one story already: a story does not change for a trifle.
const HABIT: f32 = 0.2;

/// Where a new article belongs, and what that changes.
#[derive(Clone, Debug)]
pub struct Regrouped {
    /// Its story.
    pub story: StoryId,
    /// The articles beside it there, of those that were looked at, by their numbers.
    pub joined: Vec<u32>,
    /// That of them which is closest to it.
    pub beside: Option<Edge>,
    /// Stories that end in it.
    pub absorbed: Vec<StoryId>,
    /// Other articles that go to another story.
    pub moved: Vec<Moved>,
}

impl Index {
    /// The log-odds that two articles belong together, in view of how like others each of them is.
    pub(crate) fn odds_between(&self, number: u32, edge: &Edge) -> f32 {
        self.odds_amid(number, edge, self.surroundings(number), self.surroundings(edge.other))
    }

    fn odds_amid(&self, number: u32, edge: &Edge, here: Around, there: Around) -> f32 {
        if edge.is_one_text {
            return group::LARGEST;
        }
        let habit = if self.get(number).story == self.get(edge.other).story { HABIT } else { 0.0 };
        self.judgement.amid(edge.odds, here, there) + habit
    }

    fn surroundings(&self, number: u32) -> Around {
        self.get(number).near.around(self.first(), self.judgement.crowded)
    }

    /// Finds the stories where a new article, and those around it, belong.
    pub(crate) fn regroup(&self, number: u32) -> Regrouped {
        let around = self.around(number);
        let groups = self.groups_of(&around);
        let names = self.names(&around, &groups);
        let own = groups[position(&around, number)];
        let story = names[&own];
        let mut changes = self.changes(&around, &groups, &names);
        changes.remove(&number);
        let before: BTreeSet<StoryId> = changes.keys().map(|article| self.get(*article).story).collect();
        let ends = |old: &StoryId| {
            let members = self.stories.get(*old).map_or(&[][..], |story| &story.articles);
            *old != story && members.iter().all(|member| changes.get(member) == Some(&story))
        };
        let absorbed: Vec<StoryId> = before.into_iter().filter(ends).collect();
        let moved: Vec<Moved> = changes
            .into_iter()
            .filter(|(article, to)| *to != story || !absorbed.contains(&self.get(*article).story))
            .map(|(article, story)| Moved { article: self.get(article).id, story })
            .collect();
        let in_own = around.iter().zip(&groups).filter(|(_, group)| **group == own);
        let joined: Vec<u32> =
            in_own.map(|(article, _)| *article).filter(|article| *article != number).collect();
        let near = self.get(number).near.edges(self.first());
        let beside = near.filter(|edge| joined.binary_search(&edge.other).is_ok());
        let odds = |edge: &&Edge| self.odds_between(number, edge);
        let beside = beside.max_by(|a, b| odds(a).total_cmp(&odds(b))).copied();
        Regrouped { story, joined, beside, absorbed, moved }
    }

    /// The articles of the stories near an article, and itself.
    fn around(&self, number: u32) -> Vec<u32> {
        let mut stories: BTreeMap<StoryId, f32> = BTreeMap::new();
        for edge in self.get(number).near.edges(self.first()) {
            let odds = self.odds_between(number, edge);
            let story = self.get(edge.other).story;
            let is_open = edge.is_one_text || self.is_open(story);
            if is_open && odds >= NEAR {
                let best = stories.entry(story).or_insert(odds);
                *best = best.max(odds);
            }
        }
        let mut nearest: Vec<(StoryId, f32)> = stories.into_iter().collect();
        nearest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut around = vec![number];
        for (story, _) in nearest {
            let members = self.standing_for(story, number);
            if around.len() + members.len() <= MOST {
                around.extend(members);
            }
        }
        around.sort_unstable();
        around
    }

    fn is_open(&self, story: StoryId) -> bool {
        let story = self.stories.get(story);
        story.is_some_and(|story| self.now.duration_since(story.newest) <= STORY_WINDOW)
    }

    /// The articles that stand for a story beside a new one: all of it, or those that the new one knows, the
    /// oldest and the newest.
    fn standing_for(&self, story: StoryId, number: u32) -> Vec<u32> {
        let Some(members) = self.stories.get(story) else { return Vec::new() };
        if members.articles.len() <= WHOLE {
            return members.articles.clone();
        }
        let known = self.get(number).near.edges(self.first()).map(|edge| edge.other);
        let known: BTreeSet<u32> = known.filter(|other| self.get(*other).story == story).collect();
        let (oldest, rest) = members.articles.split_at(WHOLE / 4);
        let newest = rest.iter().rev().filter(|article| !known.contains(article));
        let mut standing: BTreeSet<u32> = known.iter().chain(oldest).copied().collect();
        standing.extend(newest.take(WHOLE.saturating_sub(standing.len())));
        standing.into_iter().collect()
    }

    /// The groups of some articles.
    fn groups_of(&self, around: &[u32]) -> Vec<usize> {
        let count = around.len();
        let mut odds = vec![self.judgement.strangers; count * count];
        let places: KeyMap<u32, usize> = around.iter().copied().zip(0..).collect();
        let surroundings: Vec<Around> = around.iter().map(|number| self.surroundings(*number)).collect();
        for (here, number) in around.iter().enumerate() {
            for edge in self.get(*number).near.edges(self.first()) {
                if let Some(there) = places.get(&edge.other) {
                    let between = self.odds_amid(*number, edge, surroundings[here], surroundings[*there]);
                    odds[here * count + there] = between;
                    odds[there * count + here] = between;
                }
            }
        }
        let story = |article: u32| self.get(article).story;
        let is_whole = |one: u32, other: u32| story(one) == story(other) && self.stays_whole(story(one));
        groups(count, group::join(self.len()), |one, other| {
            if is_whole(around[one], around[other]) {
                group::LARGEST
            } else if self.constraints.are_kept_apart(story(around[one]), story(around[other])) {
                -group::LARGEST
            } else {
                odds[one * count + other]
            }
        })
    }

    /// Whether evidence may not part a story: it is large, or a reader put it together.
    fn stays_whole(&self, story: StoryId) -> bool {
        self.stories.get(story).is_some_and(|story| story.articles.len() > WHOLE)
            || self.constraints.is_held_together(story)
    }

    /// The number of the story that each group is from now on.
    fn names(&self, around: &[u32], groups: &[usize]) -> BTreeMap<usize, StoryId> {
        let mut names: BTreeMap<usize, (usize, Reverse<u32>, StoryId)> = BTreeMap::new();
        let stories: BTreeSet<StoryId> = around.iter().map(|article| self.get(*article).story).collect();
        for story in stories {
            let Some(members) = self.stories.get(story) else { continue };
            let seat = self.seat(story, around);
            // Of equals the one that was here first: ids need not follow the order of time.
            let oldest = members.articles.first().copied().unwrap_or(seat);
            let rank = (members.articles.len(), Reverse(oldest), story);
            let best = names.entry(groups[position(around, seat)]).or_insert(rank);
            *best = (*best).max(rank);
        }
        let mut names: BTreeMap<usize, StoryId> =
            names.into_iter().map(|(group, (_, _, story))| (group, story)).collect();
        for (article, group) in around.iter().zip(groups) {
            names.entry(*group).or_insert(StoryId(self.get(*article).id.0));
        }
        names
    }

    /// The article of a story that holds its number: the one that it is named for, or else the oldest of these.
    fn seat(&self, story: StoryId, around: &[u32]) -> u32 {
        let of_story = || around.iter().copied().filter(|article| self.get(*article).story == story);
        let named = of_story().find(|article| self.get(*article).id.0 == story.0);
        named.or_else(|| of_story().next()).unwrap_or(around[0])
    }

    /// Every article whose story changes, with the new one. A story that only some articles stood for goes whole.
    fn changes(
        &self,
        around: &[u32],
        groups: &[usize],
        names: &BTreeMap<usize, StoryId>,
    ) -> BTreeMap<u32, StoryId> {
        let mut changes = BTreeMap::new();
        for (article, group) in around.iter().zip(groups) {
            let (old, new) = (self.get(*article).story, names[group]);
            let Some(members) = self.stories.get(old).filter(|_| old != new) else { continue };
            if self.stays_whole(old) {
                changes.extend(members.articles.iter().map(|member| (*member, new)));
            } else {
                changes.insert(*article, new);
            }
        }
        changes
    }
}

fn position(around: &[u32], article: u32) -> usize {
    around.partition_point(|other| *other < article)
}
