//! Values by numbers, where the place of a value follows from its number: several hundred are looked up for every two
//! words, and no number is chosen by an enemy.

/// A table of values.
#[derive(Debug)]
pub struct Table<V> {
    /// Half of them are free, so that every search has an end. Their number is a power of two.
    rows: Vec<Option<(u64, V)>>,
    count: usize,
}

impl<V: Copy> Default for Table<V> {
    fn default() -> Self {
        Self { rows: vec![None; 1024], count: 0 }
    }
}

impl<V: Copy> Table<V> {
    /// The value of a number.
    pub fn get(&self, key: u64) -> Option<V> {
        self.rows[self.place(key)].map(|(_, value)| value)
    }

    /// Sets the value of a number.
    pub fn insert(&mut self, key: u64, value: V) {
        if self.count * 2 >= self.rows.len() {
            let wider = Self { rows: vec![None; self.rows.len() * 2], count: 0 };
            for (key, value) in std::mem::replace(self, wider).rows.into_iter().flatten() {
                self.insert(key, value);
            }
        }
        let place = self.place(key);
        self.count += usize::from(self.rows[place].is_none());
        self.rows[place] = Some((key, value));
    }

    /// Where a number stands, or would stand.
    fn place(&self, key: u64) -> usize {
        let mixed = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mask = self.rows.len() - 1;
        let mut place = (mixed >> 32) as usize & mask;
        while self.rows[place].is_some_and(|(other, _)| other != key) {
            place = (place + 1) & mask;
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn what_was_set_is_found() {
        let mut table = Table::default();
        (0..5_000u64).for_each(|key| table.insert(key << 16, key));
        assert!((0..5_000).all(|key| table.get(key << 16) == Some(key)));
        assert_eq!((table.get(7), table.count), (None, 5_000));
    }
}
