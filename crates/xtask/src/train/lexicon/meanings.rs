//! What words may mean, gathered from all sources.

use std::collections::{BTreeMap, BTreeSet};

use fold::lexicon::{LONGEST_UNSPACED, in_language, key, pivot, stem};
use text::script::is_unspaced;

use super::frequencies::{Frequencies, RARE, share};

/// The pivots kept of a word, the likeliest first.
const MOST_PIVOTS: usize = 3;
/// A pivot that is so much less likely than the likeliest is left out.
const UNLIKELY: f64 = 0.1;
/// An English word that so many articles have is no meaning.
const TOO_FREQUENT: f32 = 0.7;
/// An explanation in more words is no translation.
const MOST_WORDS: usize = 3;

/// Words of all languages, by key, with the English stems that they may mean and how much speaks for each.
pub struct Meanings {
    words: BTreeMap<String, BTreeMap<u32, BTreeMap<String, f64>>>,
    /// The pivots that mean nothing by themselves.
    frequent: BTreeSet<u32>,
}

/// The frequency of each pivot, by language.
pub type Meant = BTreeMap<String, BTreeMap<u32, f64>>;

/// The shares of articles that pivots are found in, by their keys in each language.
pub fn shares(meant: &Meant) -> Vec<(u32, f32)> {
    let all = meant.iter().flat_map(|(language, pivots)| {
        pivots.iter().map(move |(pivot, frequency)| (in_language(language, *pivot), share(*frequency)))
    });
    all.filter(|(_, share)| f64::from(*share) >= RARE).collect()
}

impl Meanings {
    /// No meanings yet, where words have these frequencies.
    pub fn new(frequencies: &Frequencies) -> Self {
        let frequent =
            frequencies.shares.iter().filter(|(_, share)| *share >= TOO_FREQUENT).map(|(key, _)| *key);
        Self { words: BTreeMap::new(), frequent: frequent.collect() }
    }

    /// Adds what a word means by one source: English words or phrases with their weights. Whatever the source, its
    /// weights for a word have the sum given.
    pub fn add<'e>(
        &mut self,
        language: &str,
        word: &str,
        english: impl Iterator<Item = (&'e str, f64)>,
        sum: f64,
    ) {
        let Some(key) = word_key(language, word) else { return };
        let mut stems: BTreeMap<String, f64> = BTreeMap::new();
        for (phrase, weight) in english {
            let words = self.contents(phrase);
            for word in words.iter().take(if words.len() > MOST_WORDS { 0 } else { MOST_WORDS }) {
                *stems.entry(word.clone()).or_default() += weight / words.len() as f64;
            }
        }
        let total: f64 = stems.values().sum();
        let words = self.words.entry(language.to_owned()).or_default();
        let votes = words.entry(key).or_default();
        for (stem, weight) in stems {
            *votes.entry(stem).or_default() += sum * weight / total;
        }
    }

    /// The likeliest pivots of each word, by its key; and how frequent the pivots are in each language, by all the
    /// words that may mean them.
    pub fn into_pivots(self, frequencies: &Frequencies) -> (Vec<(u32, u32)>, Meant) {
        let (mut pivots, mut meant) = (Vec::new(), Meant::new());
        for (language, words) in self.words {
            let known = frequencies.stems.get(&language);
            let mut of_language: BTreeMap<u32, f64> = BTreeMap::new();
            for (key, stems) in words {
                let frequency = known.and_then(|known| known.get(&key)).copied();
                for stem in likeliest(stems) {
                    pivots.push((key, pivot(&stem)));
                    *of_language.entry(pivot(&stem)).or_default() += frequency.unwrap_or(0.0);
                }
            }
            if known.is_some() {
                meant.insert(language, of_language);
            }
        }
        (pivots, meant)
    }

    /// The stems of a phrase's words that mean something by themselves.
    fn contents(&self, phrase: &str) -> Vec<String> {
        let words = text::words(phrase).into_iter();
        let rare =
            words.filter(|word| word.folded.len() > 1 && !self.frequent.contains(&pivot(&word.folded)));
        rare.map(|word| stem(&word.folded)).collect()
    }
}

fn likeliest(stems: BTreeMap<String, f64>) -> impl Iterator<Item = String> {
    let mut ranked: Vec<(String, f64)> = stems.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let least = ranked.first().map_or(0.0, |(_, weight)| weight * UNLIKELY);
    ranked.into_iter().take(MOST_PIVOTS).filter(move |(_, weight)| *weight >= least).map(|(stem, _)| stem)
}

/// The key of a word, of two words, or of a few unspaced characters; `None` for what is not looked up. An
/// English word is its own pivot.
fn word_key(language: &str, word: &str) -> Option<u32> {
    if language == "en" {
        return None;
    }
    let words = text::words(word);
    if words.iter().any(|word| word.folded.contains(is_unspaced)) {
        let written: String = words.iter().map(|word| word.folded.as_str()).collect();
        return (1..=LONGEST_UNSPACED).contains(&words.len()).then(|| key(language, &written));
    }
    match &words[..] {
        [one] => Some(key(language, &stem(&one.folded))),
        [one, two] => Some(key(language, &[stem(&one.folded), stem(&two.folded)].join(" "))),
        _ => None,
    }
}
