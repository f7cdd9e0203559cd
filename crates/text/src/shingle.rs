//! Fingerprints of runs of words: two texts that share a long enough run share a fingerprint.
//!
//! Winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003) keeps the smallest hash of every window
//! of shingles, which guarantees that a shared run of `shingle + window - 1` words is found.

use crate::{Word, hash, hash64, script::is_unspaced};

/// Words in a shingle of spaced text.
pub const SHINGLE: usize = 5;
/// Characters in a shingle of text without spaces.
pub const SHINGLE_UNSPACED: usize = 8;
/// Shingles in a window.
const WINDOW: usize = 8;

/// A hash of a run of words, and where the run begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// The hash of the run.
    pub hash: u64,
    /// The index of its first word.
    pub word: usize,
}

/// Every shingle of the words, in order.
pub fn shingles(words: &[Word]) -> Vec<Fingerprint> {
    let hashes: Vec<u64> = words.iter().map(|word| hash64(&word.folded)).collect();
    shingles_of(&hashes, shingle_length(words))
}

/// Every run of `length` words, given as hashes, in order.
pub fn shingles_of<H: Copy + Into<u64>>(words: &[H], length: usize) -> Vec<Fingerprint> {
    let runs = words.windows(length.max(1)).enumerate();
    runs.map(|(word, run)| Fingerprint { hash: hash_of_run(run), word }).collect()
}

/// The hash of a run of words, given as hashes.
pub fn hash_of_run<H: Copy + Into<u64>>(run: &[H]) -> u64 {
    run.iter().fold(0, |state, next| hash::chain(state, (*next).into()))
}

/// The winnowed shingles of the words, in order: about two in nine of them.
pub fn winnow(words: &[Word]) -> Vec<Fingerprint> {
    winnow_shingles(&shingles(words))
}

/// The shingles that winnowing keeps, in order.
pub fn winnow_shingles(shingles: &[Fingerprint]) -> Vec<Fingerprint> {
    let mut kept: Vec<Fingerprint> = Vec::new();
    if shingles.len() <= WINDOW {
        return shingles.iter().min_by_key(|f| f.hash).copied().into_iter().collect();
    }
    for window in shingles.windows(WINDOW) {
        // The rightmost of equal minima, as in the paper.
        let Some(least) = window.iter().rev().min_by_key(|f| f.hash) else { continue };
        if kept.last().is_none_or(|last| last.word != least.word) {
            kept.push(*least);
        }
    }
    kept
}

fn shingle_length(words: &[Word]) -> usize {
    let unspaced = words.iter().filter(|w| w.folded.chars().any(is_unspaced)).count();
    if unspaced * 2 > words.len() { SHINGLE_UNSPACED } else { SHINGLE }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;
    use crate::words;

    proptest! {
        #[test]
        fn a_shared_run_of_twelve_words_is_always_found(
            before in prop::collection::vec("[a-z]{1,8}", 0..40),
            shared in prop::collection::vec("[a-z]{1,8}", 12..30),
            after in prop::collection::vec("[a-z]{1,8}", 0..40),
        ) {
            let one = [before.clone(), shared.clone(), after.clone()].concat().join(" ");
            let other = [after, shared, before].concat().join(" ");
            let hashes = |text: &str| winnow(&words(text)).iter().map(|f| f.hash).collect::<HashSet<_>>();
            prop_assert!(!hashes(&one).is_disjoint(&hashes(&other)));
        }
    }
}
