//! Which articles have a term or a passage: the inverted index.

use std::collections::{VecDeque, hash_map::Entry};

use crate::keys::KeyMap;

/// Articles by key, newest last. An article is a number that only grows.
#[derive(Clone, Debug)]
pub struct Postings {
    lists: KeyMap<u64, List>,
    most: usize,
}

/// Most keys have one article for ever, so that one takes no memory of its own.
#[derive(Clone, Debug)]
enum List {
    One(u32),
    // Boxed, because a deque is three times as large as what it costs to say where it is.
    #[expect(clippy::box_collection, reason = "the size of the other variant is what counts")]
    More(Box<VecDeque<u32>>),
}

impl Postings {
    /// At most `most` articles, of two or more, are kept for a key, the newest.
    pub fn new(most: usize) -> Self {
        Self { lists: KeyMap::default(), most }
    }

    /// Adds an article that is newer than all others.
    pub fn add(&mut self, key: u64, article: u32) {
        match self.lists.entry(key) {
            Entry::Vacant(free) => drop(free.insert(List::One(article))),
            Entry::Occupied(mut taken) => taken.get_mut().push(article, self.most),
        }
    }

    /// The articles of a key, oldest first.
    pub fn of(&self, key: u64) -> impl Iterator<Item = u32> {
        let (front, back) = self.lists.get(&key).map_or((&[][..], &[][..]), List::parts);
        front.iter().chain(back).copied()
    }

    /// Whether so many articles have the key that it says nothing.
    pub fn is_full(&self, key: u64) -> bool {
        self.lists.get(&key).is_some_and(|list| list.len() == self.most)
    }

    /// Forgets the oldest article of a key, if it is this one.
    pub fn forget(&mut self, key: u64, article: u32) {
        let Some(list) = self.lists.get_mut(&key) else { return };
        match list {
            List::More(articles) if articles.front() == Some(&article) => drop(articles.pop_front()),
            List::One(one) if *one != article => return,
            _ => {}
        }
        let is_left = matches!(list, List::More(articles) if !articles.is_empty());
        if !is_left {
            self.lists.remove(&key);
        }
    }
}

impl List {
    fn push(&mut self, article: u32, most: usize) {
        match self {
            Self::One(one) if *one != article => *self = Self::More(Box::new([*one, article].into())),
            Self::More(articles) if articles.back() != Some(&article) => {
                if articles.len() == most {
                    articles.pop_front();
                }
                articles.push_back(article);
            }
            _ => {}
        }
    }

    fn parts(&self) -> (&[u32], &[u32]) {
        match self {
            Self::One(one) => (std::slice::from_ref(one), &[]),
            Self::More(articles) => articles.as_slices(),
        }
    }

    fn len(&self) -> usize {
        let (front, back) = self.parts();
        front.len() + back.len()
    }
}
