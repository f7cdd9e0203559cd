//! The evidence of a whole stream, gathered once to be judged with many weights: what `cargo xtask train
//! folding` fits them on.

use news::Digest;

use crate::{
    Index, Judgement,
    decide::Origin,
    group::{self, groups},
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
            let article = index.look_at(digest, &views);
            let compared = index.compare(&article);
            let origin = index.origin(&article, &compared);
            let edges = index.edges(&compared, &origin);
            pairs.extend(compared.iter().zip(&edges).map(|(found, edge)| Pair {
                newer,
                older: found.number as usize,
                likeness: found.likeness,
                shared: found.shared,
                is_one_text: edge.is_one_text && !matches!(origin, Origin::RoundUp(_)),
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
        let odds: Vec<f32> = self.pairs.iter().map(|pair| pair.likeness.log_odds(judgement)).collect();
        let mut near = vec![Near::default(); self.count];
        for (pair, odds) in self.pairs.iter().zip(&odds) {
            let edge =
                |other: usize| Edge { other: other as u32, odds: *odds, is_one_text: pair.is_one_text };
            near[pair.newer].add(edge(pair.older));
            near[pair.older].add(edge(pair.newer));
        }
        let around: Vec<Around> = near.iter().map(|near| near.around(0, judgement.crowded)).collect();
        let between: Vec<f32> = self
            .pairs
            .iter()
            .zip(&odds)
            .map(|(pair, odds)| match pair.is_one_text {
                true => group::LARGEST,
                false => judgement.amid(*odds, around[pair.newer], around[pair.older]),
            })
            .collect();
        self.group(&between, judgement.strangers)
    }

    fn group(&self, between: &[f32], strangers: f32) -> Vec<usize> {
        let parts = self.parts(between);
        let mut stories: Vec<usize> = (0..self.count).collect();
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.count];
        let mut place = vec![0; self.count];
        for (article, part) in parts.iter().enumerate() {
            place[article] = members[*part].len();
            members[*part].push(article);
        }
        let mut pairs: Vec<Vec<(usize, usize, f32)>> = vec![Vec::new(); self.count];
        for (pair, odds) in self.pairs.iter().zip(between) {
            if parts[pair.newer] == parts[pair.older] {
                pairs[parts[pair.newer]].push((place[pair.newer], place[pair.older], *odds));
            }
        }
        for (members, pairs) in members.iter().zip(&pairs).filter(|(members, _)| members.len() > 1) {
            let count = members.len();
            let mut odds = vec![strangers; count * count];
            for (one, other, between) in pairs {
                odds[one * count + other] = *between;
                odds[other * count + one] = *between;
            }
            let found = groups(count, group::join(self.count), |one, other| odds[one * count + other]);
            for (article, group) in members.iter().zip(found) {
                stories[*article] = members[group];
            }
        }
        stories
    }

    /// Articles that no chain of near ones connects cannot be in one story.
    fn parts(&self, between: &[f32]) -> Vec<usize> {
        let mut parent: Vec<usize> = (0..self.count).collect();
        fn root(parent: &mut [usize], mut at: usize) -> usize {
            while parent[at] != at {
                parent[at] = parent[parent[at]];
                at = parent[at];
            }
            at
        }
        for (pair, _) in self.pairs.iter().zip(between).filter(|(_, odds)| **odds >= NEAR) {
            let (one, other) = (root(&mut parent, pair.newer), root(&mut parent, pair.older));
            parent[one.max(other)] = one.min(other);
        }
        (0..self.count).map(|article| root(&mut parent, article)).collect()
    }
}
