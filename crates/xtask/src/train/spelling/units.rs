//! The units of a channel and their probabilities, by expectation and maximisation (Bisani and Ney 2008).

use std::collections::HashMap;

use names::channel::NOTHING;
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

/// How often the probabilities are estimated anew.
const ROUNDS: usize = 6;
/// What is taken from the count of every unit in each round, so that those are forgotten which only chance brought up.
const DISCOUNT: f64 = 0.3;
/// The probability of a unit that is kept.
const LEAST: f64 = 2e-6;
/// How probable a silent letter is at first, beside a pair of letters.
const SILENT: f64 = 0.1;

type Words = (Vec<char>, Vec<char>);

/// How many letters a unit has on either side.
pub type Steps = &'static [(usize, usize)];

/// How probable each unit is.
pub struct Units<'p> {
    steps: Steps,
    shares: HashMap<(&'p [char], &'p [char]), f64, Xxh3DefaultBuilder>,
}

impl<'p> Units<'p> {
    fn none(steps: Steps) -> Self {
        Self { steps, shares: HashMap::default() }
    }

    /// Learns from pairs of words that spell one name.
    pub fn learn(pairs: &'p [Words], steps: Steps) -> Self {
        let mut units = Self::none(steps);
        for round in 0..ROUNDS {
            let mut counts = Self::none(steps);
            for pair in pairs {
                units.count(pair, round == 0, &mut counts);
            }
            units = counts.normal();
        }
        units
    }

    /// What is kept, pieces written out.
    pub fn probable(self) -> Vec<(String, String, f64)> {
        let written = |piece: &[char]| {
            if piece.is_empty() { NOTHING.to_string() } else { piece.iter().collect() }
        };
        let kept = self.shares.into_iter().filter(|(_, probability)| *probability >= LEAST);
        kept.map(|((left, right), probability)| (written(left), written(right), probability)).collect()
    }

    fn normal(mut self) -> Self {
        self.shares.retain(|_, count| {
            *count -= DISCOUNT;
            *count > 0.0
        });
        let total: f64 = self.shares.values().sum();
        self.shares.values_mut().for_each(|count| *count /= total);
        self
    }

    fn probability(&self, unit: (&[char], &[char]), is_first: bool) -> f64 {
        if is_first {
            let is_silent = unit.0.is_empty() || unit.1.is_empty();
            return if is_silent { SILENT } else { 1.0 } * 0.01f64.powi((unit.0.len() + unit.1.len()) as i32);
        }
        self.shares.get(&unit).copied().unwrap_or(0.0)
    }

    /// Adds how often each unit is expected in a pair.
    fn count(&self, (left, right): &'p Words, is_first: bool, counts: &mut Self) {
        let (height, width) = (left.len() + 1, right.len() + 1);
        let mut taken = Vec::new();
        let mut forward = vec![0.0; height * width];
        forward[0] = 1.0;
        for (i, j) in (0..height).flat_map(|i| (0..width).map(move |j| (i, j))) {
            for (a, b) in self.steps.iter().copied().filter(|(a, b)| i + a < height && j + b < width) {
                let unit = (&left[i..i + a], &right[j..j + b]);
                let probability = self.probability(unit, is_first);
                if probability > 0.0 && forward[i * width + j] > 0.0 {
                    let to = (i + a) * width + j + b;
                    forward[to] += forward[i * width + j] * probability;
                    taken.push((i * width + j, to, unit, probability));
                }
            }
        }
        let total = forward[height * width - 1];
        let mut backward = vec![0.0; height * width];
        backward[height * width - 1] = 1.0;
        for (from, to, unit, probability) in taken.into_iter().rev() {
            backward[from] += probability * backward[to];
            let expected = forward[from] * probability * backward[to] / total;
            if expected > 1e-6 {
                *counts.shares.entry(unit).or_default() += expected;
            }
        }
    }
}
