//! Tools for text of any script, with no knowledge of news: what a word is, where a sentence ends,
//! which script and language a string is written in, which runs of words two texts share.
//!
//! All functions are pure. Offsets are byte offsets into the string that was given.

pub mod date;
pub mod hash;
pub mod language;
pub mod normalise;
pub mod number;
mod pieces;
pub mod script;
pub mod sentence;
pub mod shingle;
pub mod skeleton;
pub mod transliterate;
pub mod word;

pub use hash::{hash64, hash64_of};
pub use language::Language;
pub use normalise::{fold_case, squeeze_space};
pub use number::{Number, numbers};
pub use script::Script;
pub use sentence::sentences;
pub use shingle::{Fingerprint, winnow};
pub use skeleton::skeleton;
pub use transliterate::to_latin;
pub use word::{Word, word_count, words};
