//! `cargo xtask train lexicon`: compiles the pack by which words of different languages meet, from
//! wordnets that share synsets, lists of one name in two scripts, and lists of how frequent words are. The
//! same data give the same bytes.

mod frequencies;
mod sources;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::Context;
use flate2::read::MultiGzDecoder;
use fold::lexicon::{LONGEST_UNSPACED, encode, key, name_pivot, pivot, stem};

use crate::{codes, eval::sets};

/// A synset that so few languages have a word for is too rare for news.
const FEWEST_LANGUAGES: usize = 13;
/// The pivots kept of a word, those of most synsets first.
const MOST_PIVOTS: usize = 3;
/// The occurrences that a pair of name spellings needs.
const FEWEST_NAMES: usize = 3;

/// The languages whose wordnets are compiled, by the codes of their files.
const LANGUAGES: [&str; 44] = [
    "arb", "ben", "bul", "cat", "ces", "cmn", "dan", "deu", "ell", "eng", "est", "fas", "fin", "fra", "heb",
    "hin", "hrv", "hun", "ind", "ita", "jpn", "kor", "lav", "lit", "nld", "nob", "pol", "por", "ron", "rus",
    "slk", "slv", "spa", "srp", "swa", "swe", "tam", "tgl", "tha", "tur", "ukr", "urd", "vie", "zsm",
];

/// The name lists, and the languages whose texts write names so.
const NAMES: [(&str, &[&str]); 7] = [
    ("arabic", &["ar", "fa", "ur"]),
    ("chinese", &["zh"]),
    ("hebrew", &["he"]),
    ("japanese", &["ja"]),
    ("katakana", &["ja"]),
    ("korean", &["ko"]),
    ("russian", &["ru"]),
];

/// A word of a synset.
struct Entry {
    synset: String,
    language: &'static str,
    lemma: String,
}

pub fn run() -> anyhow::Result<()> {
    let folder = sets::find("lexicons").context("there is nothing to train from")?;
    let mut pivots = words(&folder)?;
    let of_words = pivots.len();
    pivots.extend(names(&folder)?);
    let fetched = crate::tidy::root().join("target/lexicon");
    sources::fetch(&fetched)?;
    let mut shares = frequencies::shares(&fetched.join("python/wordfreq/data"))?;
    let pack = encode(&mut pivots, &mut shares);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fold/data/lexicon.bin");
    fs::write(&path, &pack).with_context(|| format!("cannot write {}", path.display()))?;
    println!(
        "{of_words} words, {} names, {} frequent words: {} bytes",
        pivots.len() - of_words,
        shares.len(),
        pack.len()
    );
    Ok(())
}

/// The words of all languages, and the pivots that each may mean.
fn words(folder: &Path) -> anyhow::Result<Vec<(u32, u32)>> {
    let entries = entries(folder)?;
    let mut languages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut english: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in &entries {
        languages.entry(&entry.synset).or_default().insert(entry.language);
        if entry.language == "en" {
            english.entry(&entry.synset).or_default().push(&entry.lemma);
        }
    }
    let mut votes: BTreeMap<u32, BTreeMap<String, usize>> = BTreeMap::new();
    for entry in &entries {
        let known_in = languages[entry.synset.as_str()].len();
        let (Some(lemmas), Some(key)) = (english.get(entry.synset.as_str()), entry.key()) else { continue };
        if known_in < FEWEST_LANGUAGES {
            continue;
        }
        let stems = stems(lemmas);
        for stem in stems {
            // A synset that more languages name is the likelier meaning.
            *votes.entry(key).or_default().entry(stem).or_default() += known_in;
        }
    }
    Ok(votes
        .into_iter()
        .flat_map(|(key, stems)| best(stems).into_iter().map(move |stem| (key, pivot(&stem))))
        .collect())
}

fn best(stems: BTreeMap<String, usize>) -> Vec<String> {
    let mut ranked: Vec<(String, usize)> = stems.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    ranked.into_iter().take(MOST_PIVOTS).map(|(stem, _)| stem).collect()
}

/// The English stems of a synset: of its single words, or else of the longer parts of its phrases.
fn stems(lemmas: &[&str]) -> BTreeSet<String> {
    let single: BTreeSet<String> =
        lemmas.iter().filter(|lemma| !lemma.contains([' ', '_'])).map(|l| stem(l)).collect();
    if !single.is_empty() {
        return single;
    }
    lemmas.iter().flat_map(|lemma| lemma.split([' ', '_'])).filter(|part| part.len() > 3).map(stem).collect()
}

impl Entry {
    /// Its key: that of a word, of two words, or of a few unspaced characters. An English word is its own pivot.
    fn key(&self) -> Option<u32> {
        let parts: Vec<&str> = self.lemma.split([' ', '_']).collect();
        match parts[..] {
            [word] if self.language == "en" || word.is_empty() => None,
            [word] if word.chars().any(text::script::is_unspaced) => (2..=LONGEST_UNSPACED)
                .contains(&word.chars().count())
                .then(|| key(self.language, &stem(word))),
            [word] => Some(key(self.language, &stem(word))),
            [one, two] => Some(key(self.language, &[stem(one), stem(two)].join(" "))),
            _ => None,
        }
    }
}

fn entries(folder: &Path) -> anyhow::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for code in LANGUAGES {
        let language = codes::short(code);
        for line in read(&folder.join(format!("omw/{code}.tsv.gz")))?.lines() {
            let mut fields = line.split('\t');
            if let (Some(synset), Some(_), Some(lemma)) = (fields.next(), fields.next(), fields.next()) {
                entries.push(Entry { synset: synset.to_owned(), language, lemma: lemma.to_owned() });
            }
        }
    }
    Ok(entries)
}

/// Names in other scripts, and the Latin name of each.
fn names(folder: &Path) -> anyhow::Result<Vec<(u32, u32)>> {
    let mut pivots = Vec::new();
    for (list, languages) in NAMES {
        for line in read(&folder.join(format!("names/{list}.tsv.gz")))?.lines() {
            let [latin, native, count] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
            let is_long = latin.len() > 2 && native.chars().count() > 1;
            if is_long && count.parse().is_ok_and(|count: usize| count >= FEWEST_NAMES) {
                let native = text::fold_case(native);
                pivots.extend(
                    languages.iter().map(|language| (name_key(language, &native), name_pivot(latin))),
                );
            }
        }
    }
    Ok(pivots)
}

fn name_key(language: &str, native: &str) -> u32 {
    key(language, &["~", native].concat())
}

fn read(path: &PathBuf) -> anyhow::Result<String> {
    let file = fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut text = String::new();
    MultiGzDecoder::new(file)
        .read_to_string(&mut text)
        .with_context(|| format!("cannot read {}", path.display()))?;
    Ok(text)
}
