//! The heaviest terms of an article, for comparison with those of another.

use crate::{
    order::{self, Order},
    views::{HEADLINE, Term},
};

/// How many terms are remembered.
const MOST_TERMS: usize = 320;

/// Terms with their weights, by key; all weights together have the length one before the light ones are dropped.
#[derive(Clone, Debug, Default)]
pub struct Weights(Box<[Weight]>);

/// A term with its weight and the place where it first stands, in eight bytes: an article has hundreds.
#[derive(Clone, Copy, Debug)]
pub struct Weight {
    /// The term.
    pub key: u32,
    /// In steps of [`STEP`].
    steps: u16,
    place: u16,
}

/// The finest difference between two weights.
const STEP: f32 = 1.0 / 65_535.0;

impl Weight {
    fn new(term: &Term, weight: f32) -> Self {
        Self { key: term.key, steps: (weight / STEP).round() as u16, place: term.place }
    }

    /// The weight, from 0 to 1.
    pub fn weight(self) -> f32 {
        f32::from(self.steps) * STEP
    }
}

/// What two articles' terms have in common.
#[derive(Clone, Copy, Debug, Default)]
pub struct Common {
    /// The cosine, from 0 to 1.
    pub cosine: f32,
    /// The order of the terms that both texts have.
    pub order: Order,
}

impl Weights {
    /// Weighs terms by how often they occur, damped, and how rare they are.
    pub fn of(terms: &[Term], rarity: impl Fn(&Term) -> f32) -> Self {
        let weigh = |term: &'_ Term| (1.0 + term.times).ln() * rarity(term);
        let weighed: Vec<(&Term, f32)> =
            terms.iter().map(|term| (term, weigh(term))).filter(|(_, weight)| *weight > 0.0).collect();
        let length = weighed.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        let of_length_one =
            |(term, weight): (&Term, f32)| Weight::new(term, weight / length.max(f32::MIN_POSITIVE));
        let mut kept = heaviest(weighed.into_iter().map(of_length_one).collect(), MOST_TERMS);
        kept.sort_unstable_by_key(|term| term.key);
        Self(kept.into())
    }

    /// Compares with the terms of another article.
    pub fn common(&self, other: &Self) -> Common {
        let mut cosine = 0.0;
        let mut places = Vec::new();
        let (mut here, mut there) = (&*self.0, &*other.0);
        while let (Some(a), Some(b)) = (here.first(), there.first()) {
            if a.key == b.key {
                cosine += a.weight() * b.weight();
                if a.place != HEADLINE && b.place != HEADLINE {
                    places.push((a.place, b.place));
                }
            }
            here = &here[usize::from(a.key <= b.key)..];
            there = &there[usize::from(b.key <= a.key)..];
        }
        let possible = self.placed().min(other.placed());
        Common { cosine, order: order::of(&mut places, possible) }
    }

    /// The heaviest terms, heaviest first.
    pub fn heaviest(&self, most: usize) -> Vec<Weight> {
        heaviest(self.0.to_vec(), most)
    }

    fn placed(&self) -> usize {
        self.0.iter().filter(|term| term.place != HEADLINE).count()
    }
}

fn heaviest(mut terms: Vec<Weight>, most: usize) -> Vec<Weight> {
    terms.sort_unstable_by(|a, b| b.steps.cmp(&a.steps).then(a.key.cmp(&b.key)));
    terms.truncate(most);
    terms
}
