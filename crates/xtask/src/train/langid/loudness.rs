//! Makes languages of which little is known heard, without drowning the others.
//!
//! A small source holds few of a language's n-grams, so its texts score too low. Its weights are raised
//! as far as texts of the languages with better sources allow: hardly any may be taken for it. Those texts
//! are made up from the better sources' own n-grams, letter after letter.

use std::collections::{BTreeMap, HashMap};

use annotate::langid;

use super::{
    Weights,
    profile::{Origin, Profile, Shares, length, without_last},
};

/// Texts made up of each language, and the words in each.
const TEXTS: usize = 200;
const WORDS: usize = 12;
/// The texts of a language, of [`TEXTS`], on which it may be drowned before the distance is kept.
const DROWNED: usize = 4;
/// How far below that point the weights stay.
const DISTANCE: f64 = 0.92;
/// The most that weights are raised.
const LOUDEST: f64 = 1.6;

/// Raises the weights of languages from small sources.
pub fn balance(profiles: &[Profile], records: &mut HashMap<u32, Weights>) {
    let mut loudness = vec![1.0; profiles.len()];
    for origin in [Origin::Messages, Origin::Declaration] {
        let bounds: Vec<Vec<f64>> =
            (0..profiles.len()).map(|number| bounds(number, origin, profiles, records, &loudness)).collect();
        for (number, _) in profiles.iter().enumerate().filter(|(_, profile)| profile.origin == origin) {
            let least =
                bounds.iter().filter_map(|bounds| bounds.get(number)).copied().fold(f64::INFINITY, f64::min);
            if least.is_finite() {
                loudness[number] = least.min(LOUDEST) * DISTANCE;
            }
        }
    }
    for weights in records.values_mut() {
        for (number, weight) in weights {
            *weight *= loudness[*number];
        }
    }
}

/// How loud each language of an origin may be beside one with a better source; nothing where that is not better.
fn bounds(
    better: usize,
    origin: Origin,
    profiles: &[Profile],
    records: &HashMap<u32, Weights>,
    loudness: &[f64],
) -> Vec<f64> {
    if profiles[better].origin >= origin {
        return Vec::new();
    }
    let mut ratios: Vec<Vec<f64>> = vec![Vec::new(); profiles.len()];
    for text in texts(&profiles[better].shares) {
        let mut scores = vec![0.0; profiles.len()];
        langid::each_key(&text, |key| {
            for (number, weight) in records.get(&key).into_iter().flatten() {
                scores[*number] += weight;
            }
        });
        for (ratios, score) in ratios.iter_mut().zip(&scores) {
            ratios.push(loudness[better] * scores[better] / score);
        }
    }
    let is_rival = |number: usize| profiles[number].script == profiles[better].script;
    let bound = |(number, mut ratios): (usize, Vec<f64>)| {
        ratios.sort_by(f64::total_cmp);
        if is_rival(number) { ratios[DROWNED] } else { f64::INFINITY }
    };
    ratios.into_iter().enumerate().map(bound).collect()
}

/// Texts in which letters follow one another as in a language.
fn texts(shares: &Shares) -> Vec<String> {
    let mut following: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
    for (ngram, share) in shares {
        let before = without_last(ngram);
        following.entry(before).or_default().push((&ngram[before.len()..], *share));
    }
    let mut chance = Chance(1);
    let mut text = || -> String { (0..WORDS).map(|_| word(&following, &mut chance)).collect() };
    (0..TEXTS).map(|_| text()).collect()
}

fn word(following: &BTreeMap<&str, Vec<(&str, f64)>>, chance: &mut Chance) -> String {
    const LONGEST_WORD: usize = 20;
    let mut word = String::from(" ");
    while length(&word) < LONGEST_WORD && (word.len() == 1 || !word.ends_with(' ')) {
        let starts = word.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
        let longest = starts.len().saturating_sub(langid::LONGEST - 1);
        let Some(next) = starts[longest..].iter().find_map(|at| following.get(&word[*at..])) else { break };
        word.push_str(chance.pick(next));
    }
    word
}

/// The same sequence of numbers on every run (a linear congruential generator, Knuth, TAOCP 2, 3.3.4).
struct Chance(u64);

impl Chance {
    /// One of several, as often as its share says.
    fn pick<'s>(&mut self, shares: &[(&'s str, f64)]) -> &'s str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let drawn = (self.0 >> 11) as f64 / (1_u64 << 53) as f64;
        let mut left = drawn * shares.iter().map(|(_, share)| share).sum::<f64>();
        let picked = shares.iter().find(|(_, share)| {
            left -= share;
            left <= 0.0
        });
        picked.or(shares.last()).map_or(" ", |(letter, _)| letter)
    }
}
