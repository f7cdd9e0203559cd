//! The evidence of a whole stream, gathered once to be judged with many weights: what `cargo xtask train
//! folding` fits them on.

use news::Digest;

use crate::{
    FEATURES, Index, Judgement,
    compare::Prepared,
    group::{self, Square, groups},
    likeness::Likeness,
    near::{Around, Edge, LEAST, Near},
    passages::Shared,
    regroup::NEAR,
    traits::{Amid, Traits},
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
        let mut index = Index::with(judgement.clone());
        let mut pairs = Vec::new();
        for (newer, digest) in digests.iter().enumerate() {
            let views = Views::of(digest);
            let article = index.look_at(digest, &views);
            let seen = index.see(&Prepared::of(&article));
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

    /// What the forest is asked about each pair, by what these weights make of its own evidence.
    pub fn features(&self, judgement: &Judgement) -> Vec<[f32; FEATURES]> {
        let edges: Vec<Edge> = self.pairs.iter().map(|pair| pair.edge(judgement)).collect();
        let mut near = vec![Near::default(); self.count];
        for (pair, edge) in self.pairs.iter().zip(&edges) {
            near[pair.newer].add(*edge);
            near[pair.older].add(Edge { other: pair.newer as u32, ..*edge });
        }
        let around: Vec<Around> = near.iter().map(|near| near.around(0)).collect();
        let amid = |(pair, edge): (&Pair, &Edge)| Amid {
            odds: edge.odds,
            traits: edge.traits,
            is_one_language: pair.likeness.is_one_language,
            days: pair.likeness.days,
            around: [&around[pair.newer], &around[pair.older]],
        };
        self.pairs.iter().zip(&edges).map(|both| amid(both).features()).collect()
    }

    /// The log-odds that the articles of each pair belong together.
    pub fn odds(&self, judgement: &Judgement) -> Vec<f32> {
        let features = self.features(judgement);
        features.iter().map(|features| judgement.forest.log_odds(features)).collect()
    }

    /// A number for the story of each article, by the log-odds of each pair and all evidence at once.
    pub fn stories(&self, odds: &[f32]) -> Vec<usize> {
        let between = |(pair, odds): (&Pair, &f32)| if pair.is_one_text { group::LARGEST } else { *odds };
        let odds: Vec<f32> = self.pairs.iter().zip(odds).map(between).collect();
        let parts = self.parts(&odds);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.count];
        let mut places = vec![0; self.count];
        for (article, part) in parts.iter().enumerate() {
            places[article] = members[*part].len();
            members[*part].push(article);
        }
        let mut squares: Vec<Square> =
            members.iter().map(|members| Square::new(members.len(), LEAST)).collect();
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

impl Pair {
    fn edge(&self, judgement: &Judgement) -> Edge {
        Edge {
            other: self.older as u32,
            odds: self.likeness.log_odds(judgement),
            traits: Traits::of(&self.likeness),
            is_one_text: self.is_one_text,
        }
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
