//! What the words of any text mean, for those who hold texts of several languages against each other.

use news::Meaning;

use crate::anchors;

/// What the words of a text may mean, in the order of the text, in a language given by its primary subtag.
pub fn meanings(language: &str, text: &str) -> Vec<Meaning> {
    let anchors = anchors::of(language, text, &text::words(text));
    anchors.iter().map(|anchor| Meaning { at: anchor.at, key: anchor.key, weight: anchor.weight() }).collect()
}
