//! Copies, rewrites, translations and reports of one event become one story.
//!
//! [`Index`] is a value that remembers what was published lately. [`Index::place`] puts one article
//! beside what it remembers: first by *passages* (the same words in both texts), then by *likeness*
//! (rare words, names and numbers that both have), across languages by what languages share:
//! numbers, names by their sound, and the order in which a text brings them.
//!
//! Nothing here knows a clock, a network or chance: the same articles in the same order give the
//! same placements, and the reason for each is a sentence with figures.

mod anchors;
mod article;
mod compare;
mod constraints;
mod correct;
pub mod coverage;
mod decide;
mod gapped;
mod group;
mod index;
mod judgement;
mod keys;
pub mod lexicon;
mod likeness;
mod looked_up;
mod meanings;
mod model;
mod moving;
mod near;
mod order;
mod passages;
mod postings;
mod rarity;
mod regroup;
mod relation;
pub mod sense;
mod story;
mod stream;
mod table;
mod traits;
mod vectors;
mod views;
mod vocabulary;
mod weights;
mod why;

pub use constraints::MAX_CORRECTED;
pub use correct::correct;
pub use coverage::coverage;
pub use index::{Index, Similar};
pub use judgement::{EVENT, Judgement, TEXT, Weighing};
pub use likeness::Likeness;
pub use meanings::meanings;
pub use order::Order;
pub use passages::Shared;
pub use stream::{Pair, Stream};
pub use traits::FEATURES;
pub use views::Views;

use jiff::SignedDuration;

/// For how long the passages of an article are remembered.
pub const PASSAGE_WINDOW: SignedDuration = SignedDuration::from_hours(30 * 24);
/// For how long after its newest article a story may be joined by likeness.
pub const STORY_WINDOW: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How many articles are remembered at most; the oldest are forgotten first.
pub const MAX_ARTICLES: usize = 1_000_000;
