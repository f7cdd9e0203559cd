//! One hash for all: stable between runs, machines and versions, so that it may be stored.

use smallvec::SmallVec;
use xxhash_rust::xxh3::xxh3_64;

/// The 64-bit XXH3 hash of a string.
pub fn hash64(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// The same of strings that stand one after the other, as of one string.
pub fn hash64_of(parts: &[&str]) -> u64 {
    let mut joined: SmallVec<[u8; 64]> = SmallVec::new();
    parts.iter().for_each(|part| joined.extend_from_slice(part.as_bytes()));
    xxh3_64(&joined)
}

/// Mixes a hash into a running one: the order of calls matters.
pub fn chain(state: u64, next: u64) -> u64 {
    // The odd constant is 2^64 divided by the golden ratio, as in Fibonacci hashing (Knuth, TAOCP 3, 6.4).
    (state.rotate_left(5) ^ next).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
