//! `cargo xtask train reading`: teaches the judge that tells text from furniture, from pages whose text
//! people marked. The same pages give the same bytes.
//!
//! The second forest learns from chances that the first gives to pages it did not learn from, as in
//! stacked generalisation (Wolpert, Neural Networks 1992): else it would trust them too much.
//!
//! Beside the judge that ships, one is taught for each fold of the pages, which never saw a page of its
//! fold's hosts. `cargo xtask eval extract` reads each page by the judge that does not know its host.

mod lessons;
mod plain;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use extract::Judge;
use forest::Forest;

use super::boost::{Growth, Rows};
use lessons::Lesson;
pub use lessons::fold_of;

/// How many parts the hosts are split into.
pub const FOLDS: usize = 5;

/// How the forests grow: chosen by cross-validation over the hosts, from a handful of settings.
const GROWTH: Growth = Growth { trees: 60, leaves: 20, rate: 0.12, features: 0.4, least_weight: 1.0 };

pub fn run() -> anyhow::Result<()> {
    let lessons = lessons::all()?;
    let lines: usize = lessons.iter().map(|lesson| lesson.labels.len()).sum();
    println!("{} pages, {lines} lines", lessons.len());
    fs::create_dir_all(folder())?;
    for fold in 0..FOLDS {
        let others: Vec<&Lesson> = lessons.iter().filter(|lesson| lesson.fold != fold).collect();
        let path = judge_of(fold);
        fs::write(&path, taught(&others)?.to_bytes())
            .with_context(|| format!("cannot write {}", path.display()))?;
        println!("judge without fold {} of {FOLDS} written", fold + 1);
    }
    let all: Vec<&Lesson> = lessons.iter().collect();
    let bytes = taught(&all)?.to_bytes();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../extract/data/reading.bin");
    fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{} bytes written to {}", bytes.len(), path.display());
    Ok(())
}

/// The judge that never saw the hosts of a fold; `None` where none was taught.
pub fn without(fold: usize) -> Option<Judge> {
    Judge::from_bytes(&fs::read(judge_of(fold)).ok()?).ok()
}

fn judge_of(fold: usize) -> PathBuf {
    folder().join(format!("without-{fold}.bin"))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/reading")
}

/// Teaches both forests.
fn taught(lessons: &[&Lesson]) -> anyhow::Result<Judge> {
    let chances = chances(lessons)?;
    let rows = lessons
        .iter()
        .zip(&chances)
        .map(|(lesson, chances)| lesson.sheet.second(chances))
        .collect::<Vec<_>>();
    Ok(Judge {
        first: first(lessons)?,
        second: grown(lessons.iter().copied().zip(rows.iter().map(Vec::as_slice)))?,
    })
}

fn first(lessons: &[&Lesson]) -> anyhow::Result<Forest> {
    grown(lessons.iter().map(|lesson| (*lesson, lesson.sheet.first())))
}

/// Grows a forest from the lines of pages, each page with the features of its lines.
fn grown<'l>(pages: impl Iterator<Item = (&'l Lesson, &'l [Vec<f32>])>) -> anyhow::Result<Forest> {
    let mut rows = Rows::default();
    for (lesson, features) in pages {
        let lines = features.iter().zip(&lesson.labels);
        for (row, label) in lines.filter_map(|(row, label)| Some((row, label.as_ref()?))) {
            rows.add(row, label.is_text, label.weight);
        }
    }
    rows.grow(&GROWTH)
}

/// The chances of the lines of each page, by first forests that did not learn from its fold.
fn chances(lessons: &[&Lesson]) -> anyhow::Result<Vec<Vec<f32>>> {
    let mut chances = vec![Vec::new(); lessons.len()];
    for fold in 0..FOLDS {
        let others: Vec<&Lesson> = lessons.iter().copied().filter(|lesson| lesson.fold != fold).collect();
        if others.len() == lessons.len() {
            continue;
        }
        let forest = first(&others)?;
        for (lesson, chances) in lessons.iter().zip(&mut chances).filter(|(lesson, _)| lesson.fold == fold) {
            *chances = lesson.sheet.first().iter().map(|row| forest.chance(row)).collect();
        }
    }
    Ok(chances)
}
