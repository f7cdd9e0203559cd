//! `cargo xtask train tracing`: fits how likely it is that two articles are one text, in view of what they share,
//! and writes `crates/provenance/data/likelihood.tsv`. Beside what ships, it prints what is said of each half of
//! the pairs by weights that were fitted to the other.

use std::{fs, path::Path};

use anyhow::Context;
use fold::Weighing;
use provenance::likelihood::MEASURES;

use super::folding::logistic::{Case, fit};
use crate::eval::{Judged, judged, print_judged};

type Weights = Weighing<{ MEASURES.len() }>;

pub fn run() -> anyhow::Result<()> {
    let cases = judged()?;
    anyhow::ensure!(!cases.is_empty(), "there is nothing to fit to");
    let half = |case: &Judged| text::hash64(&case.name) & 1;
    let other = [fitted(&cases, |case| half(case) == 1), fitted(&cases, |case| half(case) == 0)];
    let said = |case, weights: &Weights| (case, likelihood(case, weights));
    let blind: Vec<(&Judged, f32)> =
        cases.iter().map(|case| said(case, &other[half(case) as usize])).collect();
    print_judged("each half by weights that were fitted to the other", &blind);
    let weights = fitted(&cases, |_| true);
    let seen: Vec<(&Judged, f32)> = cases.iter().map(|case| said(case, &weights)).collect();
    print_judged("all by the weights that ship", &seen);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../provenance/data/likelihood.tsv");
    fs::write(path, written(&weights)).context("cannot write the weights")
}

/// Each set counts as much as the others: pairs alone are many, and like no stream.
fn fitted(cases: &[Judged], is_used: impl Fn(&Judged) -> bool) -> Weights {
    let used = || cases.iter().filter(|case| is_used(case));
    let size = |set: &str| used().filter(|case| case.set == set).count().max(1) as f64;
    let cases: Vec<Case<{ MEASURES.len() }>> = used()
        .map(|case| Case {
            evidence: case.shared.measures(),
            is_so: case.is_one_text,
            weight: 1.0 / size(case.set),
        })
        .collect();
    fit(&cases, [true; MEASURES.len()])
}

fn likelihood(case: &Judged, weights: &Weights) -> f32 {
    1.0 / (1.0 + (-weights.log_odds(&case.shared.measures())).exp())
}

fn written(weights: &Weights) -> String {
    let named = MEASURES.iter().zip(weights.weights).map(|(name, weight)| format!("{name}\t{weight:.3}\n"));
    [format!("prior\t{:.3}\n", weights.prior)].into_iter().chain(named).collect()
}
