//! How often each n-gram stands in the texts of a language, read from three kinds of source.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    hash::{BuildHasherDefault, DefaultHasher},
};

use annotate::langid;
use anyhow::Context;
use fst::Streamer;
use text::script::{self, Script};

/// N-grams that are rarer are left out: they are noise, and nearly all of the memory.
const RAREST: f64 = 1.5e-6;
/// How much of a text its three hundred most frequent trigrams make up.
const MADE_OF_FREQUENT: f64 = 0.72;

/// How often each n-gram stands for each letter of text; in the same order on every run.
pub type Shares = HashMap<String, f64, BuildHasherDefault<DefaultHasher>>;

/// Where the counts come from; the largest and most varied text first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// News, web and encyclopedia.
    Lingua,
    /// Messages of a program.
    Messages,
    /// One document of a few pages.
    Declaration,
}

/// What is known of a language.
pub struct Profile {
    pub tag: String,
    pub script: Script,
    pub origin: Origin,
    pub shares: Shares,
}

impl Profile {
    /// The profile of a language, without what is written in another script than most of it.
    pub fn new(tag: &str, origin: Origin, mut shares: Shares) -> Self {
        let mut scripts: HashMap<Script, f64> = HashMap::new();
        for (ngram, share) in shares.iter().filter(|(ngram, _)| length(ngram) == 1) {
            *scripts.entry(script::dominant(ngram).unwrap_or(Script::Common)).or_default() += share;
        }
        let most = scripts.into_iter().max_by(|one, other| one.1.total_cmp(&other.1));
        let script = most.map_or(Script::Common, |(script, _)| script);
        let is_own = |c: char| !c.is_alphabetic() || script::of_char(c) == script;
        shares.retain(|ngram, _| ngram.chars().all(is_own));
        Self { tag: tag.to_owned(), script, origin, shares }
    }

    /// The same language in another alphabet.
    pub fn spelled_in(&self, tag: &str, letters: &BTreeMap<char, String>) -> Self {
        let mut shares = Shares::default();
        for (ngram, share) in &self.shares {
            let spelled: Option<String> =
                ngram.chars().map(|c| letters.get(&c).map(String::as_str)).collect();
            if let Some(spelled) = spelled.filter(|spelled| length(spelled) <= langid::LONGEST) {
                *shares.entry(spelled).or_default() += share;
            }
        }
        Self::new(tag, self.origin, shares)
    }
}

/// The shares of a model of lingua: logarithms of conditional probabilities of runs of one to five letters.
///
/// Its runs do not say where words begin and end, but the counts do: what of a run is not followed by any
/// letter ends a word.
pub fn of_lingua(model: &[u8]) -> anyhow::Result<Shares> {
    let model = fst::Map::new(model)?;
    let mut runs = Shares::default();
    let mut stream = model.stream();
    while let Some((run, logarithm)) = stream.next() {
        let run = std::str::from_utf8(run)?;
        let before = match without_last(run) {
            "" => 1.0,
            prefix => *runs.get(prefix).with_context(|| format!("{run:?} stands before its prefix"))?,
        };
        runs.insert(run.to_owned(), before * f64::from_bits(logarithm).exp());
    }
    Ok(with_ends(runs))
}

fn with_ends(runs: Shares) -> Shares {
    let mut starts: BTreeMap<&str, f64> = BTreeMap::new();
    let mut ends: BTreeMap<&str, f64> = BTreeMap::new();
    for (run, share) in &runs {
        if length(run) < langid::LONGEST {
            *starts.entry(run).or_default() += share;
            *ends.entry(run).or_default() += share;
        }
        *starts.entry(without_first(run)).or_default() -= share;
        *ends.entry(without_last(run)).or_default() -= share;
    }
    let mut wholes: BTreeMap<&str, f64> = BTreeMap::new();
    for (run, share) in starts.iter().filter(|(run, _)| !run.is_empty()) {
        if length(run) < langid::LONGEST - 1 {
            *wholes.entry(run).or_default() += share;
        }
        *wholes.entry(without_last(run)).or_default() -= share;
    }
    let marked = starts.iter().map(|(run, share)| (format!(" {run}"), *share));
    let marked = marked.chain(ends.iter().map(|(run, share)| (format!("{run} "), *share)));
    let marked: Shares =
        marked.chain(wholes.iter().map(|(run, share)| (format!(" {run} "), *share))).collect();
    runs.into_iter().chain(marked).filter(|(_, share)| *share >= RAREST).collect()
}

