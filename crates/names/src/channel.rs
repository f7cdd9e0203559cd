//! How likely two words are one name, spelled in two scripts: a joint multigram model (Bisani and Ney 2008),
//! learned by `cargo xtask train spelling` from names that stand in both.
//!
//! Both words are thought to be written together, piece by piece: `sh` with `ш`, `x` with `кс`, a silent `e` with
//! nothing. Every pair of pieces (a *unit*) has a probability; the probability of two words is the sum over all ways
//! to cut them into units. Set against the probability that each is written by itself, which the same model
//! gives, it says how much better "one name" explains them than chance.

use std::fmt::Write;

use crate::{
    table::Table,
    writing::{END, Spelled},
};

/// How many letters of each side a unit has. One side has at most one, so that a unit stays a correspondence and does
/// not become a word (as Novak et al. 2012 do).
pub const STEPS: [(usize, usize); 9] =
    [(1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (4, 1), (1, 4), (1, 0), (0, 1)];
/// The longest piece, in letters.
const LONGEST: usize = 4;

/// The probability of a pair of letters that was not seen, and of a letter with nothing.
const UNSEEN: f64 = 1e-7;
const UNSEEN_SILENT: f64 = 1e-6;
/// What it takes from the evidence that something was taken off a word.
const INFLECTED: f64 = -0.7;

/// The units of two writings.
#[derive(Debug, Default)]
pub struct Channel {
    left: Side,
    right: Side,
    /// The probability of each unit, by the numbers of its pieces.
    units: Table<f32>,
}

/// The pieces that one side of a channel writes, each with its number and its probability whatever stands on the
/// other side.
#[derive(Debug, Default)]
struct Side {
    pieces: Table<(u16, f64)>,
    count: u16,
}

/// A word made ready for one side of a channel.
#[derive(Debug)]
pub struct Cut {
    /// The numbers of the pieces that begin before each letter, by their length.
    pieces: Vec<[Option<u16>; LONGEST + 1]>,
    /// The logarithm of the probability of what stands before each letter, by itself; last of the whole word.
    alone: Vec<f64>,
    /// After which letters the word may end, if what follows was added to it.
    stems: Vec<usize>,
}

/// What speaks for it that two words spell one name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// How much better that explains them than that they do not: the logarithm of the ratio of both probabilities.
    pub ratio: f64,
    /// The most that words of this length could have.
    pub most: f64,
}

impl Channel {
    /// Reads what [`write()`] wrote. Lines that it did not write are left out.
    pub fn read(lines: &str) -> Self {
        let mut channel = Self::default();
        for (left, rights) in read_units(lines) {
            rights.for_each(|(right, probability)| channel.add(left, right, probability));
        }
        channel
    }

    fn add(&mut self, left: &str, right: &str, probability: f64) {
        let unit = (self.left.add(left, probability), self.right.add(right, probability));
        self.units.insert(unit_key(unit), probability as f32);
    }

    /// Makes a word ready to be the left one of [`Self::evidence`].
    pub fn cut_left(&self, word: &Spelled) -> Cut {
        self.left.cut(word)
    }

    /// Makes a word ready to be the right one.
    pub fn cut_right(&self, word: &Spelled) -> Cut {
        self.right.cut(word)
    }

    /// What speaks for it that both spell one name: the most that can be said of them or of their stems.
    pub fn evidence(&self, left: &Cut, right: &Cut) -> Evidence {
        let width = right.alone.len();
        let reached = self.together(left, right);
        let (height, bonus) = (left.alone.len(), self.end());
        let whole = (height - 1, width - 1);
        let at = |(i, j): (usize, usize), more: f64| Evidence {
            ratio: reached[i * width + j].ln() - left.alone[i] - right.alone[j] + more,
            most: -left.alone[i].max(right.alone[j]),
        };
        let mut best = at(whole, 0.0);
        // A stem has no end of its own: it is compared before the end of the other word.
        for i in left.stems.iter().copied().chain([height - 2]) {
            for j in right.stems.iter().copied().chain([width - 2]) {
                let taken_off = usize::from(i < height - 2) + usize::from(j < width - 2);
                let stems = at((i, j), bonus + INFLECTED * taken_off as f64);
                if taken_off > 0 && stems.ratio > best.ratio {
                    best = stems;
                }
            }
        }
        best
    }

    /// What it says that both words end.
    fn end(&self) -> f64 {
        let side = |side: &Side| side.pieces.get(piece_key(&[END])).unwrap_or((0, UNSEEN));
        let ((left, left_share), (right, right_share)) = (side(&self.left), side(&self.right));
        (self.unit(Some(left), Some(right), 2) / left_share / right_share).ln()
    }

