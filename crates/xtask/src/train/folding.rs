//! `cargo xtask train folding`: fits the weights by which articles are taken for one text, or for reports of
//! one event, on the labelled sets of `eval fold`, and writes `crates/fold/data/judgement.tsv`.
//!
//! The same data and the same file to start from give the same weights. With `QUELLE_LEAVE_OUT` set to the
//! name of a set, its stories are not looked at, and are measured with weights that never saw them.

mod ablation;
mod logistic;
mod search;
mod wording;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use fold::{Judgement, Stream};

use crate::eval::{
    fold::{LabelledSet, labelled_sets},
    score::{b_cubed, over_merged, pairs},
};

/// How much a story that holds two events costs, beside a lost point of F1.
const OVER_MERGED: f64 = 0.3;

/// A set of labelled streams: its name, and of each stream the evidence and the true stories.
struct Set {
    name: String,
    streams: Vec<(Stream, Vec<String>)>,
}

/// How many weights are tried.
const TRIALS: usize = 400;
/// What is not searched for: what is fitted before, and time. The sets hold reports of one day, and know nothing of
/// follow-ups; the weight lets an article join that comes three days later and is as like as those of the same day
/// usually are (Miranda et al. 2018 have a Gaussian of 72 hours).
const KEPT: [&str; 3] = ["rewrite.", "translation.", "days"];

/// `cargo xtask eval ablation`: what each piece of evidence adds to the stories.
pub fn ablate() -> anyhow::Result<()> {
    let judgement = read(&path())?;
    ablation::print(judgement, &sets(&judgement)?);
    Ok(())
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fold/data/judgement.tsv")
}

fn read(path: &Path) -> anyhow::Result<Judgement> {
    Ok(Judgement::read(&fs::read_to_string(path).context("there are no weights to start from")?))
}

pub fn run() -> anyhow::Result<()> {
    let path = path();
    let mut judgement = read(&path)?;
    wording::fit(&mut judgement)?;
    let (left_out, sets): (Vec<Set>, Vec<Set>) = {
        let name = env::var("QUELLE_LEAVE_OUT").unwrap_or_default();
        sets(&judgement)?.into_iter().partition(|set| set.name == name)
    };
    anyhow::ensure!(!sets.is_empty(), "there is nothing to fit to");
    let fitted = search::best(judgement, &KEPT, TRIALS, |judgement| worth(judgement, &sets));
    sets.iter().for_each(|set| println!("  {}", described(set, &fitted)));
    left_out.iter().for_each(|set| println!("  never seen: {}", described(set, &fitted)));
    if left_out.is_empty() {
        fs::write(&path, fitted.write()).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn sets(judgement: &Judgement) -> anyhow::Result<Vec<Set>> {
    let evidence = |set: LabelledSet| Set {
        name: set.name,
        streams: set
            .streams
            .into_iter()
            .map(|stream| (Stream::of(&stream.digests(), judgement), stream.stories))
            .collect(),
    };
    Ok(labelled_sets()?.into_iter().map(evidence).collect())
}

/// How good the stories are that these weights make: the mean over the sets.
fn worth(judgement: &Judgement, sets: &[Set]) -> f64 {
    let worth = |set: &Set| {
        let (b_cubed, pairs, over_merged) = measures(set, judgement);
        (b_cubed + pairs) / 2.0 - OVER_MERGED * over_merged
    };
    // A large set says more, but what is like it is not all there is.
    let weight = |set: &Set| (set.streams.iter().map(|(_, gold)| gold.len()).sum::<usize>() as f64).sqrt();
    sets.iter().map(|set| weight(set) * worth(set)).sum::<f64>() / sets.iter().map(weight).sum::<f64>()
}

/// The mean over a set's streams of B-cubed F1, pair F1 and the share of stories that hold two events.
fn measures(set: &Set, judgement: &Judgement) -> (f64, f64, f64) {
    let count = set.streams.len() as f64;
    let of_stream = |(stream, gold): &(Stream, Vec<String>)| {
        let labels: Vec<(&str, usize)> =
            gold.iter().map(String::as_str).zip(stream.stories(judgement)).collect();
        (b_cubed(&labels).f1(), pairs(&labels).f1(), over_merged(&labels))
    };
    set.streams.iter().map(of_stream).fold((0.0, 0.0, 0.0), |sum, one| {
        (sum.0 + one.0 / count, sum.1 + one.1 / count, sum.2 + one.2 / count)
    })
}

fn described(set: &Set, judgement: &Judgement) -> String {
    let (b_cubed, pairs, over_merged) = measures(set, judgement);
    format!("{:24} B3 {b_cubed:.3}  pairs {pairs:.3}  over-merged {over_merged:.3}", set.name)
}
