//! What the words of any text mean, for those who hold texts of several languages against each other.

use news::Meaning;

use crate::{
    anchors,
    vocabulary::{Word, words},
};

/// What the words of a text may mean, in the order of the text, in a language given by its primary subtag.
pub fn meanings(language: &str, text: &str) -> Vec<Meaning> {
    let words: Vec<Word> = words(language, text).collect();
    let anchors = anchors::of(language, text, &words);
    anchors
        .iter()
        .map(|anchor| Meaning { at: anchor.at as usize, key: anchor.key, weight: anchor.weight() })
        .collect()
}
