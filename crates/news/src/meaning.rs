//! What words mean whatever their language, so that texts of several languages can be held against each other.

/// Something that a word of a text may mean: a sense, a number, a name, or how a name sounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meaning {
    /// The first byte of the word; one word may mean several things.
    pub at: usize,
    /// What it means: the same of every word, in every language, that may mean it.
    pub key: u32,
    /// How much it says that two texts share it: the more, the rarer and the surer it is.
    pub weight: f32,
}

/// Finds what the words of a text may mean, in the order of the text. Takes the primary subtag of its language, and the
/// text.
pub type Meanings = fn(&str, &str) -> Vec<Meaning>;
