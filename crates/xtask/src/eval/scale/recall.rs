//! How many of the articles that were made from another are found, by how they were made.

use std::fmt;

use super::stream::{Kind, kind};

const KINDS: [(Kind, &str); 3] = [(Kind::Cut, "cut"), (Kind::Edit, "edit"), (Kind::Extension, "extension")];

/// What was found of what was made.
#[derive(Default)]
pub struct Recall {
    found: [usize; KINDS.len()],
    made: [usize; KINDS.len()],
    /// Pairs that were found, but have nothing from each other.
    pub false_pairs: usize,
}

impl Recall {
    /// Counts an article, and whether it was found to be made from another.
    pub fn count(&mut self, number: u64, is_found: bool) {
        if let Some(place) = KINDS.iter().position(|(made, _)| *made == kind(number)) {
            self.made[place] += 1;
            self.found[place] += usize::from(is_found);
        }
    }
}

impl fmt::Display for Recall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found of")?;
        for ((_, name), (found, made)) in KINDS.iter().zip(self.found.iter().zip(&self.made)) {
            write!(f, " {name}s {:.4},", *found as f64 / (*made).max(1) as f64)?;
        }
        write!(f, " false pairs {}", self.false_pairs)
    }
}
