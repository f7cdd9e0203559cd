//! How well each language is covered: the same article found in English by its headline, its first three lines and
//! all of it. Writes the table that `fold::coverage` reads, and prints it for docs/languages.md.

use std::{collections::BTreeMap, fs};

use anyhow::Context;
use fold::coverage::Tier;
use text::Language;

use super::{
    headlines::{Document, first_hits},
    sets,
};

/// What was found of a language: by all, by three lines, by the headline.
#[derive(Default)]
struct Found {
    name: String,
    files: f64,
    shares: [f64; 3],
}

pub fn run() -> anyhow::Result<()> {
    let Some(list) = sets::find("ntrex/languages.tsv") else { return Ok(()) };
    let Some(english) = sets::find("ntrex/dev/eng.src.jsonl.gz") else { return Ok(()) };
    let english: Vec<Document> = sets::rows(&english)?;
    let list = fs::read_to_string(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let mut languages: BTreeMap<String, Found> = BTreeMap::new();
    for line in list.lines().skip(1) {
        let [file, _, tag, _, name, ..] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let language = Language::parse(tag).with_context(|| format!("{tag} is no language"))?;
        let tag = language.primary();
        let Some(path) = sets::find(&format!("ntrex/dev/{file}.jsonl.gz")) else { continue };
        let mut foreign: Vec<Document> = sets::rows(&path)?;
        foreign.iter_mut().for_each(|document| document.lang = tag.to_owned());
        let found = languages.entry(tag.to_owned()).or_default();
        found.name = name.split(" (").next().unwrap_or(name).to_owned();
        found.files += 1.0;
        for (share, lines) in found.shares.iter_mut().zip([usize::MAX, 3, 1]) {
            *share += first_hits(&english, &foreign, lines);
        }
    }
    write(&languages)?;
    print(&languages);
    Ok(())
}

impl Found {
    /// The mean over the varieties of the language.
    fn mean(&self) -> [f64; 3] {
        self.shares.map(|share| share / self.files)
    }

    fn tier(&self) -> Tier {
        let [all, lines, headline] = self.mean();
        Tier::of(headline, lines, all)
    }
}

fn write(languages: &BTreeMap<String, Found>) -> anyhow::Result<()> {
    let rows = languages.iter().map(|(tag, found)| format!("{tag}\t{}\n", found.tier().letter()));
    let path = crate::tidy::root().join("crates/fold/data/languages.tsv");
    fs::write(&path, rows.collect::<String>()).with_context(|| format!("cannot write {}", path.display()))
}

fn print(languages: &BTreeMap<String, Found>) {
    let mut ranked: Vec<_> = languages.iter().collect();
    ranked.sort_by_key(|(tag, found)| (found.tier(), *tag));
    println!("| language | | tier | headline | three lines | all |\n|---|---|---|---|---|---|");
    for (tag, found) in ranked {
        let [all, lines, headline] = found.mean();
        let (name, tier) = (&found.name, found.tier().letter());
        println!("| {name} | {tag} | {tier} | {headline:.2} | {lines:.2} | {all:.2} |");
    }
}
