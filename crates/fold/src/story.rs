//! The stories of the window.

use news::{StoryId, Timestamp};

use crate::keys::KeyMap;

/// The stories that still have articles in the window.
#[derive(Clone, Debug, Default)]
pub struct Stories(KeyMap<i64, Story>);

/// One story.
#[derive(Clone, Debug)]
pub struct Story {
    /// Its remembered articles, oldest first.
    pub articles: Vec<u32>,
    /// When its newest article came out.
    pub newest: Timestamp,
}

impl Stories {
    /// A story, if it has articles in the window.
    pub fn get(&self, story: StoryId) -> Option<&Story> {
        self.0.get(&story.0)
    }

    /// Adds an article, and opens the story if need be.
    pub fn add(&mut self, story: StoryId, article: u32, time: Timestamp) {
        let entry = self.0.entry(story.0).or_insert(Story { articles: Vec::new(), newest: time });
        let place = entry.articles.partition_point(|other| *other < article);
        entry.articles.insert(place, article);
        entry.newest = entry.newest.max(time);
    }

    /// Takes an article out of its story; the story ends with its last one.
    pub fn remove(&mut self, story: StoryId, article: u32) {
        let Some(entry) = self.0.get_mut(&story.0) else { return };
        entry.articles.retain(|other| *other != article);
        if entry.articles.is_empty() {
            self.0.remove(&story.0);
        }
    }
}
