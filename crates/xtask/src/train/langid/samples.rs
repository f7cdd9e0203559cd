//! Texts in a language to learn from: windows of texts that there are, and others made up of its words or
//! letters as often as they follow one another.

use std::collections::BTreeMap;

use annotate::langid;

use super::profile::{Profile, Shares, length, without_last};

/// Words in the longest text.
const LONGEST: usize = 20;
/// Fewer known words make no texts.
const FEWEST_WORDS: usize = 3_000;
/// Letters that the next one depends on where words are made up; of a language little of which is known, so
/// few that the texts hold n-grams that are not known.
const REMEMBERED: usize = langid::LONGEST - 1;
const REMEMBERED_OF_FEW: usize = 2;

/// So many texts in a language, half of them made up; the same on every run.
pub fn samples(profile: &Profile, count: usize) -> Vec<String> {
    let mut chance = Chance::new();
    let maker = Maker::new(profile);
    (0..count)
        .map(|number| {
            let words = chance.below(LONGEST) + 1;
            match number % 2 {
                0 if maker.knows_words() && !profile.lines.is_empty() => {
                    window(&profile.lines, words, &mut chance)
                }
                _ => (0..words).map(|_| maker.word(&mut chance)).collect(),
            }
        })
        .collect()
}

/// Some words in a row of one of the lines.
fn window(lines: &[String], words: usize, chance: &mut Chance) -> String {
    let all: Vec<&str> = lines[chance.below(lines.len())].split_whitespace().collect();
    let start = chance.below(all.len().saturating_sub(words) + 1);
    all[start..].iter().take(words).copied().collect::<Vec<_>>().join(" ")
}

/// Makes up words.
enum Maker<'p> {
    /// From those that are known.
    OfWords(Vec<(&'p str, f64)>),
    /// From letters, by what follows each few.
    OfLetters(Following<'p>),
}

/// The letters that follow each few, and how often.
type Following<'p> = BTreeMap<&'p str, Vec<(&'p str, f64)>>;

impl<'p> Maker<'p> {
    fn new(profile: &'p Profile) -> Self {
        let is_word = |ngram: &str| length(ngram) > 2 && ngram.starts_with(' ') && ngram.ends_with(' ');
        let words = profile.shares.iter().map(|(ngram, share)| (ngram.as_str(), *share));
        let mut words: Vec<(&str, f64)> = words.filter(|(ngram, _)| is_word(ngram)).collect();
        if words.len() >= FEWEST_WORDS {
            words.sort_by(|one, other| one.0.cmp(other.0));
            let mut below = 0.0;
            for (_, share) in &mut words {
                below += *share;
                *share = below;
            }
            return Self::OfWords(words);
        }
        let remembered = if profile.known < 1.0 { REMEMBERED_OF_FEW } else { REMEMBERED };
        Self::OfLetters(following(&profile.shares, remembered))
    }

    fn knows_words(&self) -> bool {
        matches!(self, Self::OfWords(_))
    }

    /// A word between two spaces.
    fn word(&self, chance: &mut Chance) -> String {
        match self {
            Self::OfWords(words) => {
                let all = words.last().map_or(0.0, |(_, below)| *below);
                let drawn = chance.share() * all;
                words[words.partition_point(|(_, below)| *below < drawn)].0.to_owned()
            }
            Self::OfLetters(following) => spelled(following, chance),
        }
    }
}

fn following(shares: &Shares, remembered: usize) -> Following<'_> {
    let mut following = Following::new();
    for (ngram, share) in shares.iter().filter(|(ngram, _)| length(ngram) <= remembered + 1) {
        let before = without_last(ngram);
        following.entry(before).or_default().push((&ngram[before.len()..], *share));
    }
    for next in following.values_mut() {
        next.sort_by(|one, other| one.0.cmp(other.0));
    }
    following
}

fn spelled(following: &Following<'_>, chance: &mut Chance) -> String {
    const LONGEST_WORD: usize = 20;
    let mut word = String::from(" ");
    while length(&word) < LONGEST_WORD && (word.len() == 1 || !word.ends_with(' ')) {
        let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        let longest = starts.len().saturating_sub(REMEMBERED);
        let Some(next) = starts[longest..].iter().find_map(|at| following.get(&word[*at..])) else { break };
        word.push_str(chance.pick(next));
    }
    word
}

/// The same sequence of numbers on every run (a linear congruential generator, Knuth, TAOCP 2, 3.3.4).
pub struct Chance(u64);

impl Chance {
    pub fn new() -> Self {
        Self(1)
    }

    /// A number from 0 to below 1.
    pub fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of the first so many numbers.
    fn below(&mut self, count: usize) -> usize {
        (self.share() * count as f64) as usize
    }

    /// One of several, as often as its share says.
    fn pick<'s>(&mut self, shares: &[(&'s str, f64)]) -> &'s str {
        let mut left = self.share() * shares.iter().map(|(_, share)| share).sum::<f64>();
        let picked = shares.iter().find(|(_, share)| {
            left -= share;
            left <= 0.0
        });
        picked.or(shares.last()).map_or(" ", |(letter, _)| letter)
    }
}
