//! What parts of two texts have in common whatever their languages.

use news::Meaning;

/// Words that two parts must have in common: one alone may be the year, or the name of the story.
const LEAST_WORDS: usize = 2;

/// What a part of a text means.
pub struct Sense {
    /// In the order of the text.
    meanings: Vec<Meaning>,
    /// Each once, in order.
    keys: Vec<u32>,
    weight: f32,
}

impl Sense {
    /// Takes the meanings of a part of a text in its order.
    pub fn new(meanings: Vec<Meaning>) -> Self {
        let mut keys: Vec<u32> = meanings.iter().map(|meaning| meaning.key).collect();
        keys.sort_unstable();
        keys.dedup();
        let weight = heaviest(&meanings, |_| true).sum();
        Self { meanings, keys, weight }
    }

    /// How much of both is in the other, from 0 to 1: the geometric mean of the shares of their words, by weight, of which
    /// a meaning is; 0 where that is one word only.
    pub fn likeness(&self, other: &Self) -> f32 {
        (self.share_in(other) * other.share_in(self)).sqrt()
    }

    fn share_in(&self, other: &Self) -> f32 {
        let shared = heaviest(&self.meanings, |key| other.keys.binary_search(&key).is_ok());
        let (words, weight) = shared.fold((0, 0.0), |(words, sum), weight| (words + 1, sum + weight));
        if words >= LEAST_WORDS { weight / self.weight } else { 0.0 }
    }
}

/// Of each word that may mean something wanted, the weight of the weightiest of that.
fn heaviest(meanings: &[Meaning], is_wanted: impl Fn(u32) -> bool) -> impl Iterator<Item = f32> {
    let words = meanings.chunk_by(|one, next| one.at == next.at);
    words.filter_map(move |word| {
        let wanted = word.iter().filter(|meaning| is_wanted(meaning.key));
        wanted.map(|meaning| meaning.weight).reduce(f32::max).filter(|weight| *weight > 0.0)
    })
}
