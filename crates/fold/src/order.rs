//! Whether two texts bring the same things in the same order, as copies and translations of one text do
//! and independent reports do not.

use crate::keys::KeyMap;

/// What two sequences have in common, each key counted where it occurs once in both.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Order {
    /// Keys that occur once in each.
    pub shared: usize,
    /// The most of them that stand in the same order in both.
    pub in_order: usize,
}

impl Order {
    /// By how many standard deviations more keys stand in order than in a shuffled text: the longest
    /// increasing run of a random permutation of n has a mean near 2√n − 1.77·n^⅙ and a deviation near
    /// 0.90·n^⅙ (Baik, Deift and Johansson 1999).
    pub fn surprise(&self) -> f32 {
        if self.shared == 0 {
            return 0.0;
        }
        let n = self.shared as f32;
        let sixth = n.powf(1.0 / 6.0);
        (self.in_order as f32 - (2.0 * n.sqrt() - 1.77 * sixth)) / (0.90 * sixth)
    }
}

/// Compares two sequences of keys.
pub fn compare(here: &[u32], there: &[u32]) -> Order {
    let there = once(there);
    let here_once = once(here);
    let places: Vec<u32> = here
        .iter()
        .filter(|key| here_once.get(key).is_some_and(Option::is_some))
        .filter_map(|key| there.get(key).copied().flatten())
        .collect();
    Order { shared: places.len(), in_order: longest_increasing(&places) }
}

/// Where each key stands; `None` for one that occurs more than once.
fn once(keys: &[u32]) -> KeyMap<u32, Option<u32>> {
    let mut places: KeyMap<u32, Option<u32>> = KeyMap::default();
    for (place, key) in (0..).zip(keys) {
        places.entry(*key).and_modify(|place| *place = None).or_insert(Some(place));
    }
    places
}

/// The length of the longest increasing subsequence, by patience sorting.
fn longest_increasing(places: &[u32]) -> usize {
    let mut tops: Vec<u32> = Vec::new();
    for place in places {
        let pile = tops.partition_point(|top| top < place);
        match tops.get_mut(pile) {
            Some(top) => *top = *place,
            None => tops.push(*place),
        }
    }
    tops.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_counted_over_what_occurs_once() {
        assert_eq!(compare(&[1, 2, 9, 9, 3, 4], &[1, 3, 2, 4, 9]), Order { shared: 4, in_order: 3 });
        assert_eq!(compare(&[], &[1]), Order::default());
    }
}
