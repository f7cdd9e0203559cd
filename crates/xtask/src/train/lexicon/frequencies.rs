//! How frequent words are, from the lists of wordfreq (Speer 2022): in what share of articles a word, a
//! English stem or a pair of characters is to be expected.

use std::{
    collections::BTreeMap,
    fs::File,
    path::{Path, PathBuf},
};

use anyhow::Context;
use flate2::read::GzDecoder;
use fold::lexicon::{key, pair, stem};
use serde::{Deserialize, de::IgnoredAny};
use text::script::is_unspaced;

/// The words of an article.
const ARTICLE: f64 = 300.0;
/// What fewer articles have is not listed.
pub const RARE: f64 = 0.002;
/// The same for pairs of characters.
const RARE_PAIR: f64 = 0.01;

/// The list that is of other languages than one of its name.
const SERBO_CROATIAN: (&str, [&str; 3]) = ("sh", ["sr", "hr", "bs"]);

/// A list is levels of words, each a hundredth of a power of ten less frequent than the one before.
#[derive(Deserialize)]
#[serde(untagged)]
enum Level {
    Words(Vec<String>),
    Head(IgnoredAny),
}

/// Words of a language with their frequencies.
type Words = Vec<(String, f64)>;

/// How frequent words are in the languages that have a list.
#[derive(Default)]
pub struct Frequencies {
    /// The shares of articles, from 0 to 1, that have a word, a stem or a pair of characters, by key. The
    /// stems of English are the pivots.
    pub shares: Vec<(u32, f32)>,
    /// The frequency of each stem, by language and key.
    pub stems: BTreeMap<String, BTreeMap<u32, f64>>,
    /// The frequency of each word of English.
    pub english: BTreeMap<String, f64>,
}

/// Reads the lists in a folder.
pub fn read_all(folder: &Path) -> anyhow::Result<Frequencies> {
    let Frequencies { mut shares, stems: mut all, mut english } = Frequencies::default();
    for (name, path) in lists(folder)? {
        let words = read(&path)?;
        let same = [name.as_str()];
        let languages = if name == SERBO_CROATIAN.0 { &SERBO_CROATIAN.1[..] } else { &same };
        for language in languages {
            let listed = words.iter().map(|(word, frequency)| (key(language, word), *frequency));
            shares.extend(frequent(listed, RARE));
            // A stem that is a word too is as frequent as all its words.
            let stems = words.iter().map(|(word, frequency)| (key(language, &stem(word)), *frequency));
            let stems = sums(stems);
            shares.extend(frequent(stems.iter().map(|(key, frequency)| (*key, *frequency)), RARE));
            all.insert((*language).to_owned(), stems);
            if words.iter().any(|(word, _)| word.contains(is_unspaced)) {
                let pairs =
                    pairs(&words).into_iter().map(|(pair, frequency)| (key(language, &pair), frequency));
                shares.extend(frequent(pairs, RARE_PAIR));
            }
        }
        if name == "en" {
            english.extend(words);
        }
    }
    Ok(Frequencies { shares, stems: all, english })
}

/// The large list of each language that has one, or else the small one.
fn lists(folder: &Path) -> anyhow::Result<BTreeMap<String, PathBuf>> {
    let mut lists = BTreeMap::new();
    let entries = folder.read_dir().with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some((size, language)) = name.strip_suffix(".msgpack.gz").and_then(|name| name.split_once('_'))
        else {
            continue;
        };
        match size {
            "large" => drop(lists.insert(language.to_owned(), path)),
            "small" => drop(lists.entry(language.to_owned()).or_insert(path)),
            _ => {}
        }
    }
    Ok(lists)
}

fn read(path: &Path) -> anyhow::Result<Words> {
    let of_level = |level: usize| 10f64.powf(-(level as f64) / 100.0);
    let levels = (0..).zip(levels(path)?);
    Ok(levels.flat_map(|(level, words)| words.into_iter().map(move |w| (w, of_level(level)))).collect())
}

/// The words of a list, level by level, the most frequent first.
pub fn levels(path: &Path) -> anyhow::Result<Vec<Vec<String>>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let levels: Vec<Level> = rmp_serde::from_read(GzDecoder::new(file))
        .with_context(|| format!("{}: not a list of words", path.display()))?;
    let words = levels.into_iter().filter_map(|level| match level {
        Level::Words(words) => Some(words),
        Level::Head(_) => None,
    });
    Ok(words.collect())
}

fn frequent(words: impl Iterator<Item = (u32, f64)>, rare: f64) -> impl Iterator<Item = (u32, f32)> {
    words.map(|(key, frequency)| (key, share(frequency))).filter(move |(_, share)| *share >= rare as f32)
}

/// The share of articles that have what has a frequency: a matter of chance (Poisson).
pub fn share(frequency: f64) -> f32 {
    (1.0 - (-ARTICLE * frequency).exp()) as f32
}

fn sums(words: impl Iterator<Item = (u32, f64)>) -> BTreeMap<u32, f64> {
    let mut sums: BTreeMap<u32, f64> = BTreeMap::new();
    for (key, frequency) in words {
        *sums.entry(key).or_default() += frequency;
    }
    sums
}

/// How frequent pairs of characters are: within words, and where one word meets the next by chance.
fn pairs(words: &Words) -> BTreeMap<String, f64> {
    let mut pairs: BTreeMap<String, f64> = BTreeMap::new();
    let (mut first, mut last): (BTreeMap<char, f64>, BTreeMap<char, f64>) = Default::default();
    for (word, frequency) in words {
        let characters: Vec<char> = word.chars().filter(|c| is_unspaced(*c)).collect();
        for two in characters.windows(2) {
            *pairs.entry(pair(&two[0].to_string(), &two[1].to_string())).or_default() += frequency;
        }
        if let [one, ..] = characters[..] {
            *first.entry(one).or_default() += frequency;
            *last.entry(characters[characters.len() - 1]).or_default() += frequency;
        }
    }
    for (end, of_end) in &last {
        for (start, of_start) in &first {
            if of_end * of_start * ARTICLE >= RARE_PAIR / 10.0 {
                *pairs.entry(pair(&end.to_string(), &start.to_string())).or_default() += of_end * of_start;
            }
        }
    }
    pairs
}
