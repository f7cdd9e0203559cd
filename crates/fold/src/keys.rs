//! Maps whose keys are hashes already, so that hashing them again would be waste.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

/// A map from a hash. Its order is never looked at.
pub type KeyMap<K, V> = HashMap<K, V, BuildHasherDefault<KeyHasher>>;

/// Spreads the bits of a key by one multiplication (Fibonacci hashing, Knuth, TAOCP 3, 6.4).
#[derive(Clone, Copy, Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, key: u32) {
        self.write_u64(u64::from(key));
    }

    fn write_i64(&mut self, key: i64) {
        self.write_u64(key.cast_unsigned());
    }

    fn write_u64(&mut self, key: u64) {
        let mixed = (self.0.rotate_left(5) ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        // The table takes its slot from the low bits and its tag from the high ones.
        self.0 = mixed ^ (mixed >> 32);
    }
}
