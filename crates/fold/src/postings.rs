//! Which articles have a term or a passage: the inverted index.

use smallvec::{SmallVec, smallvec};

use crate::gapped::{Gapped, SHARDS, spread};

/// Articles by key, newest last. An article is a number that only grows.
///
/// There are a hundred keys an article, and most have one article for ever. So 32 bits of a key are kept, which
/// tell tens of millions apart well enough to find what is then compared, and an article that is alone stands
/// where others would have the number of their list.
#[derive(Clone, Debug)]
pub struct Postings {
    shards: Vec<Shard>,
    most: usize,
}

/// A part of the keys.
#[derive(Clone, Debug, Default)]
struct Shard {
    /// The slot of each key.
    slots: Gapped,
    lists: Vec<List>,
    /// The numbers of lists that are no longer used.
    free: Vec<u32>,
}

/// Most lists are short, and lie where they are counted.
type List = SmallVec<[u32; 4]>;

/// One article, or the number of a list of several.
#[derive(Clone, Copy, Debug)]
struct Slot(u32);

/// Marks a slot with the number of a list. No stream brings so many articles.
const LIST: u32 = 1 << 31;

impl Postings {
    /// At most `most` articles, of two or more, are kept for a key, the newest.
    pub fn new(most: usize) -> Self {
        Self { shards: vec![Shard::default(); SHARDS], most }
    }

    /// Adds an article that is newer than all others.
    pub fn add(&mut self, key: u64, article: u32) {
        let most = self.most;
        let (key, place) = shard(key);
        let shard = &mut self.shards[place];
        let Some(slot) = shard.slot(key) else {
            shard.slots.set(key, article);
            return;
        };
        match slot.list() {
            None if slot.0 == article => {}
            None => {
                let list = shard.new_list(smallvec![slot.0, article]);
                shard.slots.set(key, list.0);
            }
            Some(list) => push(&mut shard.lists[list], article, most),
        }
    }

    /// The articles of a key, oldest first.
    pub fn of(&self, key: u64) -> impl Iterator<Item = u32> {
        let (alone, list) = self.find(key);
        alone.into_iter().chain(list.iter().copied())
    }

    /// The same, but none if so many have the key that it says nothing.
    pub fn telling(&self, key: u64) -> impl Iterator<Item = u32> {
        let (alone, list) = self.find(key);
        let list = if list.len() < self.most { list } else { &[] };
        alone.into_iter().chain(list.iter().copied())
    }

    /// The article of a key that has one, or the list of those that it has.
    fn find(&self, key: u64) -> (Option<u32>, &[u32]) {
        let (key, place) = shard(key);
        let shard = &self.shards[place];
        match shard.slot(key).map(|slot| (slot, slot.list())) {
            None => (None, &[]),
            Some((slot, None)) => (Some(slot.0), &[]),
            Some((_, Some(list))) => (None, &shard.lists[list]),
        }
    }

    /// Forgets the oldest article of a key, if it is this one.
    pub fn forget(&mut self, key: u64, article: u32) {
        let (key, place) = shard(key);
        let shard = &mut self.shards[place];
        let Some(slot) = shard.slot(key) else { return };
        match slot.list() {
            None if slot.0 == article => shard.remove(key),
            None => {}
            Some(list) => {
                let articles = &mut shard.lists[list];
                if articles.first() == Some(&article) {
                    articles.remove(0);
                }
                if let [alone] = articles[..] {
                    shard.end_list(list);
                    shard.slots.set(key, alone);
                }
            }
        }
    }
}

impl Slot {
    /// The number of its list, if there are several articles.
    fn list(self) -> Option<usize> {
        (self.0 & LIST != 0).then_some((self.0 & !LIST) as usize)
    }
}

impl Shard {
    fn slot(&self, key: u32) -> Option<Slot> {
        self.slots.get(key).map(Slot)
    }

    fn new_list(&mut self, articles: List) -> Slot {
        let number = self.free.pop().unwrap_or_else(|| {
            if self.lists.len() == self.lists.capacity() {
                self.lists.reserve_exact(self.lists.len() / 8 + 8);
            }
            self.lists.push(List::new());
            self.lists.len() as u32 - 1
        });
        self.lists[number as usize] = articles;
        Slot(number | LIST)
    }

    fn end_list(&mut self, list: usize) {
        self.lists[list] = List::new();
        self.free.push(list as u32);
    }

    fn remove(&mut self, key: u32) {
        self.slots.remove(key);
        if self.slots.len() == 0 {
            *self = Self::default();
        }
    }
}

fn push(articles: &mut List, article: u32, most: usize) {
    if articles.last() == Some(&article) {
        return;
    }
    if articles.len() == most {
        articles.remove(0);
    }
    articles.push(article);
}

/// What is kept of a key, and in which shard.
fn shard(key: u64) -> (u32, usize) {
    let (shard, key) = spread((key ^ (key >> 32)) as u32);
    (key, shard)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, VecDeque};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_newest_articles_of_each_key_are_kept(
            additions in prop::collection::vec(prop::collection::vec(0..8u64, 0..6), 0..40),
            forgotten in 0..40usize,
        ) {
            const MOST: usize = 4;
            let mut postings = Postings::new(MOST);
            let mut expected: BTreeMap<u64, VecDeque<u32>> = BTreeMap::new();
            for (article, keys) in (0..).zip(&additions) {
                for key in keys {
                    postings.add(*key, article);
                    let articles = expected.entry(*key).or_default();
                    if articles.back() != Some(&article) {
                        articles.push_back(article);
                    }
                    if articles.len() > MOST {
                        articles.pop_front();
                    }
                }
            }
            for (article, keys) in (0..).zip(&additions).take(forgotten) {
                keys.iter().for_each(|key| postings.forget(*key, article));
                expected.values_mut().for_each(|articles| articles.retain(|other| *other != article));
            }
            for (key, articles) in expected {
                prop_assert_eq!(postings.of(key).collect::<Vec<_>>(), Vec::from(articles));
            }
        }
    }
}
