//! Things that are joined, one after the other, unless one article has both.

use std::collections::BTreeSet;

/// Groups of things, by their places. None holds two things of one article.
pub struct Groups {
    /// The group of each thing.
    of: Vec<usize>,
    /// The things of each group; none of one that was joined to another.
    things: Vec<Vec<usize>>,
    articles: Vec<BTreeSet<usize>>,
}

impl Groups {
    /// Each thing by itself, given by the articles that have it.
    pub fn new(things: impl Iterator<Item = BTreeSet<usize>>) -> Self {
        let articles: Vec<BTreeSet<usize>> = things.collect();
        let of: Vec<usize> = (0..articles.len()).collect();
        Self { things: of.iter().map(|thing| vec![*thing]).collect(), of, articles }
    }

    /// Joins the groups of two things, unless an article has something of both.
    pub fn join(&mut self, one: usize, other: usize) {
        let (kept, gone) = (self.of[one].min(self.of[other]), self.of[one].max(self.of[other]));
        if kept == gone || !self.articles[kept].is_disjoint(&self.articles[gone]) {
            return;
        }
        let (things, articles) =
            (std::mem::take(&mut self.things[gone]), std::mem::take(&mut self.articles[gone]));
        things.iter().for_each(|thing| self.of[*thing] = kept);
        self.things[kept].extend(things);
        self.articles[kept].extend(articles);
    }

    /// The groups, in the order of their first things.
    pub fn all(&self) -> impl Iterator<Item = &[usize]> {
        self.things.iter().map(Vec::as_slice).filter(|things| !things.is_empty())
    }
}
