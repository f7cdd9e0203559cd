//! names_variants: how often the right name is found in another script, among all of a list; and how often its sound is.

use std::collections::BTreeMap;

use names::{Name, likeness, sounds};
use serde::Deserialize;
use text::skeleton;

use super::super::sets;

/// One name in so many of a list is looked for, among all of them.
const LOOKED_FOR: usize = 4;

#[derive(Deserialize)]
struct Row {
    lang: String,
    latin: String,
    native: String,
}

pub fn run() -> anyhow::Result<()> {
    let Some(path) = sets::find("names_variants/dev/wikidata_names.jsonl.gz") else { return Ok(()) };
    let rows: Vec<Row> = sets::rows(&path)?;
    let mut lists: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        lists.entry(&row.lang).or_default().push(row);
    }
    println!("\nnames_variants: the right one first among all of its list");
    println!("  {:6}{:>10}{:>10}{:>12}{:>8}", "", "there", "back", "looked for", "among");
    for (language, rows) in &lists {
        let latin: Vec<&str> = rows.iter().map(|row| row.latin.as_str()).collect();
        let native: Vec<&str> = rows.iter().map(|row| row.native.as_str()).collect();
        let (there, back) = (found(&latin, &native), found(&native, &latin));
        let looked_for = latin.len().div_ceil(LOOKED_FOR);
        println!("  {language:6}{there:>10.3}{back:>10.3}{looked_for:>12}{:>8}", rows.len());
    }
    println!("\nnames_variants: words whose consonants, by class, are those of the Latin name");
    println!("  {:6}{:>10}{:>10}{:>16}{:>8}", "", "by rule", "learned", "sounds a word", "words");
    lists.iter().for_each(|(language, rows)| print_sounds(language, rows));
    Ok(())
}

/// Of words of which both names have as many, and three consonants or more.
fn print_sounds(language: &str, rows: &[&Row]) {
    let (mut words, mut by_rule, mut learned, mut heard) = (0, 0, 0, 0);
    for row in rows {
        let (latin, native) = (row.latin.split(' '), row.native.split(' '));
        if latin.clone().count() != native.clone().count() {
            continue;
        }
        for (classes, word) in latin.map(skeleton).zip(native).filter(|(classes, _)| classes.len() > 2) {
            let sounds = sounds(word, "");
            words += 1;
            heard += sounds.len();
            by_rule += usize::from(skeleton(word) == classes);
            learned += usize::from(sounds.iter().any(|sound| sound.classes == classes));
        }
    }
    let share = |count: usize| count as f64 / words.max(1) as f64;
    let (by_rule, learned, heard) = (share(by_rule), share(learned), share(heard));
    println!("  {language:6}{by_rule:>10.3}{learned:>10.3}{heard:>16.2}{words:>8}");
}

/// The share of names whose counterpart is more like them than any other.
fn found(names: &[&str], others: &[&str]) -> f64 {
    let ready: Vec<Name> = others.iter().map(|other| Name::new(other, "")).collect();
    let looked_for = names.iter().zip(others).step_by(LOOKED_FOR);
    let right = looked_for.clone().filter(|(name, right)| {
        let name = Name::new(name, "");
        let like = |other: &Name| likeness(&name, other).evidence;
        let best = ready.iter().zip(others).max_by(|a, b| like(a.0).total_cmp(&like(b.0)));
        best.is_some_and(|(_, best)| best == *right)
    });
    right.count() as f64 / looked_for.len().max(1) as f64
}
