//! The stories of the window, and which of them an article may join.

use std::collections::BTreeMap;

use news::{StoryId, Timestamp};

use crate::keys::KeyMap;

/// How many of a story's articles an article is compared with.
const QUORUM_OF: usize = 16;

/// The stories that still have articles in the window.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    open: KeyMap<i64, Story>,
    /// Stories that were absorbed, and by which.
    absorbed: BTreeMap<StoryId, StoryId>,
}

/// One story.
#[derive(Clone, Debug)]
pub struct Story {
    /// Its remembered articles, oldest first.
    pub articles: Vec<u32>,
    /// When its newest article came out.
    pub newest: Timestamp,
}

impl Story {
    /// The articles that stand for it: the first ones and the newest.
    pub fn sample(&self) -> impl Iterator<Item = u32> + '_ {
        let skipped = self.articles.len().saturating_sub(QUORUM_OF);
        let (oldest, rest) = self.articles.split_at(self.articles.len().min(QUORUM_OF / 2));
        oldest.iter().chain(&rest[skipped.min(rest.len())..]).copied()
    }
}

impl Stories {
    /// The story that a story has become.
    pub fn current(&self, story: StoryId) -> StoryId {
        self.absorbed.get(&story).copied().unwrap_or(story)
    }

    /// A story, if it has articles in the window.
    pub fn get(&self, story: StoryId) -> Option<&Story> {
        self.open.get(&story.0)
    }

    /// Adds an article, and opens the story if need be.
    pub fn add(&mut self, story: StoryId, article: u32, seen: Timestamp) {
        let entry = self.open.entry(story.0).or_insert(Story { articles: Vec::new(), newest: seen });
        entry.articles.push(article);
        entry.newest = entry.newest.max(seen);
    }

    /// Ends a story; its articles come to another.
    pub fn absorb(&mut self, story: StoryId, into: StoryId) {
        for target in self.absorbed.values_mut().filter(|target| **target == story) {
            *target = into;
        }
        self.absorbed.insert(story, into);
        let Some(ended) = self.open.remove(&story.0) else { return };
        let entry = self.open.entry(into.0).or_insert(Story { articles: Vec::new(), newest: ended.newest });
        entry.articles.extend(ended.articles);
        entry.articles.sort_unstable();
        entry.newest = entry.newest.max(ended.newest);
    }

    /// Adds an article that comes from another story. A story that had ended is one again.
    pub fn enter(&mut self, story: StoryId, article: u32, seen: Timestamp) {
        self.absorbed.remove(&story);
        let entry = self.open.entry(story.0).or_insert(Story { articles: Vec::new(), newest: seen });
        let place = entry.articles.partition_point(|other| *other < article);
        entry.articles.insert(place, article);
        entry.newest = entry.newest.max(seen);
    }

    /// Takes all articles out of a story, which ends unless some enter it again. Gives the articles.
    pub fn clear(&mut self, story: StoryId) -> Vec<u32> {
        self.absorbed.retain(|_, into| *into != story);
        self.open.remove(&story.0).map(|ended| ended.articles).unwrap_or_default()
    }

    /// Forgets an article of a story, and the story with its last one.
    pub fn forget(&mut self, story: StoryId, article: u32) {
        let Some(entry) = self.open.get_mut(&story.0) else { return };
        entry.articles.retain(|other| *other != article);
        if entry.articles.is_empty() {
            self.open.remove(&story.0);
            self.absorbed.retain(|_, into| *into != story);
        }
    }
}
