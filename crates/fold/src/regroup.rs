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
    article::Remembered,
    group::{self, Square, groups},
    keys::KeyMap,
    near::{Around, Edge, LEAST},
    traits::Amid,
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
    pub beside: Vec<u32>,
    /// Stories that end in it.
    pub absorbed: Vec<StoryId>,
    /// Other articles that go to another story.
    pub moved: Vec<Moved>,
}

/// Articles by their numbers, oldest first, with the group of each.
struct Grouping {
    articles: Vec<u32>,
    groups: Vec<usize>,
}

impl Grouping {
    fn iter(&self) -> impl Iterator<Item = (u32, usize)> {
        self.articles.iter().copied().zip(self.groups.iter().copied())
    }

    /// The group of one of the articles.
    fn of(&self, article: u32) -> usize {
        self.groups[self.articles.partition_point(|other| *other < article)]
    }

    /// The others of an article's group.
    fn beside(&self, article: u32) -> Vec<u32> {
        let own = self.of(article);
        let others = self.iter().filter(|(other, group)| *group == own && *other != article);
        others.map(|(other, _)| other).collect()
    }
}

impl Index {
    /// Those near an article that are asked for, each with the log-odds that both belong together, in view of how like
    /// others each of them is.
    pub(crate) fn odds_near(
        &self,
        number: u32,
        is_asked: impl Fn(&Edge) -> bool,
    ) -> impl Iterator<Item = (Edge, f32)> {
        let here = self.surroundings(number);
        let odds = move |edge: &Edge| self.odds_amid(number, edge, [&here, &self.surroundings(edge.other)]);
        let asked = self.get(number).near.edges(self.first()).filter(is_asked);
        asked.map(move |edge| (edge, odds(&edge)))
    }

    fn odds_amid(&self, number: u32, edge: &Edge, around: [&Around; 2]) -> f32 {
        if edge.is_one_text {
            return group::LARGEST;
        }
        let (here, there) = (self.get(number), self.get(edge.other));
        let habit = if here.story == there.story { HABIT } else { 0.0 };
        let amid = Amid {
            odds: edge.odds,
            traits: edge.traits,
            is_one_language: here.language == there.language,
            days: here.days_from(there),
            around,
        };
        self.judgement.amid(&amid) + self.model.between(here, there) + habit
    }

    fn surroundings(&self, number: u32) -> Around {
        self.get(number).near.around(self.first())
    }

    /// Finds the stories where a new article, and those around it, belong.
    pub(crate) fn regroup(&self, number: u32) -> Regrouped {
        let grouping = self.grouped(self.around(number));
        let names = self.names(&grouping);
        let story = names[&grouping.of(number)];
        let mut changes = self.changes(&grouping, &names);
        changes.remove(&number);
        let absorbed = self.ending_in(story, &changes);
        let is_told = |old: StoryId, new: StoryId| new == story && absorbed.contains(&old);
        let moved = changes
            .into_iter()
            .filter(|(article, to)| !is_told(self.get(*article).story, *to))
            .map(|(article, story)| Moved { article: self.get(article).id, story })
            .collect();
        Regrouped { story, beside: grouping.beside(number), absorbed, moved }
    }

    /// The stories that end in one when these articles change theirs.
    fn ending_in(&self, story: StoryId, changes: &BTreeMap<u32, StoryId>) -> Vec<StoryId> {
        let before: BTreeSet<StoryId> = changes.keys().map(|article| self.get(*article).story).collect();
        let ends = |old: &StoryId| {
            let members = self.stories.get(*old).map_or(&[][..], |story| &story.articles);
            *old != story && members.iter().all(|member| changes.get(member) == Some(&story))
        };
        before.into_iter().filter(ends).collect()
    }

    /// The articles of the stories near an article, and itself.
    fn around(&self, number: u32) -> Vec<u32> {
        let mut around = vec![number];
        for story in self.stories_near(number) {
            let members = self.standing_for(story, number);
            if around.len() + members.len() <= MOST {
                around.extend(members);
            }
        }
        around.sort_unstable();
        around
    }

