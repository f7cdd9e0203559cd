//! The same words in two texts: how much of each, in how many passages, how long.

use text::shingle::{Fingerprint, shingles_of};

use crate::keys::KeyMap;

/// What two texts have word for word.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shared {
    /// The share of this text's words that stand in the other's passages, from 0 to 1.
    pub here: f32,
    /// The share of the other's words that stand in this text's passages, from 0 to 1.
    pub there: f32,
    /// How many words of the other text that is.
    pub words: usize,
    /// How many passages there are.
    pub passages: usize,
    /// The words of the longest.
    pub longest: usize,
}

/// A text prepared for comparison with others.
pub struct Passages<'w> {
    words: &'w [u16],
    length: usize,
    places: KeyMap<u64, u32>,
}

impl<'w> Passages<'w> {
    /// Prepares a text, given as the hashes of its words; `length` words make a shingle.
    pub fn of(words: &'w [u16], length: usize) -> Self {
        let places = shingles(words, length).iter().map(|f| (f.hash, f.word as u32)).collect();
        Self { words, length, places }
    }

    /// What it shares with another text.
    pub fn shared_with(&self, other: &[u16]) -> Shared {
        let mut here = vec![false; self.words.len()];
        let mut there = vec![false; other.len()];
        for shingle in shingles(other, self.length) {
            if let Some(place) = self.places.get(&shingle.hash) {
                let place = *place as usize;
                here[place..place + self.length].fill(true);
                there[shingle.word..shingle.word + self.length].fill(true);
            }
        }
        let runs: Vec<usize> =
            there.chunk_by(|a, b| a == b).filter(|run| run[0]).map(<[bool]>::len).collect();
        Shared {
            here: share(&here),
            there: share(&there),
            words: runs.iter().sum(),
            passages: runs.len(),
            longest: runs.into_iter().max().unwrap_or(0),
        }
    }
}

/// Every shingle of a text given as the hashes of its words.
pub fn shingles(words: &[u16], length: usize) -> Vec<Fingerprint> {
    let words: Vec<u64> = words.iter().map(|word| u64::from(*word)).collect();
    shingles_of(&words, length)
}

fn share(covered: &[bool]) -> f32 {
    let count = covered.iter().filter(|covered| **covered).count();
    count as f32 / covered.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_copy_is_wholly_in_the_original() {
        let original: Vec<u16> = (0..100).collect();
        let shared = Passages::of(&original[20..60], 5).shared_with(&original);
        assert_eq!(shared, Shared { here: 1.0, there: 0.4, words: 40, passages: 1, longest: 40 });
    }
}
