//! Sorted keys with values of one size, as they lie in the data files, little-endian: the first row of each high
//! half of a key and the number of rows (u32 each), then the low halves of all keys (u16), then all values.

use std::ops::Range;

/// How many high halves a key may have.
const HIGH_HALVES: u64 = 1 << 16;

/// A table that lies in the program.
pub struct Table {
    begins: Vec<u32>,
    lows: &'static [u8],
    /// The values, one after the other.
    pub values: &'static [u8],
}

impl Table {
    /// Reads a table whose values have `size` bytes, and gives what follows it. One that was cut is empty.
    pub fn read(bytes: &'static [u8], size: usize) -> (Self, &'static [u8]) {
        let cut = || (Self { begins: Vec::new(), lows: &[], values: &[] }, &[][..]);
        let Some((begins, rest)) = bytes.split_at_checked((HIGH_HALVES as usize + 1) * 4) else {
            return cut();
        };
        let begins: Vec<u32> = begins.chunks_exact(4).map(u32_of).collect();
        let count = begins[HIGH_HALVES as usize] as usize;
        let Some((lows, rest)) = rest.split_at_checked(count * 2) else { return cut() };
        let Some((values, rest)) = rest.split_at_checked(count * size) else { return cut() };
        (Self { begins, lows, values }, rest)
    }

    /// The rows of a key.
    pub fn find(&self, key: u32) -> Range<usize> {
        let high = (key >> 16) as usize;
        let Some(&[from, to]) = self.begins.get(high..high + 2) else { return 0..0 };
        let near = &self.lows[from as usize * 2..to as usize * 2];
        let (near, _) = near.as_chunks::<2>();
        let low = |row: &[u8; 2]| u16::from_le_bytes(*row);
        // So few that counting them all, many at once and without a branch, is faster than to search.
        let before = near.iter().filter(|row| low(row) < key as u16).count();
        let count = near.iter().filter(|row| low(row) == key as u16).count();
        from as usize + before..from as usize + before + count
    }
}

/// Writes the keys of a table, sorted, for the values to follow.
pub fn push_keys(pack: &mut Vec<u8>, keys: impl Iterator<Item = u32>) {
    let keys: Vec<u32> = keys.collect();
    let begin = |high: u64| keys.partition_point(|key| u64::from(*key) < high << 16) as u32;
    pack.extend((0..=HIGH_HALVES).flat_map(|high| begin(high).to_le_bytes()));
    pack.extend(keys.iter().flat_map(|key| (*key as u16).to_le_bytes()));
}

/// The number that four bytes hold.
pub fn u32_of(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte))
}
