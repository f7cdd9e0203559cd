//! How much each feature speaks for each tag, and the best tags of a text by that.
//!
//! The file `data/names.bin`, deflated: the sums for one tag after another (49 times two bytes, little-endian),
//! the number of features (4 bytes), the features in their order, each as its distance to the one before (in
//! sevens of bits, the lowest first, all but the last with the eighth bit set), then the weights of each for the
//! tags but [`OUTSIDE`], a byte each.

use std::sync::OnceLock;

use super::{
    OUTSIDE, TAGS, Tokens, may_follow,
    packed::{deflated, inflated},
};

/// Weights of a feature.
type Row = [i8; TAGS - 1];

/// What a tag costs that may not stand there.
const NEVER: i32 = i32::MIN / 4;

/// The weights of all features.
pub struct Weights {
    transitions: [[i32; TAGS]; TAGS],
    /// A hash table with open addressing.
    slots: Vec<Slot>,
}

#[derive(Clone, Copy)]
struct Slot {
    check: u16,
    row: Row,
}

const EMPTY: Slot = Slot { check: 0, row: [0; TAGS - 1] };

/// The weights that ship.
pub fn shipped() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        Weights::decode(include_bytes!("../../data/names.bin")).expect("a test reads the weights")
    })
}

/// The file of some weights: what speaks for a tag after another, and the rows of features in their order.
pub fn encode(transitions: &[[i16; TAGS]; TAGS], rows: &[(u32, Row)]) -> Vec<u8> {
    let mut bytes: Vec<u8> = transitions.as_flattened().iter().flat_map(|sum| sum.to_le_bytes()).collect();
    bytes.extend((rows.len() as u32).to_le_bytes());
    let mut last = 0;
    for (feature, _) in rows {
        let mut distance = feature - last;
        while distance >= 0x80 {
            bytes.push(distance as u8 | 0x80);
            distance >>= 7;
        }
        bytes.push(distance as u8);
        last = *feature;
    }
    bytes.extend(rows.iter().flat_map(|(_, row)| row.map(|weight| weight as u8)));
    deflated(&bytes)
}

impl Weights {
    /// Reads weights; `None` when they are cut off.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let bytes = inflated(bytes)?;
        let (sums, rest) = bytes.split_at_checked(2 * TAGS * TAGS)?;
        let (count, mut rest) = rest.split_first_chunk()?;
        let count = u32::from_le_bytes(*count) as usize;
        let mut features = Vec::new();
        for _ in 0..count {
            let last = features.last().copied().unwrap_or_default();
            features.push(distance(&mut rest)?.checked_add(last)?);
        }
        let slots = vec![EMPTY; (count * 4 / 3 + 1).next_power_of_two()];
        let mut weights = Self { transitions: transitions(sums), slots };
        for (feature, row) in features.into_iter().zip(rest.chunks_exact(TAGS - 1)) {
            let slot = weights.slot(feature);
            weights.slots[slot] =
                Slot { check: check(feature), row: std::array::from_fn(|tag| row[tag] as i8) };
        }
        (rest.len() == count * (TAGS - 1)).then_some(weights)
    }

    /// The best tags of a text's tokens (Viterbi 1967).
    pub fn tags(&self, sheet: &impl Tokens) -> Vec<usize> {
        let mut backs: Vec<[u8; TAGS]> = Vec::with_capacity(sheet.len());
        let mut best = START;
        for index in 0..sheet.len() {
            let (next, back) = if sheet.may_be_tagged(index) {
                step(&best, &self.transitions, &self.sums(sheet, index))
            } else {
                // Outside all names: the best way so far leads on.
                (START, [last_best(&best, &self.transitions); TAGS])
            };
            best = next;
            backs.push(back);
        }
        let mut tag = (0..TAGS).max_by_key(|tag| best[*tag]).unwrap_or(OUTSIDE);
        let mut tags = vec![OUTSIDE; sheet.len()];
        for (index, back) in backs.iter().enumerate().rev() {
            tags[index] = tag;
            tag = usize::from(back[tag]);
        }
        tags
    }

    /// How much all features of a token speak for each tag.
    fn sums(&self, sheet: &impl Tokens, index: usize) -> [i32; TAGS] {
        let mut sums = [0; TAGS];
        sheet.features(index, |feature| {
            let slot = &self.slots[self.slot(feature)];
            for (sum, weight) in sums[1..].iter_mut().zip(slot.row) {
                *sum += i32::from(weight);
            }
        });
        sums
    }

    /// The slot of a feature, or the empty one where it would be.
    fn slot(&self, feature: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = feature as usize & mask;
        let check = check(feature);
        while self.slots[at].check != 0 && self.slots[at].check != check {
            at = (at + 1) & mask;
        }
        at
    }
}

/// Reads how far a feature is from the one before.
fn distance(bytes: &mut &[u8]) -> Option<u32> {
    let mut distance = 0;
    for shift in (0..32).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        distance |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(distance);
        }
    }
    None
}

fn transitions(bytes: &[u8]) -> [[i32; TAGS]; TAGS] {
    let sum = |at: usize| i32::from(i16::from_le_bytes([bytes[2 * at], bytes[2 * at + 1]]));
    let cell = |before: usize, tag: usize| {
        if may_follow(before, tag) { sum(before * TAGS + tag) } else { NEVER }
    };
    std::array::from_fn(|before| std::array::from_fn(|tag| cell(before, tag)))
}

/// What is kept of a feature to know it again; 0 is for empty slots.
fn check(feature: u32) -> u16 {
    ((feature >> 16) as u16).max(1)
}

/// Before the first token, and behind those that are outside all names.
const START: [i32; TAGS] = {
    let mut start = [NEVER; TAGS];
    start[OUTSIDE] = 0;
    start
};

fn last_best(best: &[i32; TAGS], transitions: &[[i32; TAGS]; TAGS]) -> u8 {
    (0..TAGS).max_by_key(|tag| best[*tag] + transitions[*tag][OUTSIDE]).unwrap_or(OUTSIDE) as u8
}

/// The best sums up to a token by its tag, and the tags before it that they come from.
fn step(
    best: &[i32; TAGS],
    transitions: &[[i32; TAGS]; TAGS],
    sums: &[i32; TAGS],
) -> ([i32; TAGS], [u8; TAGS]) {
    let (mut next, mut back) = ([NEVER; TAGS], [0; TAGS]);
    for tag in 0..TAGS {
        for before in 0..TAGS {
            let sum = best[before] + transitions[before][tag];
            if sum > next[tag] {
                (next[tag], back[tag]) = (sum, before as u8);
            }
        }
        next[tag] += sums[tag];
    }
    // Only differences count, and no text is too long for them.
    let most = next.iter().copied().max().unwrap_or_default();
    (next.map(|sum| (sum - most).max(NEVER)), back)
}
