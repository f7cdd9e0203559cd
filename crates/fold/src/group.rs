//! Which of some articles belong together: agglomeration by average link, in which no chain of neighbours
//! makes a group (Sokal and Michener 1958).

use kodama::{Method, linkage};

/// No log-odds are larger.
pub const LARGEST: f32 = 1_000.0;
/// From these log-odds on, two groups are one: a wrong merger misleads more than a story in two parts.
const JOIN: f32 = 0.25;
/// So much more is asked for while nothing is known of what is usual, and half as much after so many articles.
const UNKNOWN: f32 = 1.0;
const HALF_KNOWN: f32 = 40.0;

/// From which log-odds on two groups are one, when so many articles were seen.
pub fn join(seen: usize) -> f32 {
    JOIN + UNKNOWN * HALF_KNOWN / (HALF_KNOWN + seen as f32)
}

/// The log-odds that each two of some articles belong together.
#[derive(Clone, Debug)]
pub struct Square {
    side: usize,
    odds: Vec<f32>,
}

impl Square {
    /// The same for each two of `side` articles.
    pub fn new(side: usize, odds: f32) -> Self {
        Self { side, odds: vec![odds; side * side] }
    }

    /// Sets those of two articles, given by their places.
    pub fn set(&mut self, one: usize, other: usize, odds: f32) {
        self.odds[one * self.side + other] = odds;
        self.odds[other * self.side + one] = odds;
    }

    /// Sets those of each of some articles and each of others.
    pub fn set_between(&mut self, some: &[usize], others: &[usize], odds: f32) {
        for one in some {
            others.iter().for_each(|other| self.set(*one, *other, odds));
        }
    }

    /// Those of each two once, as a distance: it must not be negative, and the average of what is shifted is
    /// shifted as much.
    fn distances(&self) -> Vec<f32> {
        let rows = self.odds.chunks(self.side).enumerate();
        rows.flat_map(|(one, row)| row[one + 1..].iter().map(|odds| LARGEST - odds)).collect()
    }
}

/// The number of the group of each article. Groups of which the log-odds are on average below `join` stay apart.
pub fn groups(odds: &Square, join: f32) -> Vec<usize> {
    let mut group: Vec<usize> = (0..odds.side).collect();
    if odds.side < 2 {
        return group;
    }
    let steps = linkage(&mut odds.distances(), odds.side, Method::Average);
    // The first article of each cluster that the steps make, as they number them.
    let mut firsts = group.clone();
    for step in steps.steps() {
        let (one, other) = (firsts[step.cluster1], firsts[step.cluster2]);
        firsts.push(one.min(other));
        if step.dissimilarity <= LARGEST - join {
            let (kept, lost) = (group[one.min(other)], group[one.max(other)]);
            group.iter_mut().filter(|group| **group == lost).for_each(|group| *group = kept);
        }
    }
    group
}
