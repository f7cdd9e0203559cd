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

/// A term with its weight and the place where it first stands, in six bytes, because an article has hundreds:
/// 24 bits of its key, 12 of its weight and 12 of its place.
#[derive(Clone, Copy, Debug)]
pub struct Weight([u16; 3]);

/// How many steps a weight has.
const STEPS: f32 = 4_095.0;
/// The place of what only the headline has; places beyond are one.
const ABOVE: u16 = 4_095;

impl Weight {
    fn new(term: &Term, weight: f32) -> Self {
        let steps = (weight * STEPS).round() as u16;
        let place = if term.place == HEADLINE { ABOVE } else { term.place.min(ABOVE - 1) };
        let [high, middle, low, _] = term.key.to_be_bytes();
        let key = u16::from_be_bytes([high, middle]);
        Self([key, u16::from(low) << 8 | steps >> 4, steps << 12 | place])
    }

    /// What is kept of the term's key.
    pub fn key(self) -> u32 {
        u32::from(self.0[0]) << 8 | u32::from(self.0[1] >> 8)
    }

    /// The weight, from 0 to 1.
    pub fn weight(self) -> f32 {
        f32::from(self.steps()) / STEPS
    }

    fn steps(self) -> u16 {
        (self.0[1] & 0xFF) << 4 | self.0[2] >> 12
    }

    /// Where it first stands in the text; `None` when only the headline has it.
    fn place(self) -> Option<u16> {
        Some(self.0[2] & ABOVE).filter(|place| *place != ABOVE)
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
        kept.sort_unstable_by_key(|term| term.0);
        Self(kept.into())
    }

    /// Compares with the terms of another article.
    pub fn common(&self, other: &Self) -> Common {
        let mut cosine = 0.0;
        let mut places = Vec::new();
        let known = Known::of(&self.0);
        let mut here = self.0.iter().peekable();
        for there in other.0.iter().filter(|term| known.may_have(term)) {
            while here.next_if(|term| term.key() < there.key()).is_some() {}
            if let Some(here) = here.next_if(|term| term.key() == there.key()) {
                cosine += here.weight() * there.weight();
                places.extend(here.place().zip(there.place()));
            }
        }
        let possible = self.placed().min(other.placed());
        Common { cosine, order: order::of(&mut places, possible) }
    }

    /// The heaviest terms, heaviest first.
    pub fn heaviest(&self, most: usize) -> Vec<Weight> {
        heaviest(self.0.to_vec(), most)
    }

    fn placed(&self) -> usize {
        self.0.iter().filter(|term| term.place().is_some()).count()
    }
}

/// Which keys some terms may have: a Bloom filter with one hash (Bloom 1970). Most terms of another article have
/// none of them, and to walk through both in step would cost several times as much.
struct Known([u64; 64]);

impl Known {
    fn of(terms: &[Weight]) -> Self {
        let mut known = Self([0; 64]);
        for term in terms {
            let (word, bit) = Self::place(term);
            known.0[word] |= bit;
        }
        known
    }

    fn may_have(&self, term: &Weight) -> bool {
        let (word, bit) = Self::place(term);
        self.0[word] & bit != 0
    }

    fn place(term: &Weight) -> (usize, u64) {
        let key = term.key();
        ((key >> 6 & 63) as usize, 1 << (key & 63))
    }
}

fn heaviest(mut terms: Vec<Weight>, most: usize) -> Vec<Weight> {
    let heavier = |a: &Weight, b: &Weight| b.steps().cmp(&a.steps()).then(a.0.cmp(&b.0));
    if terms.len() > most {
        terms.select_nth_unstable_by(most, heavier);
        terms.truncate(most);
    }
    terms.sort_unstable_by(heavier);
    terms
}
