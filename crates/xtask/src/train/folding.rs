//! `cargo xtask train folding`: fits the weights by which articles are taken for reports of one event, on
//! the labelled streams of `eval fold`, and writes `crates/fold/data/judgement.tsv`.
//!
//! What is fitted is what is wanted: stories, not pairs. The evidence of each stream is gathered once, and
//! judged again with other weights by a search along one weight after the other (Hooke and Jeeves 1961).

use std::{fs, path::Path};

use anyhow::Context;
use fold::{Judgement, Stream};

use crate::eval::{
    fold::streams_of,
    score::{b_cubed, over_merged, pairs},
};

/// By how much a weight is moved first, as a share of it, and at last.
const STEPS: [f32; 5] = [0.4, 0.2, 0.1, 0.05, 0.025];
/// How often all weights are tried with each step.
const ROUNDS: usize = 3;
/// How much a story that holds two events costs, beside a lost point of F1.
const OVER_MERGED: f64 = 0.3;

/// A set of labelled streams: its name, and of each stream the evidence and the true stories.
struct Set {
    name: String,
    streams: Vec<(Stream, Vec<String>)>,
}

pub fn run() -> anyhow::Result<()> {
    let sets = sets()?;
    anyhow::ensure!(!sets.is_empty(), "there is nothing to fit to");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fold/data/judgement.tsv");
    let start = Judgement::read(&fs::read_to_string(&path).context("there are no weights to start from")?);
    let all: Vec<&Set> = sets.iter().collect();
    let fitted = fit(start, &all);
    for set in &sets {
        println!("  {}", described(set, &fitted));
    }
    for left_out in
        std::env::args().any(|argument| argument == "--leave-one-out").then_some(&sets).into_iter().flatten()
    {
        let others: Vec<&Set> = sets.iter().filter(|set| set.name != left_out.name).collect();
        println!("  without it: {}", described(left_out, &fit(start, &others)));
    }
    fs::write(&path, fitted.write()).with_context(|| format!("cannot write {}", path.display()))?;
    print!("{}", fitted.write());
    Ok(())
}

fn sets() -> anyhow::Result<Vec<Set>> {
    let mut sets = Vec::new();
    for (name, streams) in streams_of()? {
        let streams = streams.into_iter().map(|(digests, gold)| (Stream::of(&digests), gold)).collect();
        sets.push(Set { name, streams });
    }
    Ok(sets)
}

fn fit(start: Judgement, sets: &[&Set]) -> Judgement {
    let (mut best, mut most) = (start, worth(&start, sets));
    for step in STEPS {
        for _ in 0..ROUNDS {
            let before = most;
            for field in 0..best.fields().len() {
                for way in [1.0, -1.0] {
                    let moved = moved(best, field, way * step);
                    let worth = worth(&moved, sets);
                    if worth > most {
                        (best, most) = (moved, worth);
                    }
                }
            }
            eprintln!("{step}: {most:.4}");
            if most == before {
                break;
            }
        }
    }
    best
}

/// The weights with one of them moved by a share of it, or of one.
fn moved(mut judgement: Judgement, field: usize, by: f32) -> Judgement {
    let (_, weight) = &mut judgement.fields()[field];
    **weight += by * weight.abs().max(0.5);
    judgement
}

fn worth(judgement: &Judgement, sets: &[&Set]) -> f64 {
    sets.iter()
        .map(|set| {
            let m = measures(set, judgement);
            (m.0 + m.1) / 2.0 - OVER_MERGED * m.2
        })
        .sum::<f64>()
        / sets.len() as f64
}

/// The mean over a set's streams of B-cubed F1, pair F1 and the share of stories that hold two events.
fn measures(set: &Set, judgement: &Judgement) -> (f64, f64, f64) {
    let count = set.streams.len() as f64;
    set.streams
        .iter()
        .map(|(stream, gold)| {
            let labels: Vec<(&str, usize)> =
                gold.iter().map(String::as_str).zip(stream.stories(judgement)).collect();
            (b_cubed(&labels).f1(), pairs(&labels).f1(), over_merged(&labels))
        })
        .fold((0.0, 0.0, 0.0), |sum, one| {
            (sum.0 + one.0 / count, sum.1 + one.1 / count, sum.2 + one.2 / count)
        })
}

fn described(set: &Set, judgement: &Judgement) -> String {
    let (b_cubed, pairs, over_merged) = measures(set, judgement);
    format!("{:24} B3 {b_cubed:.3}  pairs {pairs:.3}  over-merged {over_merged:.3}", set.name)
}
