//! When two names are one: across inflection, spelling, word order and script.
//!
//! [`likeness()`] says how alike two are, from what `cargo xtask train spelling` learned ([`channel`]) and from what languages
//! add to names (data/endings.txt). [`keys()`] find, among many names, those that are worth it.

pub mod channel;
mod endings;
mod keys;
mod likeness;
mod name;
pub mod sound;
mod spelling;
mod table;
pub mod writing;

pub use keys::{keys, word_keys};
pub use likeness::{Likeness, is_form, is_inflected, likeness};
pub use name::{Name, Word};
pub use sound::{Sound, sounds};
pub use writing::Writing;
