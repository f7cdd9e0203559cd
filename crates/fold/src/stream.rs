//! The evidence of a whole stream, gathered once to be judged with many weights: what `cargo xtask train
//! folding` fits them on.

use news::Digest;

use crate::{
    Index, Judgement,
    group::{self, Square, groups},
    likeness::Likeness,
    near::{Around, Edge, Near},
    passages::Shared,
    regroup::NEAR,
    views::Views,
};

/// What the articles of a stream have in common, each with those that came before it.
#[derive(Clone, Debug)]
pub struct Stream {
    count: usize,
    pairs: Vec<Pair>,
}

/// Two articles of a stream, by their places in it.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The one that came later.
    pub newer: usize,
    /// The one that came before.
    pub older: usize,
    /// What both have in common.
    pub likeness: Likeness,
    /// What both have word for word.
    pub shared: Shared,
    /// Whether one certainly has its text from the other.
    pub is_one_text: bool,
}

impl Stream {
    /// Compares the articles of a stream, earliest first.
    pub fn of(digests: &[Digest], judgement: &Judgement) -> Self {
        let mut index = Index::with(*judgement);
        let mut pairs = Vec::new();
        for (newer, digest) in digests.iter().enumerate() {
            let views = Views::of(digest);
            let seen = index.see(&index.look_at(digest, &views));
            let edges = seen.edges(judgement);
            pairs.extend(seen.compared.iter().zip(&edges).map(|(found, edge)| Pair {
                newer,
                older: found.number as usize,
                likeness: found.likeness,
                shared: found.shared,
                is_one_text: edge.is_one_text,
            }));
            index.place_viewed(digest, &views, digest.time());
        }
        Self { count: digests.len(), pairs }
    }

    /// The pairs that were compared.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// A number for the story of each article, by these weights and all evidence at once.
    pub fn stories(&self, judgement: &Judgement) -> Vec<usize> {
        let odds = self.odds(judgement);
        let parts = self.parts(&odds);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.count];
        let mut places = vec![0; self.count];
        for (article, part) in parts.iter().enumerate() {
            places[article] = members[*part].len();
            members[*part].push(article);
        }
        let mut squares: Vec<Square> =
            members.iter().map(|members| Square::new(members.len(), judgement.strangers)).collect();
        for (pair, odds) in self.pairs.iter().zip(odds) {
            let part = parts[pair.newer];
            if part == parts[pair.older] {
                squares[part].set(places[pair.newer], places[pair.older], odds);
            }
        }
        let mut stories = vec![0; self.count];
        for (members, square) in members.iter().zip(&squares) {
            for (article, group) in members.iter().zip(groups(square, group::join(self.count))) {
                stories[*article] = members[group];
            }
        }
        stories
    }

    /// The log-odds that the articles of each pair belong together, in view of how like others each of them is.
    fn odds(&self, judgement: &Judgement) -> Vec<f32> {
        let own: Vec<f32> = self.pairs.iter().map(|pair| pair.likeness.log_odds(judgement)).collect();
        let mut near = vec![Near::default(); self.count];
        for (pair, odds) in self.pairs.iter().zip(&own) {
            let edge =
                |other: usize| Edge { other: other as u32, odds: *odds, is_one_text: pair.is_one_text };
            near[pair.newer].add(edge(pair.older));
            near[pair.older].add(edge(pair.newer));
        }
        let around: Vec<Around> = near.iter().map(|near| near.around(0, judgement.crowded)).collect();
        let amid = |(pair, odds): (&Pair, f32)| match pair.is_one_text {
            true => group::LARGEST,
            false => judgement.amid(odds, around[pair.newer], around[pair.older]),
        };
        self.pairs.iter().zip(own).map(amid).collect()
    }

    /// The number of the part of each article: those that no chain of near ones connects cannot be in one story.
    fn parts(&self, odds: &[f32]) -> Vec<usize> {
        let mut parent: Vec<usize> = (0..self.count).collect();
        for (pair, _) in self.pairs.iter().zip(odds).filter(|(_, odds)| **odds >= NEAR) {
            let (one, other) = (root(&mut parent, pair.newer), root(&mut parent, pair.older));
            parent[one.max(other)] = one.min(other);
        }
        (0..self.count).map(|article| root(&mut parent, article)).collect()
    }
}

/// The root of a tree, to which the way is made shorter (path halving, Tarjan and van Leeuwen 1984).
fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}
