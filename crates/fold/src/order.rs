//! Whether two texts bring the same things in the same order, as copies and translations of one text do
//! and independent reports do not.

/// What two texts have in common, and how much of it stands in the same order.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Order {
    /// Terms that both have.
    pub shared: usize,
    /// The most of them that stand in the same order in both.
    pub in_order: usize,
    /// The terms of the one that has fewer.
    pub possible: usize,
}

impl Order {
    /// The share of the terms of the shorter text that stand in the same order in the other, from 0 to 1.
    pub fn share(&self) -> f32 {
        self.in_order as f32 / self.possible.max(1) as f32
    }

    /// The share of what both texts have that stands in the same order, from 0 to 1.
    pub fn agreement(&self) -> f32 {
        self.in_order as f32 / self.shared.max(1) as f32
    }

    /// By how many standard deviations more terms stand in order than in a shuffled text: the longest
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

/// The order of what two texts share, given as the place of each term in both; `possible` terms could be shared.
pub fn of(places: &mut [(u16, u16)], possible: usize) -> Order {
    places.sort_unstable();
    Order {
        shared: places.len(),
        in_order: longest_increasing(places.iter().map(|(_, there)| *there)),
        possible,
    }
}

/// The length of the longest increasing subsequence, by patience sorting.
fn longest_increasing(places: impl Iterator<Item = u16>) -> usize {
    let mut tops: Vec<u16> = Vec::new();
    for place in places {
        let pile = tops.partition_point(|top| *top < place);
        match tops.get_mut(pile) {
            Some(top) => *top = place,
            None => tops.push(place),
        }
    }
    tops.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_the_longest_increasing_run() {
        let mut places = [(1, 1), (2, 3), (3, 2), (4, 4)];
        assert_eq!(of(&mut places, 5), Order { shared: 4, in_order: 3, possible: 5 });
        assert_eq!(of(&mut [], 0), Order::default());
    }
}
