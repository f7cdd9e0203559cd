//! How often each n-gram and each word stands in the texts of a language.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use annotate::langid;
use text::script::{self, Script};
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

/// N-grams that are rarer are left out: they are noise, and nearly all of the memory.
pub const RAREST: f64 = 1.5e-6;

/// How often each n-gram stands for each letter of text; in the same order on every run.
pub type Shares = HashMap<String, f64, Xxh3DefaultBuilder>;

/// What is known of a language.
pub struct Profile {
    pub tag: String,
    pub script: Script,
    /// Its n-grams, and the words that are known to be words of it.
    pub shares: Shares,
    /// How much of the n-grams of a text its sources know, beside a language of which all is known.
    pub known: f64,
    /// Texts in it, such as there are.
    pub lines: Vec<String>,
}

impl Profile {
    /// The profile of a language: the shares of several sources, each with the weight that it counts with, its
    /// listed words, texts, and how much of it is known as far as the listed words do not matter.
    /// What is written in another script than most of it is left out.
    pub fn new(
        tag: &str,
        sources: Vec<(f64, Shares)>,
        words: &BTreeMap<String, f64>,
        lines: Vec<String>,
        known: f64,
    ) -> Self {
        let mut shares = mixed(sources);
        let script = script_of(&shares);
        let is_own = |text: &str| text.chars().all(|c| !c.is_alphabetic() || script::of_char(c) == script);
        shares.retain(|ngram, _| is_own(ngram));
        let listed: BTreeSet<String> = words.keys().map(|word| format!(" {word} ")).collect();
        for word in listed.iter().filter(|word| length(word) > langid::LONGEST && is_own(word)) {
            let share = chained(&shares, word);
            if share >= RAREST_WORD {
                let known = shares.entry(word.clone()).or_default();
                *known = known.max(share);
            }
        }
        let count = shares.keys().filter(|ngram| length(ngram) > langid::LONGEST).count();
        let known = if count >= MANY_WORDS { known.max(KNOWN_BY_WORDS) } else { known };
        Self { tag: tag.to_owned(), script, shares, known, lines }
    }
}

/// So many words of a language say how much of the n-grams of a text is known.
const MANY_WORDS: usize = 10_000;
const KNOWN_BY_WORDS: f64 = 0.4;
/// Words that are rarer are left out, as far as their letters tell.
const RAREST_WORD: f64 = 2e-7;

fn mixed(sources: Vec<(f64, Shares)>) -> Shares {
    let all: f64 = sources.iter().map(|(weight, _)| weight).sum();
    let mut mixed = Shares::default();
    for (weight, shares) in sources {
        for (ngram, share) in shares {
            *mixed.entry(ngram).or_default() += share * weight / all;
        }
    }
    mixed.retain(|ngram, share| *share >= if length(ngram) > langid::LONGEST { RAREST_WORD } else { RAREST });
    mixed
}

fn script_of(shares: &Shares) -> Script {
    let mut scripts: BTreeMap<&str, (f64, Script)> = BTreeMap::new();
    for (ngram, share) in shares.iter().filter(|(ngram, _)| length(ngram) == 1) {
        let script = script::dominant(ngram).unwrap_or(Script::Common);
        scripts.entry(script.short_name()).or_insert((0.0, script)).0 += share;
    }
    let most = scripts.into_values().max_by(|one, other| one.0.total_cmp(&other.0));
    most.map_or(Script::Common, |(_, script)| script)
}

/// How often a word would stand in a language whose letters follow the four before them as its n-grams say.
fn chained(shares: &Shares, word: &str) -> f64 {
    let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let of = |from: usize, to: usize| shares.get(&word[starts[from]..starts[to]]).copied();
    let mut share = of(0, 2).unwrap_or_default();
    for last in 2..starts.len() - 1 {
        let longest = last.saturating_sub(langid::LONGEST - 1);
        let chance = (longest..last).find_map(|first| Some(of(first, last + 1)? / of(first, last)?));
        share *= chance.unwrap_or(UNSEEN).min(1.0);
    }
    share
}

/// The chance of a letter that was never seen after the one before it.
const UNSEEN: f64 = 1e-4;

/// The shares of texts.
pub fn counted<'l>(lines: impl IntoIterator<Item = (&'l str, f64)>) -> Shares {
    let mut counts = Shares::default();
    let mut letters = 0.0;
    for (line, weight) in lines {
        langid::each(line, |ngram| {
            letters += if length(ngram) == 1 { weight } else { 0.0 };
            match counts.get_mut(ngram) {
                Some(count) => *count += weight,
                None => drop(counts.insert(ngram.to_owned(), weight)),
            }
        });
    }
    counts.retain(|_, count| *count > 1.0);
    counts.into_iter().map(|(ngram, count)| (ngram, count / letters)).collect()
}

/// The longer n-grams that follow from the trigrams, as if each letter depended on the two before it: of a
/// language little of which is known, most are not among those that were counted.
pub fn chains(shares: &Shares) -> Shares {
    let mut following: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
    for (trigram, share) in shares.iter().filter(|(ngram, _)| length(ngram) == 3 && !ngram.starts_with(' ')) {
        let prefix = without_last(trigram);
        following.entry(prefix).or_default().push((&trigram[prefix.len()..], *share));
    }
    let mut chains: Shares = shares
        .iter()
        .filter(|(ngram, _)| length(ngram) <= 3)
        .map(|(ngram, share)| (ngram.clone(), *share))
        .collect();
    for longest in 3..langid::LONGEST {
        let mut longer = Vec::new();
        for (ngram, share) in chains.iter().filter(|(ngram, _)| length(ngram) == longest) {
            let tail = ngram.char_indices().nth(longest - 2).map_or("", |(at, _)| &ngram[at..]);
            let Some(next) = following.get(tail) else { continue };
            let all: f64 = next.iter().map(|(_, share)| share).sum();
            longer.extend(next.iter().map(|(letter, next)| (format!("{ngram}{letter}"), share * next / all)));
        }
        chains.extend(longer.into_iter().filter(|(_, share)| *share >= RAREST));
    }
    chains
}

pub fn length(ngram: &str) -> usize {
    ngram.chars().count()
}

pub fn without_last(ngram: &str) -> &str {
    ngram.char_indices().last().map_or("", |(at, _)| &ngram[..at])
}

pub fn without_first(ngram: &str) -> &str {
    ngram.chars().next().map_or("", |c| &ngram[c.len_utf8()..])
}
