//! One hash for all: stable between runs, machines and versions, so that it may be stored.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hasher, RandomState},
    sync::LazyLock,
};

use smallvec::SmallVec;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// A map whose keys are hashed by [`Seeded`], in less time than by what the standard library takes.
pub type Map<K, V> = HashMap<K, V, Seeded>;

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

/// Hashes the keys of a map by XXH3, with a seed that no stranger knows: names of pages are chosen by strangers, who may
/// choose such as collide. Not for what is stored.
#[derive(Clone, Copy, Debug)]
pub struct Seeded(u64);

impl Default for Seeded {
    fn default() -> Self {
        static SEED: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0));
        Self(*SEED)
    }
}

impl BuildHasher for Seeded {
    type Hasher = Running;

    fn build_hasher(&self) -> Running {
        Running(self.0)
    }
}

/// The hash of the parts of a key that were read.
#[derive(Clone, Copy, Debug)]
pub struct Running(u64);

impl Hasher for Running {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    /// Strings end with such a byte, which need not part what is hashed whole.
    fn write_u8(&mut self, byte: u8) {
        self.0 = chain(self.0, u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
