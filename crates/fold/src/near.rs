//! Which articles of the window are most like one, and how crowded it is around it.

use smallvec::SmallVec;

use crate::traits::Traits;

/// How many others an article knows.
const MOST: usize = 32;
/// How many of them make the crowd.
const CROWD: usize = 5;
/// How many share its theme.
const THEME: usize = 20;
/// How many are its neighbours.
const NEIGHBOURS: usize = 10;
/// Log-odds below count as these: how unlike two articles are that have little in common tells nothing.
pub const LEAST: f32 = -4.0;

/// What two articles have in common, as one of them sees the other.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// The number of the other.
    pub other: u32,
    /// The log-odds that both report one event, by their own evidence.
    pub odds: f32,
    /// What else is kept of that evidence.
    pub traits: Traits,
    /// Whether one certainly has its text from the other.
    pub is_one_text: bool,
}

/// The articles most like one, most alike first.
#[derive(Clone, Debug, Default)]
pub struct Near(Vec<Kept>);

/// An edge in twelve bytes, because every article has many.
#[derive(Clone, Copy, Debug)]
struct Kept {
    /// The number of the other, with [`ONE_TEXT`].
    other: u32,
    odds: f32,
    traits: Traits,
}

/// Marks that one certainly has its text from the other. No stream brings so many articles.
const ONE_TEXT: u32 = 1 << 31;

impl From<Edge> for Kept {
    fn from(Edge { other, odds, traits, is_one_text }: Edge) -> Self {
        Self { other: if is_one_text { other | ONE_TEXT } else { other }, odds, traits }
    }
}

impl From<Kept> for Edge {
    fn from(Kept { other, odds, traits }: Kept) -> Self {
        Self { other: other & !ONE_TEXT, odds, traits, is_one_text: other & ONE_TEXT != 0 }
    }
}

impl Near {
    /// Adds an article, unless others are more like it.
    pub fn add(&mut self, edge: Edge) {
        let place = self.0.partition_point(|known| Edge::from(*known).rank() >= edge.rank());
        if place < MOST {
            self.0.truncate(MOST - 1);
            if self.0.len() == self.0.capacity() {
                self.0.reserve_exact(MOST / 4);
            }
            self.0.insert(place, edge.into());
        }
    }

    /// Those that are still remembered, of which `first` is the oldest.
    pub fn edges(&self, first: u32) -> impl Iterator<Item = Edge> {
        self.0.iter().map(|kept| Edge::from(*kept)).filter(move |edge| edge.other >= first)
    }

    /// How like others an article is. Copies and translations of its text are no crowd.
    pub fn around(&self, first: u32) -> Around {
        let others = self.edges(first).filter(|edge| !edge.is_one_text).take(THEME);
        let others: SmallVec<[_; THEME]> =
            others.map(|edge| (edge.other, edge.odds.max(LEAST) - LEAST)).collect();
        let mean = |from: usize, to: usize| {
            let known = others.iter().take(to).skip(from).map(|(_, odds)| odds);
            known.sum::<f32>() / (to - from) as f32
        };
        let (best, crowd, theme) = (mean(0, 1), mean(0, CROWD), mean(CROWD - 1, THEME));
        let mut neighbours: SmallVec<[_; NEIGHBOURS]> = others.iter().take(NEIGHBOURS).copied().collect();
        neighbours.sort_unstable_by_key(|(number, _)| *number);
        Around { best, crowd, theme, neighbours }
    }
}

/// How like an article is to those around it, as log-odds above the least.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// To the closest.
    pub best: f32,
    /// To the few closest.
    pub crowd: f32,
    /// To many.
    pub theme: f32,
    /// To each of the closest, by their numbers.
    neighbours: SmallVec<[(u32, f32); NEIGHBOURS]>,
}

impl Around {
    /// How like two articles are to the same others (shared near neighbours, Jarvis and Patrick 1973): of each
    /// neighbour of both, how like it is to the one that is less like it.
    pub fn common(&self, other: &Self) -> f32 {
        let theirs = |number: &u32| {
            let place = other.neighbours.binary_search_by_key(number, |(number, _)| *number).ok()?;
            Some(other.neighbours[place].1)
        };
        let both = self.neighbours.iter().filter_map(|(number, here)| Some(here.min(theirs(number)?)));
        both.sum()
    }
}

impl Edge {
    /// What is one text is never forgotten for what is only like it.
    fn rank(&self) -> (bool, f32) {
        (self.is_one_text, self.odds)
    }
}
