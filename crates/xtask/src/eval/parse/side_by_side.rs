//! The same feeds, read by Quelle, by feed-rs and by feedparser in one run: a column each.

use std::collections::BTreeMap;

use news::ParsedFeed;

use super::{
    SECURITY,
    checks::{Outcome, Score},
    engines::{self, Readings},
    suites::Sample,
    view,
};

/// Reads all samples with every parser, and prints what each found and how fast.
pub fn run(samples: &[Sample]) -> anyhow::Result<()> {
    let documents: Vec<_> = samples.iter().map(|sample| &sample.document).collect();
    let megabytes = documents.iter().map(|document| document.body.len()).sum::<usize>() as f64 / 1e6;
    let readings = engines::all(&documents)?;
    println!("\nside by side: {} files, {megabytes:.2} MB, sanitising included", samples.len());
    row("", readings.iter().map(|readings| readings.name.clone()));
    let read = |readings: &Readings| readings.feeds.iter().flatten().count();
    row("files read as feeds", readings.iter().map(|readings| of(read(readings), samples.len())));
    let found: Vec<Vec<usize>> = readings.iter().map(entries).collect();
    let most: Vec<usize> =
        (0..samples.len()).map(|at| found.iter().map(|own| own[at]).max().unwrap_or_default()).collect();
    let sum = |counts: &[usize]| counts.iter().sum();
    row("entries, of the most found", found.iter().map(|own| of(sum(own), sum(&most))));
    show_missed(samples, &found[0], &most);
    let scores: Vec<_> = readings.iter().map(|own| scores(samples, own, &readings[0])).collect();
    for suite in scores[0].keys() {
        let cell = |scores: &BTreeMap<&str, Score>| of(scores[suite].right(), scores[suite].checked());
        row(&format!("checks right, {suite}"), scores.iter().map(cell));
    }
    let speed = |readings: &Readings| megabytes / readings.elapsed.as_secs_f64();
    row("MB/s", readings.iter().map(|readings| format!("{:.2}", speed(readings))));
    if let Some(last) = readings.last() {
        let times = |readings: &Readings| format!("{:.1}", speed(readings) / speed(last));
        row(&format!("times {}", last.name), readings.iter().map(times));
    }
    Ok(())
}

/// How many entries a parser found in each document.
fn entries(readings: &Readings) -> Vec<usize> {
    readings.feeds.iter().map(|feed| feed.as_ref().map_or(0, |feed| feed.entries.len())).collect()
}

/// Says where another parser found more than ours, when `QUELLE_EVAL_SHOW` is set.
fn show_missed(samples: &[Sample], ours: &[usize], most: &[usize]) {
    if std::env::var_os("QUELLE_EVAL_SHOW").is_none() {
        return;
    }
    for (sample, (ours, most)) in
        samples.iter().zip(ours.iter().zip(most)).filter(|(_, (ours, most))| ours < most)
    {
        println!("  {} {}: {ours} of {most} entries", sample.group, sample.id);
    }
}

/// How many checks come out right, by suite, of those that ask for what the nouns of `news` hold.
fn scores<'s>(samples: &'s [Sample], own: &Readings, ours: &Readings) -> BTreeMap<&'s str, Score> {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let feeds = own.feeds.iter().zip(&ours.feeds);
    for (sample, (feed, reference)) in samples.iter().zip(feeds) {
        if sample.checks.is_empty() || sample.group == SECURITY {
            continue;
        }
        let [seen, reference] = [feed, reference].map(|feed| view::of(feed.as_ref().unwrap_or(&unread())));
        let suite = sample.group.split(' ').next().unwrap_or(&sample.group);
        let score = scores.entry(suite).or_default();
        for check in &sample.checks {
            let is_counted = check.outcome(&reference) != Outcome::Unmodelled;
            let outcome = if is_counted {
                Outcome::of(check.outcome(&seen) == Outcome::Right)
            } else {
                Outcome::Unmodelled
            };
            score.add_outcome(outcome);
        }
    }
    scores
}

/// What stands for a document that a parser could not read.
fn unread() -> ParsedFeed {
    ParsedFeed {
        feed: Default::default(),
        entries: Vec::new(),
        format: None,
        encoding: String::new(),
        warnings: Vec::new(),
    }
}

fn of(part: usize, whole: usize) -> String {
    format!("{part} of {whole} ({:.1} %)", 100.0 * part as f64 / whole.max(1) as f64)
}

fn row(name: &str, cells: impl Iterator<Item = String>) {
    let cells: String = cells.map(|cell| format!(" {cell:>24}")).collect();
    println!("{name:<28}{cells}");
}
