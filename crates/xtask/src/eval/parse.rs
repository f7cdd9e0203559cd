//! Feeds as other parsers' suites expect them, and ours: share of checks right, nothing lost, no panic;
//! and the same beside other parsers, with their speed.
//!
//! The comparison is lenient where the difference does not show: space, quoting, HTML after the same
//! sanitiser, addresses in their normal form. What the nouns of `news` do not hold (the base of one
//! title, a rating, a cloud) is counted as unmodelled, not as wrong.

mod checks;
mod engines;
mod side_by_side;
mod suites;
mod view;

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use news::Timestamp;
use serde::Deserialize;

use super::sets;
use checks::{Outcome, Score};
use suites::{Sample, suite};

/// The group whose checks are of the sanitiser, which keeps less than feedparser's.
const SECURITY: &str = "feedparser wellformed/sanitize";

pub fn run() -> anyhow::Result<()> {
    let samples = [suite("feedparser")?, suite("gofeed")?, suites::robust()?];
    let [feedparser, gofeed, robust] = &samples;
    println!("{:<28} {:>7} {:>7} {:>8} {:>11}", "set", "right", "of", "share", "unmodelled");
    groups(feedparser, "feedparser, all");
    groups(gofeed, "gofeed, all");
    cases(robust, "robust, cases");
    let feedvalidator = suite("feedvalidator")?;
    no_panic(&feedvalidator);
    dates()?;
    opml()?;
    let others = [feedvalidator, suite("newsboat_smoke")?, suites::demo()?];
    side_by_side::run(&samples.into_iter().chain(others).flatten().collect::<Vec<_>>())
}

/// The share of checks right, by group.
fn groups(samples: &[Sample], name: &str) {
    let mut groups: BTreeMap<&str, Score> = BTreeMap::new();
    for sample in samples.iter().filter(|sample| sample.group != SECURITY) {
        let seen = view::of(&engines::quelle(&sample.document));
        let score = groups.entry(&sample.group).or_default();
        for check in &sample.checks {
            score.count(&sample.id, check.outcome(&seen), || check.to_string());
        }
    }
    let mut all = Score::default();
    for (group, score) in groups {
        score.print(group);
        all.add(&score);
    }
    all.print(name);
}

/// The share of feeds of which every check is right.
fn cases(samples: &[Sample], name: &str) {
    let mut score = Score::default();
    for sample in samples {
        let seen = view::of(&engines::quelle(&sample.document));
        let wrong = sample.checks.iter().find(|check| check.outcome(&seen) == Outcome::Wrong);
        score.count(&sample.id, Outcome::of(wrong.is_none()), || {
            wrong.map(ToString::to_string).unwrap_or_default()
        });
    }
    score.print(name);
}

/// Whether nothing panics, and valid feeds give an entry or a title.
fn no_panic(samples: &[Sample]) {
    let (mut calm, mut valid) = (Score::default(), Score::default());
    for sample in samples {
        let parsed = catch_unwind(AssertUnwindSafe(|| engines::quelle(&sample.document)));
        calm.count(&sample.id, Outcome::of(parsed.is_ok()), || "no panic".to_owned());
        let has = |name: &[u8]| sample.document.body.windows(name.len()).any(|window| window == name);
        let has_either = has(b"</title>") || has(b"</entry>") || has(b"</item>");
        if sample.is_valid && has_either && !has(b"<opml") {
            let found = parsed.is_ok_and(|parsed| !parsed.entries.is_empty() || parsed.feed.title.is_some());
            valid.count(&sample.id, Outcome::of(found), || "an entry or a title".to_owned());
        }
    }
    calm.print("feedvalidator, no panic");
    valid.print("feedvalidator, valid read");
}

#[derive(Deserialize)]
struct DateCase {
    group: String,
    input: String,
    utc: Option<Timestamp>,
}

fn dates() -> anyhow::Result<()> {
    let Some(path) = sets::find("feed_parsing/dev/dates.jsonl.gz") else { return Ok(()) };
    let mut score = Score::default();
    for case in sets::rows::<DateCase>(&path)? {
        let read = parse::date(&case.input);
        let is_right = if case.group == "must_parse" { read.is_some() } else { read == case.utc };
        score.count(&case.input, Outcome::of(is_right), || format!("{read:?}, expected {:?}", case.utc));
    }
    score.print("dates");
    Ok(())
}

#[derive(Deserialize)]
struct ListCase {
    file: String,
    urls: Vec<String>,
    opml: String,
}

fn opml() -> anyhow::Result<()> {
    let Some(path) = sets::find("feed_lists/opml_import.jsonl.gz") else { return Ok(()) };
    let mut score = Score::default();
    for case in sets::rows::<ListCase>(&path)? {
        let read: Vec<String> =
            parse::opml(case.opml.as_bytes()).feeds.into_iter().map(|feed| feed.url).collect();
        // The labels lack outlines with a `>` in an attribute, so there may be more.
        let mut rest = read.iter();
        let is_whole = case.urls.iter().all(|url| rest.any(|read| read == url));
        score.count(&case.file, Outcome::of(is_whole), || format!("{} of {}", read.len(), case.urls.len()));
    }
    score.print("OPML");
    Ok(())
}
