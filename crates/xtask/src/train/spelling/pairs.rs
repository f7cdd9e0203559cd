//! Pairs of words that spell one name.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use names::Writing;
use serde::Deserialize;

use crate::eval::sets;

/// Two spellings of one name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair(pub String, pub String);

/// The name lists, and how the names of each are written.
const LISTS: [(&str, Writing); 6] = [
    ("russian", Writing::Cyrillic),
    ("arabic", Writing::Arabic),
    ("hebrew", Writing::Hebrew),
    ("korean", Writing::Hangul),
    ("katakana", Writing::Kana),
    ("chinese", Writing::Han),
];

/// Pairs that are learned from, evenly from all of a list: more teach nothing new.
const MAX_PAIRS: usize = 60_000;
/// A spelling that so many others share is a frequent sound, and no name.
const MOST_SPELLINGS: usize = 6;

/// A row of the set that measures what is learned here.
#[derive(Deserialize)]
struct Measured {
    latin: String,
    native: String,
}

/// Latin names as each script spells them, and two Latin spellings of what another script spells alike. What the
/// labelled set holds is left out, so that it measures how names are spelled that were never seen.
pub fn read_all() -> anyhow::Result<Vec<(Writing, Writing, Vec<Pair>)>> {
    let folder = sets::find("lexicons/names").context("there is nothing to train from")?;
    let measured = measured()?;
    let (mut all, mut latin) = (Vec::new(), BTreeSet::new());
    for (list, writing) in LISTS {
        let rows = sets::unpacked(&folder.join(format!("{list}.tsv.gz")))?;
        let mut pairs = Vec::new();
        for row in rows.lines() {
            let mut fields = row.split('\t');
            let (Some(one), Some(other)) = (fields.next(), fields.next()) else { continue };
            if Writing::of(other) == writing && !measured.contains(one) && !measured.contains(other) {
                pairs.push(Pair(one.to_owned(), other.to_owned()));
            }
        }
        latin.extend(spelled_alike(&pairs));
        all.push((Writing::Latin, writing, evenly(pairs)));
    }
    all.push((Writing::Latin, Writing::Latin, evenly(latin.into_iter().collect())));
    Ok(all)
}

fn evenly(pairs: Vec<Pair>) -> Vec<Pair> {
    let step = pairs.len().div_ceil(MAX_PAIRS).max(1);
    pairs.into_iter().step_by(step).collect()
}

fn spelled_alike(pairs: &[Pair]) -> Vec<Pair> {
    let mut spellings: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Pair(latin, native) in pairs {
        spellings.entry(native).or_default().insert(latin);
    }
    let mut alike = Vec::new();
    for of_one in spellings.into_values().filter(|of_one| (2..=MOST_SPELLINGS).contains(&of_one.len())) {
        for one in &of_one {
            let others = of_one.iter().map(|other| Pair((*one).to_owned(), (*other).to_owned()));
            alike.extend(others);
        }
    }
    alike
}

/// The words of the labelled set.
fn measured() -> anyhow::Result<BTreeSet<String>> {
    let Some(path) = sets::find("names_variants/dev/wikidata_names.jsonl.gz") else {
        return Ok(BTreeSet::new());
    };
    let rows: Vec<Measured> = sets::rows(&path)?;
    let words = rows.into_iter().flat_map(|row| {
        let names = [row.latin.to_lowercase(), row.native];
        names.map(|name| name.split(' ').map(str::to_owned).collect::<Vec<_>>())
    });
    Ok(words.flatten().collect())
}
