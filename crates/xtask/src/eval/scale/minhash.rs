//! MinHash-LSH (Broder 1997; Indyk and Motwani 1998) as Python's datasketch has it, on the same articles.

use std::{
    collections::HashSet,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    thread,
};

use anyhow::{Context, ensure};
use serde::Deserialize;
use serde_json::json;
use text::{
    script::is_unspaced,
    shingle::{SHINGLE, SHINGLE_UNSPACED},
};

use super::{
    recall::Recall,
    stream::{Sources, are_relatives},
};

const SCRIPT: &str = include_str!("minhash.py");
/// Articles that share more of their shingles are alike, whoever made them.
const ALIKE_BY_CHANCE: f64 = 0.2;

/// The last line of what the script prints.
#[derive(Deserialize)]
struct Summary {
    version: String,
    seconds: f64,
    kib: f64,
}

/// Finds the near-duplicates of the first articles of a stream, and prints what was found; `seconds` is what
/// folding took for the same.
pub fn run(sources: &Sources, articles: u64, seconds: f64) -> anyhow::Result<()> {
    let has_it = Command::new("python3").args(["-c", "import datasketch"]).stderr(Stdio::null()).status();
    if !has_it.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: python3 has no module datasketch (pip install datasketch)");
        return Ok(());
    }
    let mut python = Command::new("python3")
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start python3")?;
    let mut stdin = python.stdin.take().context("python3 has no standard input")?;
    let stdout = python.stdout.take().context("python3 has no standard output")?;
    let (recall, summary) = thread::scope(|scope| {
        let writing = scope
            .spawn(move || (0..articles).try_for_each(|number| writeln!(stdin, "{}", row(sources, number))));
        let read = read(sources, articles, BufReader::new(stdout));
        writing.join().map_err(|_| anyhow::anyhow!("cannot write to python3"))??;
        read
    })?;
    ensure!(python.wait()?.success(), "datasketch's script failed");
    println!(
        "\nMinHash-LSH (datasketch {}, Jaccard 0.5, 128 permutations) on {articles} articles",
        summary.version
    );
    println!(
        "  {recall}\n  {:.0} s of a processor, {:.1} times as many as folding; {:.1} KB an article",
        summary.seconds,
        summary.seconds / seconds,
        summary.kib * 1.024 / articles as f64
    );
    Ok(())
}

fn row(sources: &Sources, number: u64) -> serde_json::Value {
    let (words, shingle) = words(sources, number);
    json!({ "shingle": shingle, "words": words.join(" ") })
}

fn read(sources: &Sources, articles: u64, lines: impl BufRead) -> anyhow::Result<(Recall, Summary)> {
    let mut recall = Recall::default();
    let mut lines = lines.lines();
    for number in 0..articles {
        let line = lines.next().context("the script broke off")??;
        let found: Vec<u64> = serde_json::from_str(&line)?;
        recall.count(number, found.iter().any(|other| are_relatives(number, *other)));
        recall.false_pairs += found.iter().filter(|other| is_false(sources, number, **other)).count();
    }
    let summary = lines.next().context("the script broke off")??;
    Ok((recall, serde_json::from_str(&summary)?))
}

/// Whether neither of two articles has anything from the other, nor both from a third.
pub fn is_false(sources: &Sources, one: u64, other: u64) -> bool {
    !are_relatives(one, other)
        && containment(&shingles(sources, one), &shingles(sources, other)) < ALIKE_BY_CHANCE
}

/// The share of the shorter text's shingles that the other has.
fn containment(one: &HashSet<Vec<String>>, other: &HashSet<Vec<String>>) -> f64 {
    one.intersection(other).count() as f64 / one.len().min(other.len()).max(1) as f64
}

fn shingles(sources: &Sources, number: u64) -> HashSet<Vec<String>> {
    let (words, length) = words(sources, number);
    words.windows(length).map(<[String]>::to_vec).collect()
}

/// The words of an article, and how many of them make a shingle.
fn words(sources: &Sources, number: u64) -> (Vec<String>, usize) {
    let words: Vec<String> =
        text::words(&sources.digest(number).article.text).into_iter().map(|word| word.folded).collect();
    let unspaced = words.iter().filter(|word| word.starts_with(is_unspaced)).count();
    let shingle = if unspaced * 2 > words.len() { SHINGLE_UNSPACED } else { SHINGLE };
    (words, shingle)
}
