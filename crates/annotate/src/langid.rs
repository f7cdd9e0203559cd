//! How much a text looks like each language: n-grams of letters, and the table that weighs them.
//!
//! Public for `cargo xtask train langid`, which makes the table.

mod ngrams;
mod table;

pub use ngrams::{LONGEST, each, each_key, key};
pub use table::{Candidate, STEP, Score, candidates, encode, scores, sureness};
