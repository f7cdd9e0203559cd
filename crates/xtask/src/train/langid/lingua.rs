//! The models of the crates lingua-*-language-model: n-grams of news, web pages and encyclopedias.

use std::collections::{BTreeMap, HashMap};

use annotate::langid;
use anyhow::Context;
use fst::Streamer;
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

use super::profile::{RAREST, Shares, length, without_first, without_last};

/// The shares of a model: it holds logarithms of conditional probabilities of runs of one to five letters.
///
/// Its runs do not say where words begin and end, but the counts do: what of a run is not followed by any
/// letter ends a word.
pub fn shares(model: &[u8]) -> anyhow::Result<Shares> {
    let model = fst::Map::new(model)?;
    let mut runs = Shares::default();
    let mut stream = model.stream();
    while let Some((run, logarithm)) = stream.next() {
        let run = std::str::from_utf8(run)?;
        let before = match without_last(run) {
            "" => 1.0,
            prefix => *runs.get(prefix).with_context(|| format!("{run:?} stands before its prefix"))?,
        };
        runs.insert(run.to_owned(), before * f64::from_bits(logarithm).exp());
    }
    Ok(with_ends(runs))
}

/// Runs of letters, and how often each has a space beside it.
type Runs<'r> = HashMap<&'r str, f64, Xxh3DefaultBuilder>;

fn with_ends(runs: Shares) -> Shares {
    let mut starts: Runs = HashMap::default();
    let mut ends: Runs = HashMap::default();
    for (run, share) in &runs {
        if length(run) < langid::LONGEST {
            *starts.entry(run).or_default() += share;
            *ends.entry(run).or_default() += share;
        }
        *starts.entry(without_first(run)).or_default() -= share;
        *ends.entry(without_last(run)).or_default() -= share;
    }
    let mut wholes: Runs = HashMap::default();
    for (run, share) in starts.iter().filter(|(run, _)| !run.is_empty()) {
        if length(run) < langid::LONGEST - 1 {
            *wholes.entry(run).or_default() += share;
        }
        *wholes.entry(without_last(run)).or_default() -= share;
    }
    let marked = starts.iter().map(|(run, share)| (format!(" {run}"), *share));
    let marked = marked.chain(ends.iter().map(|(run, share)| (format!("{run} "), *share)));
    let marked: Shares =
        marked.chain(wholes.iter().map(|(run, share)| (format!(" {run} "), *share))).collect();
    runs.into_iter().chain(marked).filter(|(_, share)| *share >= RAREST).collect()
}

/// The same language in another alphabet.
pub fn spelled_in(shares: &Shares, letters: &BTreeMap<char, String>) -> Shares {
    let mut spelled = Shares::default();
    for (ngram, share) in shares {
        let other: Option<String> = ngram.chars().map(|c| letters.get(&c).map(String::as_str)).collect();
        if let Some(other) = other.filter(|other| length(other) <= langid::LONGEST) {
            *spelled.entry(other).or_default() += share;
        }
    }
    spelled
}
