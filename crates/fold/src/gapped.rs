//! Numbers by key, eight bytes each and few more: thousands of them are asked for with every article, and each
//! should cost one look into memory.
//!
//! A sorted array with gaps, in which the place of a key follows from its value (ordered hash tables, Amble and Knuth
//! 1974, with linear probing): keys must be spread evenly, as [`spread`] makes them.

/// A map from keys of 32 bits to numbers below [`u32::MAX`].
#[derive(Clone, Debug, Default)]
pub struct Gapped {
    /// Key and number of each row, the key in the high half; [`FREE`] in the gaps.
    rows: Vec<u64>,
    /// In how many of them a search begins; what finds no gap there stands behind.
    homes: usize,
    count: usize,
}

const FREE: u64 = u64::MAX;
/// Of so many rows at least one is free, and by such a part of them a full array grows.
const GAP: usize = 12;
const GROWTH: usize = 8;
const FEWEST: usize = 8;
/// For so many rows behind the last home there is room at first.
const BEHIND: usize = 16;

/// Into how many maps [`spread`] parts keys, so that none is so large that its growth would be felt.
pub const SHARDS: usize = 256;

/// In which of the maps a key belongs, and what is asked for there: all bits of a key in another order (Fibonacci
/// hashing, Knuth, TAOCP 3, 6.4).
pub fn spread(key: u32) -> (usize, u32) {
    let mixed = key.wrapping_mul(0x9E37_79B1).rotate_left(8);
    ((mixed & 0xFF) as usize, mixed)
}

impl Gapped {
    /// The number of a key.
    pub fn get(&self, key: u32) -> Option<u32> {
        self.find(key).ok().map(|place| self.rows[place] as u32)
    }

    /// Sets the number of a key.
    pub fn set(&mut self, key: u32, number: u32) {
        match self.find(key) {
            Ok(place) => self.rows[place] = row(key, number),
            Err(place) => self.insert(place, key, number),
        }
    }

    /// Adds one to the number of a key, from 0.
    pub fn count(&mut self, key: u32) {
        match self.find(key) {
            Ok(place) => self.rows[place] += 1,
            Err(place) => self.insert(place, key, 1),
        }
    }

    /// Forgets a key. What stands behind it moves up, as far as it may.
    pub fn remove(&mut self, key: u32) {
        let Ok(place) = self.find(key) else { return };
        let mut end = place + 1;
        while self.rows.get(end).is_some_and(|row| *row != FREE && self.home(key_of(*row)) < end) {
            end += 1;
        }
        self.rows.copy_within(place + 1..end, place);
        self.rows[end - 1] = FREE;
        self.count -= 1;
    }

    /// Changes all numbers, and forgets those that become 0.
    pub fn change(&mut self, change: impl Fn(u32) -> u32) {
        let rows = std::mem::take(self).rows.into_iter().filter(|row| *row != FREE);
        let changed = rows.map(|old| row(key_of(old), change(old as u32)));
        let kept: Vec<u64> = changed.filter(|row| *row as u32 > 0).collect();
        *self = Self::of(&kept, kept.len() + kept.len() / GROWTH);
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.count
    }

    fn find(&self, key: u32) -> Result<usize, usize> {
        let least = row(key, 0);
        let mut place = self.home(key);
        while self.rows.get(place).is_some_and(|row| *row < least) {
            place += 1;
        }
        let is_found = self.rows.get(place).is_some_and(|row| *row != FREE && key_of(*row) == key);
        if is_found { Ok(place) } else { Err(place) }
    }

    /// Where a key stands if what comes before leaves room.
    fn home(&self, key: u32) -> usize {
        ((u64::from(key) * self.homes as u64) >> 32) as usize
    }

    /// Inserts a key before the row at `place`.
    fn insert(&mut self, mut place: usize, key: u32, number: u32) {
        if (self.count + 1) * GAP > self.homes * (GAP - 1) {
            *self = Self::of(&self.rows, (self.homes + self.homes / GROWTH).max(FEWEST));
            place = self.find(key).unwrap_or_else(|place| place);
        }
        let gap = self.rows[place..].iter().position(|row| *row == FREE);
        let gap = gap.map_or(self.rows.len(), |gap| place + gap);
        if gap == self.rows.len() {
            self.push(FREE);
        }
        self.rows.copy_within(place..gap, place + 1);
        self.rows[place] = row(key, number);
        self.count += 1;
    }

    /// Sorted rows with gaps between them.
    fn of(sorted: &[u64], homes: usize) -> Self {
        let mut gapped = Self { rows: Vec::with_capacity(homes + BEHIND), homes, count: 0 };
        for row in sorted.iter().filter(|row| **row != FREE) {
            let home = gapped.home(key_of(*row));
            gapped.rows.resize(gapped.rows.len().max(home), FREE);
            gapped.push(*row);
            gapped.count += 1;
        }
        gapped.rows.resize(gapped.rows.len().max(homes), FREE);
        gapped
    }

    /// Adds a row at the end, and room for few more.
    fn push(&mut self, row: u64) {
        if self.rows.len() == self.rows.capacity() {
            self.rows.reserve_exact(BEHIND);
        }
        self.rows.push(row);
    }
}

fn row(key: u32, number: u32) -> u64 {
    u64::from(key) << 32 | u64::from(number)
}

fn key_of(row: u64) -> u32 {
    (row >> 32) as u32
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_a_map(steps in prop::collection::vec((0..3u8, 0..300u32, 0..9u32), 0..900), narrow: bool) {
            // Also keys that stand close together are found.
            let key = |key: u32| if narrow { u32::MAX - key } else { spread(key).1 };
            let (mut gapped, mut expected) = (Gapped::default(), BTreeMap::new());
            for (what, number, value) in steps {
                let key = key(number);
                match what {
                    0 => gapped.set(key, value),
                    1 => gapped.count(key),
                    _ => gapped.remove(key),
                }
                match what {
                    0 => drop(expected.insert(key, value)),
                    1 => *expected.entry(key).or_default() += 1,
                    _ => drop(expected.remove(&key)),
                }
                prop_assert_eq!(gapped.get(key), expected.get(&key).copied());
                prop_assert_eq!(gapped.len(), expected.len());
            }
            gapped.change(|value| value / 2);
            expected.retain(|_, value| { *value /= 2; *value > 0 });
            prop_assert_eq!(gapped.len(), expected.len());
            prop_assert!((0..300).map(key).all(|key| gapped.get(key) == expected.get(&key).copied()));
        }
    }

    #[test]
    fn many_keys_are_found_in_little_memory() {
        let mut gapped = Gapped::default();
        (0..100_000).for_each(|key| gapped.set(spread(key).1, key));
        assert!((0..100_000).all(|key| gapped.get(spread(key).1) == Some(key)));
        assert!(gapped.rows.capacity() < 125_000);
    }
}
