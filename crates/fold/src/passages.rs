//! The same words in two texts: how much of each, in how many passages, how long.

use text::{Fingerprint, shingle::hash_of_run};

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
pub struct Passages {
    /// How many words it has.
    count: usize,
    length: usize,
    places: KeyMap<u64, u32>,
    /// Which words it has, a bit for each that there may be.
    known: Vec<u64>,
}

impl Passages {
    /// Prepares a text, given as the hashes of its words, and its shingles of `length` words.
    pub fn of(words: &[u16], length: usize, shingles: &[Fingerprint]) -> Self {
        let places = shingles.iter().map(|shingle| (shingle.hash, shingle.word as u32)).collect();
        let mut known = vec![0; 1 << (u16::BITS - 6)];
        for word in words {
            known[usize::from(word >> 6)] |= 1 << (word & 63);
        }
        Self { count: words.len(), length: length.max(1), places, known }
    }

    /// What it shares with another text.
    pub fn shared_with(&self, other: &[u16]) -> Shared {
        let mut matches = self.matches(other).peekable();
        if matches.peek().is_none() {
            return Shared::default();
        }
        let (mut here, mut there) = (vec![false; self.count], vec![false; other.len()]);
        for (place, other_place) in matches {
            here[place..place + self.length].fill(true);
            there[other_place..other_place + self.length].fill(true);
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

    /// Where shingles of another text stand here and there.
    fn matches(&self, other: &[u16]) -> impl Iterator<Item = (usize, usize)> {
        let mut known = 0;
        other.iter().enumerate().filter_map(move |(last, word)| {
            // Most runs have a word that this text has not, and need no hash.
            known = if self.has(*word) { known + 1 } else { 0 };
            let first = (last + 1).checked_sub(self.length).filter(|_| known >= self.length)?;
            let place = self.places.get(&hash_of_run(&other[first..=last]))?;
            Some((*place as usize, first))
        })
    }

    fn has(&self, word: u16) -> bool {
        self.known[usize::from(word >> 6)] >> (word & 63) & 1 != 0
    }
}

fn share(covered: &[bool]) -> f32 {
    let count = covered.iter().filter(|covered| **covered).count();
    count as f32 / covered.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use text::shingle::shingles_of;

    use super::*;

    #[test]
    fn a_cut_copy_is_wholly_in_the_original() {
        let original: Vec<u16> = (0..100).collect();
        let cut = &original[20..60];
        let shared = Passages::of(cut, 5, &shingles_of(cut, 5)).shared_with(&original);
        assert_eq!(shared, Shared { here: 1.0, there: 0.4, words: 40, passages: 1, longest: 40 });
    }
}