/// The shares of translated messages: GNU catalogues (`.mo`), without the words left as in the original.
pub fn of_messages(catalogues: &[Vec<u8>]) -> anyhow::Result<Shares> {
    let mut counts = Shares::default();
    let mut letters = 0.0;
    for catalogue in catalogues {
        for (original, translation) in messages(catalogue).context("a catalogue is cut off")? {
            let original: HashSet<&str> = original.split_whitespace().collect();
            let is_text = |word: &&str| !original.contains(word) && !word.contains(NO_TEXT);
            for word in translation.split_whitespace().filter(is_text) {
                langid::each(word, |ngram| {
                    letters += f64::from(u8::from(length(ngram) == 1));
                    *counts.entry(ngram.to_owned()).or_default() += 1.0;
                });
            }
        }
    }
    counts.retain(|_, count| *count > 1.0);
    Ok(counts.into_iter().map(|(ngram, count)| (ngram, count / letters)).collect())
}

/// What stands in placeholders, mark-up, paths and formulas.
const NO_TEXT: [char; 11] = ['%', '$', '<', '>', '{', '}', '_', '/', '@', '\\', '='];

/// The messages of a catalogue and their translations (GNU gettext manual, "The Format of GNU MO Files").
fn messages(catalogue: &[u8]) -> Option<Vec<(String, String)>> {
    let number = |at: usize| {
        let bytes = catalogue.get(at..at + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    };
    let text = |table: usize, index: usize| {
        let (length, at) = (number(table + 8 * index)?, number(table + 8 * index + 4)?);
        let text = String::from_utf8_lossy(catalogue.get(at..at + length)?);
        Some(text.replace(['~', '&'], "").replace('\0', " "))
    };
    let (count, originals, translations) = (number(8)?, number(12)?, number(16)?);
    let pairs = (0..count).map(|index| Some((text(originals, index)?, text(translations, index)?)));
    let pairs: Option<Vec<_>> = pairs.collect();
    // The translation of nothing is the catalogue's own heading.
    Some(pairs?.into_iter().filter(|(original, _)| !original.is_empty()).collect())
}

/// The shares that follow from counts of frequent trigrams: shorter n-grams are sums of them, longer ones
/// chains, as if each letter depended on the two before it.
pub fn of_declaration(counts: &BTreeMap<String, f64>) -> Shares {
    let all: f64 = counts.values().sum();
    let mut shares = Shares::default();
    let inside_words = counts.iter().filter(|(trigram, _)| trigram.chars().nth(1) != Some(' '));
    for (trigram, count) in inside_words {
        let share = count / all * MADE_OF_FREQUENT;
        let (first, last) = (without_last(trigram), without_first(trigram));
        shares.insert(trigram.clone(), share);
        *shares.entry(last.to_owned()).or_default() += share;
        *shares.entry(without_last(last).to_owned()).or_default() += share;
        if first.starts_with(' ') {
            *shares.entry(first.to_owned()).or_default() += share;
        }
    }
    for longest in 3..langid::LONGEST {
        lengthen(&mut shares, longest);
    }
    shares
}

fn lengthen(shares: &mut Shares, longest: usize) {
    let mut following: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
    for (trigram, share) in shares.iter().filter(|(ngram, _)| length(ngram) == 3 && !ngram.starts_with(' ')) {
        let prefix = without_last(trigram);
        following.entry(prefix).or_default().push((&trigram[prefix.len()..], *share));
    }
    let mut longer = Vec::new();
    for (ngram, share) in shares.iter().filter(|(ngram, _)| length(ngram) == longest) {
        let tail = ngram.char_indices().nth(longest - 2).map_or("", |(at, _)| &ngram[at..]);
        let Some(next) = following.get(tail) else { continue };
        let all: f64 = next.iter().map(|(_, share)| share).sum();
        let all = all.max(shares.get(tail).copied().unwrap_or_default());
        longer.extend(next.iter().map(|(letter, next)| (format!("{ngram}{letter}"), share * next / all)));
    }
    shares.extend(longer.into_iter().filter(|(_, share)| *share >= RAREST));
}

pub fn length(ngram: &str) -> usize {
    ngram.chars().count()
}

pub fn without_last(ngram: &str) -> &str {
    ngram.char_indices().last().map_or("", |(at, _)| &ngram[..at])
}

fn without_first(ngram: &str) -> &str {
    ngram.chars().next().map_or("", |c| &ngram[c.len_utf8()..])
}