    /// The probability that what stands before each letter of both is written together.
    fn together(&self, left: &Cut, right: &Cut) -> Vec<f64> {
        let (height, width) = (left.alone.len(), right.alone.len());
        let mut reached = vec![0.0; height * width];
        reached[0] = 1.0;
        for i in 0..height {
            for j in 0..width {
                let here = reached[i * width + j];
                if here == 0.0 || far_apart(i, j, height, width) {
                    continue;
                }
                for (a, b) in STEPS {
                    if i + a < height && j + b < width {
                        reached[(i + a) * width + j + b] +=
                            here * self.unit(left.pieces[i][a], right.pieces[j][b], a + b);
                    }
                }
            }
        }
        reached
    }

    fn unit(&self, left: Option<u16>, right: Option<u16>, letters: usize) -> f64 {
        let known = left.zip(right).and_then(|unit| self.units.get(unit_key(unit)));
        known.map(f64::from).unwrap_or(match letters {
            1 => UNSEEN_SILENT,
            2 => UNSEEN,
            _ => 0.0,
        })
    }
}

/// By how many steps a cost rises when a probability falls to its e-th part.
const STEPS_TO_E: f64 = 10.0;

/// The parts of a data file, each behind a line with its title (`# Latn Cyrl`).
pub fn sections(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.split("\n# ").filter_map(|section| section.split_once('\n'))
}

/// The pieces that [`write()`] wrote, each with those that it stands beside and their probabilities.
pub fn read_units(lines: &str) -> impl Iterator<Item = (&str, impl Iterator<Item = (&str, f64)>)> {
    lines.lines().filter_map(|line| {
        let (left, fields) = line.split_once(' ')?;
        Some((left, fields.split(' ').filter_map(read_unit)))
    })
}

/// A piece and the cost of its unit: `sh30`.
fn read_unit(field: &str) -> Option<(&str, f64)> {
    let (right, cost) = field.split_at(field.find(|c: char| c.is_ascii_digit())?);
    Some((right, (-cost.parse::<f64>().ok()? / STEPS_TO_E).exp()))
}

/// Writes the units of a channel, a line for each left piece: `sh ш30 щ52`. A piece of nothing is `_`.
pub fn write(units: &mut [(String, String, f64)]) -> String {
    units.sort_unstable_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    let mut lines = String::new();
    for of_left in units.chunk_by(|a, b| a.0 == b.0) {
        lines.push_str(&of_left[0].0);
        for (_, right, probability) in of_left {
            write!(lines, " {right}{:.0}", -probability.ln() * STEPS_TO_E).expect("a string takes all");
        }
        lines.push('\n');
    }
    lines
}

impl Side {
    fn add(&mut self, piece: &str, probability: f64) -> u16 {
        let letters: Vec<char> = piece.chars().filter(|c| *c != NOTHING).collect();
        let key = piece_key(&letters);
        let (number, share) = self.pieces.get(key).unwrap_or((self.count, 0.0));
        self.count = self.count.max(number.saturating_add(1));
        self.pieces.insert(key, (number, share + probability));
        number
    }

    fn cut(&self, word: &Spelled) -> Cut {
        let letters = &word.letters;
        let piece = |at: usize, length: usize| {
            let piece = letters.get(at..at + length)?;
            self.pieces.get(piece_key(piece)).map(|(number, _)| number)
        };
        let pieces = (0..=letters.len()).map(|at| std::array::from_fn(|length| piece(at, length))).collect();
        Cut { pieces, alone: self.alone(letters), stems: word.stems.clone() }
    }

    /// The logarithm of the probability of what stands before each letter, whatever stands on the other side.
    fn alone(&self, letters: &[char]) -> Vec<f64> {
        let mut reached = vec![0.0; letters.len() + 1];
        reached[0] = 1.0;
        for at in 0..letters.len() {
            for length in 1..=LONGEST.min(letters.len() - at) {
                let known = self.pieces.get(piece_key(&letters[at..at + length])).map(|(_, share)| share);
                let share = known.unwrap_or(if length == 1 { UNSEEN_SILENT } else { 0.0 });
                reached[at + length] += reached[at] * share;
            }
        }
        // Before each letter the other side may have written any number of its own.
        let silent = self.pieces.get(piece_key(&[])).map_or(0.0, |(_, share)| share);
        let each = -(1.0 - silent).ln();
        reached.iter().enumerate().map(|(at, share): (usize, &f64)| share.ln() + each * at as f64).collect()
    }
}

/// Whether much more of one word is written than of the other: what is one name is written about evenly.
fn far_apart(i: usize, j: usize, height: usize, width: usize) -> bool {
    (i * width).abs_diff(j * height) > 3 * height.max(width)
}

fn unit_key(unit: (u16, u16)) -> u64 {
    u64::from(unit.0) << 16 | u64::from(unit.1)
}

/// The letters of a piece as a number: those of all scripts that are learned have sixteen bits.
pub fn piece_key(letters: &[char]) -> u64 {
    letters.iter().fold(0, |key, letter| key << 16 | u64::from(u32::from(*letter) & 0xFFFF))
}

/// What stands for a piece without letters.
pub const NOTHING: char = '_';
