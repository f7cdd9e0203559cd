//! Words of many languages by what they mean: wordnets that share synsets.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::Context;
use text::Language;

use super::meanings::Meanings;
use crate::eval::sets;

/// A synset that so few languages have a word for is too rare for news.
const FEWEST_LANGUAGES: usize = 6;
/// How much a wordnet says of a word.
const WEIGHT: f64 = 1.0;

/// The languages whose wordnets are read, by the codes of their files.
const LANGUAGES: [&str; 44] = [
    "arb", "ben", "bul", "cat", "ces", "cmn", "dan", "deu", "ell", "eng", "est", "fas", "fin", "fra", "heb",
    "hin", "hrv", "hun", "ind", "ita", "jpn", "kor", "lav", "lit", "nld", "nob", "pol", "por", "ron", "rus",
    "slk", "slv", "spa", "srp", "swa", "swe", "tam", "tgl", "tha", "tur", "ukr", "urd", "vie", "zsm",
];

/// A word of a synset.
struct Entry {
    synset: String,
    language: String,
    lemma: String,
}

/// Adds the words of all languages.
pub fn add(meanings: &mut Meanings, folder: &Path) -> anyhow::Result<()> {
    let entries = entries(folder)?;
    let mut languages: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut english: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut words: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for Entry { synset, language, lemma } in &entries {
        languages.entry(synset).or_default().insert(language);
        match language.as_str() {
            "en" => english.entry(synset).or_default().push(lemma),
            _ => drop(words.entry((language, lemma)).or_default().insert(synset)),
        }
    }
    for ((language, lemma), synsets) in words {
        let known = synsets.iter().filter(|synset| languages[*synset].len() >= FEWEST_LANGUAGES);
        let glosses = known.flat_map(|synset| {
            // A synset that more languages name is the likelier meaning.
            let weight = languages[synset].len() as f64;
            glosses(english.get(synset).map_or(&[][..], |lemmas| lemmas)).map(move |lemma| (lemma, weight))
        });
        meanings.add(language, lemma, glosses, WEIGHT);
    }
    Ok(())
}

/// The single words of a synset, or else its phrases.
fn glosses<'l>(lemmas: &'l [&'l str]) -> impl Iterator<Item = &'l str> {
    let has_single = lemmas.iter().any(|lemma| !lemma.contains(' '));
    lemmas.iter().copied().filter(move |lemma| !has_single || !lemma.contains(' '))
}

fn entries(folder: &Path) -> anyhow::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for code in LANGUAGES {
        let language = Language::parse(code).with_context(|| format!("{code} is no language"))?;
        for line in sets::unpacked(&folder.join(format!("omw/{code}.tsv.gz")))?.lines() {
            let mut fields = line.split('\t');
            if let (Some(synset), Some(_), Some(lemma)) = (fields.next(), fields.next(), fields.next()) {
                let language = language.primary().to_owned();
                entries.push(Entry { synset: synset.to_owned(), language, lemma: lemma.replace('_', " ") });
            }
        }
    }
    Ok(entries)
}
