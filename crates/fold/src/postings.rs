//! Which articles have a term or a passage: the inverted index.

use std::collections::VecDeque;

use crate::keys::KeyMap;

/// Articles by key, newest last. An article is a number that only grows.
#[derive(Clone, Debug)]
pub struct Postings {
    lists: KeyMap<u64, VecDeque<u32>>,
    most: usize,
}

impl Postings {
    /// At most `most` articles are kept for a key, the newest.
    pub fn new(most: usize) -> Self {
        Self { lists: KeyMap::default(), most }
    }

    /// Adds an article that is newer than all others.
    pub fn add(&mut self, key: u64, article: u32) {
        let list = self.lists.entry(key).or_default();
        if list.back() == Some(&article) {
            return;
        }
        if list.len() == self.most {
            list.pop_front();
        }
        list.push_back(article);
    }

    /// The articles of a key, oldest first.
    pub fn of(&self, key: u64) -> impl ExactSizeIterator<Item = u32> {
        static NONE: VecDeque<u32> = VecDeque::new();
        self.lists.get(&key).unwrap_or(&NONE).iter().copied()
    }

    /// Whether so many articles have the key that it says nothing.
    pub fn is_full(&self, key: u64) -> bool {
        self.lists.get(&key).is_some_and(|list| list.len() == self.most)
    }

    /// Forgets the oldest article of a key, if it is this one.
    pub fn forget(&mut self, key: u64, article: u32) {
        let Some(list) = self.lists.get_mut(&key) else { return };
        if list.front() == Some(&article) {
            list.pop_front();
        }
        if list.is_empty() {
            self.lists.remove(&key);
        }
    }
}
