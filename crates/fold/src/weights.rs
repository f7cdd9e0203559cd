//! The heaviest terms of an article, for comparison with those of another.

use smallvec::SmallVec;

use crate::{
    order::{self, Order},
    views::{HEADLINE, Term},
};

/// How many terms are remembered.
const MOST_TERMS: usize = 320;

/// Terms with their weights, by key; all weights together have the length one before the light ones are dropped.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// The high bits of all keys, by which most terms are told apart, and then of each term what else there is.
    columns: Box<[u16]>,
    /// How many of them stand in the text.
    placed: u16,
}

/// Terms by column.
#[derive(Clone, Copy)]
struct Columns<'w> {
    highs: &'w [u16],
    rests: &'w [[u16; 2]],
}

impl<'w> Columns<'w> {
    fn get(self, place: usize) -> Option<Weight> {
        let (high, [middle, low]) = (self.highs.get(place)?, self.rests.get(place)?);
        Some(Weight([*high, *middle, *low]))
    }

    fn iter(self) -> impl Iterator<Item = Weight> + use<'w> {
        self.highs.iter().zip(self.rests).map(|(high, [middle, low])| Weight([*high, *middle, *low]))
    }
}

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
    /// Terms with their weights, given in the same order.
    pub fn of(terms: &[Term], weights: &[f32]) -> Self {
        let weighed = || terms.iter().zip(weights).filter(|(_, weight)| **weight > 0.0);
        let length = weighed().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        let of_length_one = |(term, weight): (&Term, &f32)| Weight::new(term, weight / length);
        let mut kept = heaviest(weighed().map(of_length_one).collect(), MOST_TERMS);
        kept.sort_unstable_by_key(|term| term.0);
        let placed = kept.iter().filter(|term| term.place().is_some()).count() as u16;
        let highs = kept.iter().map(|term| term.0[0]);
        let rests = kept.iter().flat_map(|term| [term.0[1], term.0[2]]);
        Self { columns: highs.chain(rests).collect(), placed }
    }

    /// The heaviest terms, heaviest first.
    pub fn heaviest(&self, most: usize) -> Vec<Weight> {
        heaviest(self.columns().iter().collect(), most)
    }

    fn columns(&self) -> Columns<'_> {
        let (highs, rests) = self.columns.split_at(self.columns.len() / 3);
        Columns { highs, rests: rests.as_chunks().0 }
    }
}

/// Terms prepared to be compared with those of many articles.
pub struct Sought<'w> {
    terms: Columns<'w>,
    placed: u16,
    /// Which keys there may be, by their high bits: a Bloom filter with one hash (Bloom 1970). Most terms of another
    /// article have none of them, and to walk through both in step would cost several times as much.
    known: [u64; 1 << (FILTER_BITS - 6)],
    /// How many terms come before those whose keys begin with each byte.
    before: [u16; 256],
}

/// How many bits of a key the filter looks at.
const FILTER_BITS: u32 = 14;

impl<'w> Sought<'w> {
    /// Prepares terms.
    pub fn of(weights: &'w Weights) -> Self {
        let mut known = [0; 1 << (FILTER_BITS - 6)];
        let terms = weights.columns();
        for (word, bit) in terms.highs.iter().map(filter_place) {
            known[word] |= bit;
        }
        let begins_before = |byte: u8| terms.highs.partition_point(|high| first_byte(*high) < byte);
        let mut bytes = 0..=u8::MAX;
        let before = [(); 256].map(|()| begins_before(bytes.next().unwrap_or_default()) as u16);
        Self { terms, placed: weights.placed, known, before }
    }

    /// Compares with the terms of another article.
    pub fn common(&self, other: &Weights) -> Common {
        let mut cosine = 0.0;
        let mut places: SmallVec<[(u16, u16); 64]> = SmallVec::new();
        let mut room = [0; MOST_TERMS];
        let mut at = 0;
        let columns = other.columns();
        for there in self.perhaps(columns.highs, &mut room).iter().filter_map(|at| columns.get((*at).into()))
        {
            at = self.seek(at, there);
            if let Some(here) = self.terms.get(at).filter(|here| here.key() == there.key()) {
                at += 1;
                cosine += here.weight() * there.weight();
                places.extend(here.place().zip(there.place()));
            }
        }
        let possible = self.placed.min(other.placed);
        Common { cosine, order: order::of(&mut places, possible.into()) }
    }

    /// The places of those terms, given by the high bits of their keys, that these may have.
    fn perhaps<'r>(&self, highs: &[u16], room: &'r mut [u16; MOST_TERMS]) -> &'r [u16] {
        let mut count = 0;
        for (place, high) in (0..).zip(highs.iter().take(MOST_TERMS)) {
            // Without a branch: which it is cannot be foreseen.
            room[count] = place;
            let (word, bit) = filter_place(high);
            count += usize::from(self.known[word] & bit != 0);
        }
        &room[..count]
    }

    /// Where the first term stands, from `at` on, that does not come before another.
    fn seek(&self, at: usize, other: Weight) -> usize {
        let from = at.max(self.before[usize::from(first_byte(other.0[0]))].into());
        let is_before = |at: &usize| self.terms.get(*at).is_some_and(|term| term.key() < other.key());
        (from..).find(|at| !is_before(at)).unwrap_or(from)
    }
}

/// The word and the bit of a key in the filter, by its high bits.
fn filter_place(high: &u16) -> (usize, u64) {
    let bit = high >> (u16::BITS - FILTER_BITS);
    (usize::from(bit >> 6), 1 << (bit & 63))
}

fn first_byte(high: u16) -> u8 {
    (high >> 8) as u8
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
