//! `cargo xtask train folding`: fits the weights by which articles are taken for one text, or for reports of
//! one event, on the labelled sets of `eval fold`, and writes `crates/fold/data/judgement.tsv` and `.bin`.
//!
//! The same data and the same files to start from give the same weights. Beside those that ship, weights are fitted
//! twice on one half of all stories, and what is printed is how well the other half is folded by them.

mod ablation;
mod events;
pub mod logistic;
mod sets;
mod wording;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context;
use fold::Judgement;
use forest::Forest;

use crate::eval::score::{b_cubed, over_merged, pairs};
use events::Pieces;
use sets::Set;

/// `cargo xtask eval ablation`: what each piece of evidence adds to the stories.
pub fn ablate() -> anyhow::Result<()> {
    let judgement = read()?;
    ablation::print_all(&judgement, &sets::all(&judgement)?)
}

pub fn run() -> anyhow::Result<()> {
    let mut judgement = read()?;
    wording::fit(&mut judgement)?;
    let sets = sets::all(&judgement)?;
    anyhow::ensure!(!sets.is_empty(), "there is nothing to fit to");
    println!("each half of the stories by weights that were fitted on the other:");
    print(&sets, &cross_validated(&judgement, &sets, &Pieces::ALL)?);
    let fitted = events::fit(&judgement, &sets, &Pieces::ALL, |_| true)?;
    println!("all by the weights that ship:");
    print(&sets, &odds(&fitted, &sets));
    write(fitted)
}

fn path(extension: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fold/data/judgement").with_extension(extension)
}

fn read() -> anyhow::Result<Judgement> {
    let text = fs::read_to_string(path("tsv")).context("there are no weights to start from")?;
    let forest = fs::read(path("bin")).context("there is no forest to start from")?;
    let forest = Forest::from_bytes(&mut forest.as_slice())?;
    Ok(Judgement { forest: Arc::new(forest), ..Judgement::read(&text) })
}

fn write(mut judgement: Judgement) -> anyhow::Result<()> {
    fs::write(path("tsv"), judgement.write()).context("cannot write the weights")?;
    fs::write(path("bin"), judgement.forest.to_bytes()).context("cannot write the forest")
}

/// The log-odds of each pair, of each stream of each set.
type Odds = Vec<Vec<Vec<f32>>>;

fn odds(judgement: &Judgement, sets: &[Set]) -> Odds {
    let of_set = |set: &Set| set.streams.iter().map(|(stream, _)| stream.odds(judgement)).collect();
    sets.iter().map(of_set).collect()
}

/// The log-odds by weights that never saw the story of the newer article of the pair.
fn cross_validated(judgement: &Judgement, sets: &[Set], pieces: &Pieces) -> anyhow::Result<Odds> {
    let half = |story: &str| text::hash64(story) & 1;
    let without = |unseen| -> anyhow::Result<Odds> {
        let fitted = events::fit(judgement, sets, pieces, |story| half(story) != unseen)?;
        Ok(odds(&fitted, sets))
    };
    let (mut odds, other) = (without(0)?, without(1)?);
    for ((set, odds), other) in sets.iter().zip(&mut odds).zip(&other) {
        for (((stream, gold), odds), other) in set.streams.iter().zip(odds).zip(other) {
            let pairs = stream.pairs().iter().zip(odds).zip(other);
            for ((_, odds), other) in pairs.filter(|((pair, _), _)| half(&gold[pair.newer]) == 1) {
                *odds = *other;
            }
        }
    }
    Ok(odds)
}

/// Prints how well each set is folded, and the mean over them.
fn print(sets: &[Set], odds: &Odds) {
    for (set, odds) in sets.iter().zip(odds) {
        let (b_cubed, pairs, over_merged) = measures(set, odds);
        println!("  {:28} B3 {b_cubed:.3}  pairs {pairs:.3}  over-merged {over_merged:.3}", set.name);
    }
}

/// The mean over a set's streams of B-cubed F1, pair F1 and the share of stories that hold two events.
fn measures(set: &Set, odds: &[Vec<f32>]) -> (f64, f64, f64) {
    let count = set.streams.len() as f64;
    let of_stream = |((stream, gold), odds): (&sets::Labelled, &Vec<f32>)| {
        let labels: Vec<(&str, usize)> = gold.iter().map(String::as_str).zip(stream.stories(odds)).collect();
        (b_cubed(&labels).f1(), pairs(&labels).f1(), over_merged(&labels))
    };
    set.streams.iter().zip(odds).map(of_stream).fold((0.0, 0.0, 0.0), |sum, one| {
        (sum.0 + one.0 / count, sum.1 + one.1 / count, sum.2 + one.2 / count)
    })
}