    /// The stories that an article may belong to, the most likely first.
    fn stories_near(&self, number: u32) -> Vec<StoryId> {
        let mut stories: BTreeMap<StoryId, f32> = BTreeMap::new();
        let is_open = |edge: &Edge| edge.is_one_text || self.is_open(self.get(edge.other).story);
        for (edge, odds) in self.odds_near(number, is_open).filter(|(_, odds)| *odds >= NEAR) {
            let best = stories.entry(self.get(edge.other).story).or_insert(odds);
            *best = best.max(odds);
        }
        let mut nearest: Vec<(StoryId, f32)> = stories.into_iter().collect();
        nearest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        nearest.into_iter().map(|(story, _)| story).collect()
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

    /// Groups articles by all that is known of them, and by what readers said.
    fn grouped(&self, articles: Vec<u32>) -> Grouping {
        let mut odds = self.odds_among(&articles);
        self.bind(&articles, &mut odds);
        let groups = groups(&odds, group::join(self.len()));
        Grouping { articles, groups }
    }

    /// The log-odds of each two articles, by evidence alone.
    fn odds_among(&self, articles: &[u32]) -> Square {
        let mut odds = Square::new(articles.len(), LEAST);
        let places: KeyMap<u32, usize> = articles.iter().copied().zip(0..).collect();
        let surroundings: Vec<Around> = articles.iter().map(|number| self.surroundings(*number)).collect();
        for (here, number) in articles.iter().enumerate() {
            for edge in self.get(*number).near.edges(self.first()) {
                if let Some(there) = places.get(&edge.other) {
                    let between =
                        self.odds_amid(*number, &edge, [&surroundings[here], &surroundings[*there]]);
                    odds.set(here, *there, between);
                }
            }
        }
        odds
    }

    /// Holds together what stays whole, and apart what readers keep apart.
    fn bind(&self, articles: &[u32], odds: &mut Square) {
        let mut stories: BTreeMap<StoryId, Vec<usize>> = BTreeMap::new();
        for (place, article) in articles.iter().enumerate() {
            stories.entry(self.get(*article).story).or_default().push(place);
        }
        for (story, members) in &stories {
            if self.stays_whole(*story) {
                odds.set_between(members, members, group::LARGEST);
            }
            for (other, theirs) in &stories {
                if self.constraints.are_kept_apart(*story, *other) {
                    odds.set_between(members, theirs, -group::LARGEST);
                }
            }
        }
    }

    /// Whether evidence may not part a story: it is large, or a reader put it together.
    fn stays_whole(&self, story: StoryId) -> bool {
        self.stories.get(story).is_some_and(|story| story.articles.len() > WHOLE)
            || self.constraints.is_held_together(story)
    }

    /// The number of the story that each group is from now on.
    fn names(&self, grouping: &Grouping) -> BTreeMap<usize, StoryId> {
        let mut seats: BTreeMap<StoryId, u32> = BTreeMap::new();
        for (article, _) in grouping.iter() {
            let Remembered { id, story, .. } = self.get(article);
            let seat = seats.entry(*story).or_insert(article);
            if id.0 == story.0 {
                *seat = article;
            }
        }
        let mut names: BTreeMap<usize, (usize, Reverse<u32>, StoryId)> = BTreeMap::new();
        for (story, seat) in seats {
            let Some(members) = self.stories.get(story) else { continue };
            // Of equals the one that was here first: ids need not follow the order of time.
            let oldest = members.articles.first().copied().unwrap_or(seat);
            let rank = (members.articles.len(), Reverse(oldest), story);
            let best = names.entry(grouping.of(seat)).or_insert(rank);
            *best = (*best).max(rank);
        }
        let mut names: BTreeMap<usize, StoryId> =
            names.into_iter().map(|(group, (_, _, story))| (group, story)).collect();
        for (article, group) in grouping.iter() {
            names.entry(group).or_insert(StoryId(self.get(article).id.0));
        }
        names
    }

    /// Every article whose story changes, with the new one. A story that only some articles stood for goes whole.
    fn changes(&self, grouping: &Grouping, names: &BTreeMap<usize, StoryId>) -> BTreeMap<u32, StoryId> {
        let mut changes = BTreeMap::new();
        for (article, group) in grouping.iter() {
            let (old, new) = (self.get(article).story, names[&group]);
            let Some(members) = self.stories.get(old).filter(|_| old != new) else { continue };
            if self.stays_whole(old) {
                changes.extend(members.articles.iter().map(|member| (*member, new)));
            } else {
                changes.insert(article, new);
            }
        }
        changes
    }
}
