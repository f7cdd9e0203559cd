//! What an article is about: the mean of the vectors of what its words may mean, less what every article of its
//! language has.
//!
//! Only pivots have vectors: a word of any language has those of its pivots. They are the rows of GloVe
//! (Pennington, Socher and Manning 2014), one for each English stem, without what all words share, each
//! direction made equally wide (Mu and Viswanath 2018), compiled by `cargo xtask train lexicon`. What is
//! subtracted for each language is the mean over its words as frequent as they are, so that words which the lexicon
//! takes for what they are not make no two articles of a language alike.

use std::sync::LazyLock;

use crate::{
    table::{self, Table},
    views::Term,
};

static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::read(include_bytes!("../data/sense.bin")));

/// The numbers of a vector.
pub const DIMENSIONS: usize = 64;
/// Stands for a language of which nothing is known.
pub const ANY: u32 = 0;
/// The parts that one is cut into in a stored vector.
const STEPS: f32 = 254.0;

/// The direction in which an article lies; all zero for one without known words.
#[derive(Clone, Copy, Debug)]
pub struct Sense([i8; DIMENSIONS]);

impl Sense {
    /// What the anchors of an article of a language, given by the hash of its primary subtag, mean together, each as
    /// much as it weighs.
    pub fn of(language: u32, anchors: &[Term], weights: &[f32]) -> Self {
        let mut sum = [0.0; DIMENSIONS];
        let mut total = 0.0;
        for (term, weight) in anchors.iter().zip(weights) {
            let Some(row) = row(&PACK.pivots, term.key) else { continue };
            total += weight;
            add(&mut sum, row, *weight);
        }
        if let Some(usual) = row(&PACK.languages, language).or_else(|| row(&PACK.languages, ANY)) {
            add(&mut sum, usual, -total);
        }
        Self(quantised(&of_length_one(sum)))
    }

    /// The cosine with another, from -1 to 1.
    pub fn cosine(&self, other: &Self) -> f32 {
        let dot: i32 = self.0.iter().zip(&other.0).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        dot as f32 / (STEPS * STEPS)
    }
}

/// Writes a pack: pivots with their vectors, of length one, and languages with what is usual in them.
pub fn encode(
    pivots: &mut [(u32, [f32; DIMENSIONS])],
    languages: &mut [(u32, [f32; DIMENSIONS])],
) -> Vec<u8> {
    let mut pack = Vec::new();
    for rows in [pivots, languages] {
        rows.sort_unstable_by_key(|(key, _)| *key);
        table::push_keys(&mut pack, rows.iter().map(|(key, _)| *key));
        pack.extend(rows.iter().flat_map(|(_, vector)| quantised(vector).map(i8::cast_unsigned)));
    }
    pack
}

fn quantised(vector: &[f32; DIMENSIONS]) -> [i8; DIMENSIONS] {
    vector.map(|number| (number * STEPS).round().clamp(-127.0, 127.0) as i8)
}

fn row(table: &Table, key: u32) -> Option<&'static [u8]> {
    let row = table.find(key).next()?;
    Some(&table.values[row * DIMENSIONS..(row + 1) * DIMENSIONS])
}

fn add(sum: &mut [f32; DIMENSIONS], row: &[u8], weight: f32) {
    for (sum, number) in sum.iter_mut().zip(row) {
        *sum += f32::from(number.cast_signed()) / STEPS * weight;
    }
}

/// A vector of the same direction; zero stays zero.
pub fn of_length_one(vector: [f32; DIMENSIONS]) -> [f32; DIMENSIONS] {
    let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt();
    vector.map(|number| number / length.max(f32::MIN_POSITIVE))
}

struct Pack {
    pivots: Table,
    languages: Table,
}

impl Pack {
    fn read(bytes: &'static [u8]) -> Self {
        let (pivots, rest) = Table::read(bytes, DIMENSIONS);
        let (languages, _) = Table::read(rest, DIMENSIONS);
        Self { pivots, languages }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::pivot;

    fn sense(stems: &[&str]) -> Sense {
        let term = |stem: &&str| Term { key: pivot(stem), times: 1.0, expected: 0.01, place: 0 };
        Sense::of(ANY, &stems.iter().map(term).collect::<Vec<_>>(), &vec![2_f32.ln(); stems.len()])
    }

    #[test]
    fn what_is_about_one_thing_is_alike_without_a_word_in_common() {
        let quake = sense(&["earthq", "rubbl"]);
        assert!(quake.cosine(&sense(&["tsuna", "quake"])) > quake.cosine(&sense(&["parli", "vote"])) + 0.3);
        assert!(sense(&[]).cosine(&quake).abs() < 1e-6);
    }
}
