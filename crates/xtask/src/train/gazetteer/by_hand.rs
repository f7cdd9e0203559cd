//! Lists of names that were written by hand.

use std::fs;

use anyhow::Context;

use super::{By, Thing};

/// Reads a list: a line for each thing, with its code before a mark if it has one; then its names in a language parted by
/// commas, the languages by bars: `GB = de: Großbritannien | cs sk: Británie, Brit`.
pub fn read(name: &str, mark: &str) -> anyhow::Result<Vec<(Option<String>, Thing)>> {
    let path = crate::tidy::root().join("crates/xtask/data/gazetteer").join(name);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let read = |line: &str| {
        let (code, names) =
            line.split_once(mark).map_or((None, line), |(code, names)| (Some(code.trim()), names));
        let thing = thing(names).with_context(|| format!("{name}: no names: {line}"))?;
        Ok((code.map(str::to_owned), thing))
    };
    lines.map(read).collect()
}

fn thing(line: &str) -> Option<Thing> {
    let mut thing = Thing::default();
    for part in line.split('|') {
        let (languages, names) = part.split_once(':')?;
        for language in languages.split_whitespace() {
            names.split(',').for_each(|name| thing.add(name.trim(), language, By::Territory));
        }
    }
    Some(thing)
}
