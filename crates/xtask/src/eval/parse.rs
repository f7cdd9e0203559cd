//! How well `parse` reads feeds: the suites of feedparser, gofeed and feedvalidator, and broken feeds,
//! dates and OPML files.
//!
//! Feeds are compared as people would see them: titles as plain text, HTML after the same sanitiser,
//! addresses in their normal form. What the nouns of `news` do not hold (the base of one title, a
//! rating, a cloud) is counted as unmodelled, not as wrong.

mod checks;
mod view;

use std::{
    collections::BTreeMap,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    time::Instant,
};

use anyhow::Context;
use base64::{Engine, engine::general_purpose::STANDARD};
use news::{ParsedFeed, SafeHtml, Timestamp};
use parse::Source;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::sets;
use checks::{Outcome, Score};

/// The group that tests the sanitiser, which is not part of `parse`.
const SECURITY: &str = "wellformed/sanitize";

pub fn run() -> anyhow::Result<()> {
    println!("{:<28} {:>7} {:>7} {:>8} {:>11}", "set", "right", "of", "share", "unmodelled");
    feedparser()?;
    gofeed()?;
    feedvalidator()?;
    robust()?;
    dates()?;
    opml()?;
    speed()
}

/// A row of a suite: a feed and what is expected of it.
#[derive(Deserialize)]
struct Case {
    id: String,
    group: String,
    headers: Option<BTreeMap<String, String>>,
    checks: Option<Vec<checks::Check>>,
    expected: Option<Value>,
    #[serde(default)]
    must_be_valid: bool,
    xml_b64: String,
}

impl Case {
    fn body(&self) -> anyhow::Result<Vec<u8>> {
        STANDARD.decode(&self.xml_b64).with_context(|| format!("{} is not base64", self.id))
    }

    fn header(&self, name: &str) -> Option<&str> {
        let headers = self.headers.as_ref()?;
        headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

fn feedparser() -> anyhow::Result<()> {
    let Some(path) = sets::find("feed_parsing/dev/feedparser.jsonl.gz") else { return Ok(()) };
    let mut groups: BTreeMap<String, Score> = BTreeMap::new();
    for case in sets::rows::<Case>(&path)?.iter().filter(|case| case.group != SECURITY) {
        let body = case.body()?;
        let own = Url::parse("http://127.0.0.1:8097/tests/").context("an address")?;
        let url = case.header("content-location").and_then(|url| own.join(url).ok()).unwrap_or(own);
        let source =
            Source { body: &body, content_type: case.header("content-type"), url: Some(url.as_str()) };
        let seen = view::of(&read(&source));
        let score = groups.entry(format!("feedparser {}", case.group)).or_default();
        for check in case.checks.iter().flatten() {
            score.count(&case.id, check.outcome(&seen), || check.to_string());
        }
    }
    print_groups(groups, "feedparser, all");
    Ok(())
}

fn gofeed() -> anyhow::Result<()> {
    let Some(path) = sets::find("feed_parsing/dev/gofeed.jsonl.gz") else { return Ok(()) };
    let mut groups: BTreeMap<String, Score> = BTreeMap::new();
    for case in sets::rows::<Case>(&path)? {
        let body = case.body()?;
        let seen = view::of(&read(&Source { body: &body, content_type: None, url: None }));
        let score = groups.entry(format!("gofeed {}", case.group)).or_default();
        for check in checks::of_gofeed(case.expected.as_ref().unwrap_or(&Value::Null)) {
            score.count(&case.id, check.outcome(&seen), || check.to_string());
        }
    }
    print_groups(groups, "gofeed, all");
    Ok(())
}

/// Whether nothing panics, and valid feeds give an entry or a title.
fn feedvalidator() -> anyhow::Result<()> {
    let Some(path) = sets::find("feed_parsing/dev/feedvalidator.jsonl.gz") else { return Ok(()) };
    let (mut calm, mut valid) = (Score::default(), Score::default());
    for case in sets::rows::<Case>(&path)? {
        let body = case.body()?;
        let source = Source { body: &body, content_type: None, url: Some("http://example.com/feed") };
        let parsed = catch_unwind(AssertUnwindSafe(|| read(&source)));
        calm.count(&case.id, Outcome::of(parsed.is_ok()), || "no panic".to_owned());
        let has = |name: &[u8]| body.windows(name.len()).any(|window| window == name);
        let has_either = has(b"</title>") || has(b"</entry>") || has(b"</item>");
        if case.must_be_valid && has_either && !has(b"<opml") {
            let found = parsed.is_ok_and(|parsed| !parsed.entries.is_empty() || parsed.feed.title.is_some());
            valid.count(&case.id, Outcome::of(found), || "an entry or a title".to_owned());
        }
    }
    calm.print("feedvalidator, no panic");
    valid.print("feedvalidator, valid read");
    Ok(())
}

/// A feed of ours that is broken in one way.
#[derive(Deserialize)]
struct Broken {
    file: String,
    content_type: Option<String>,
    feed_title: String,
    entries: Option<usize>,
    entry0_title: Option<String>,
}

fn robust() -> anyhow::Result<()> {
    let Some(folder) = sets::find("feeds/robust") else { return Ok(()) };
    let cases: Vec<Broken> = serde_json::from_str(&fs::read_to_string(folder.join("cases.json"))?)?;
    let mut score = Score::default();
    for case in cases {
        let body = fs::read(folder.join(&case.file))?;
        let content_type = case.content_type.as_deref();
        let parsed = read(&Source { body: &body, content_type, url: Some("http://ex.org/feed") });
        let first = parsed.entries.first().and_then(|entry| entry.title.as_deref());
        let is_right = parsed.feed.title.as_deref() == Some(&case.feed_title)
            && case.entries.is_none_or(|entries| parsed.entries.len() == entries)
            && case
                .entry0_title
                .as_deref()
                .is_none_or(|title| checks::is_same_text(title, first.unwrap_or_default()));
        score.count(&case.file, Outcome::of(is_right), || {
            format!("{:?}, {} entries, {first:?}", parsed.feed.title, parsed.entries.len())
        });
    }
    score.print("robust");
    Ok(())
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

/// How fast feeds are read, with and without the sanitiser.
fn speed() -> anyhow::Result<()> {
    let Some(path) = sets::find("feed_parsing/dev/feedvalidator.jsonl.gz") else { return Ok(()) };
    let bodies = sets::rows::<Case>(&path)?.iter().map(Case::body).collect::<anyhow::Result<Vec<_>>>()?;
    let megabytes = bodies.iter().map(Vec::len).sum::<usize>() as f64 / 1e6;
    let timed = |name: &str, sanitise: &parse::Sanitise<'_>| {
        let start = Instant::now();
        for body in &bodies {
            parse::feed(&Source { body, content_type: None, url: None }, sanitise);
        }
        println!("{name:<28} {:>16.1} MB/s", megabytes / start.elapsed().as_secs_f64());
    };
    timed("speed, parsing alone", &|html, _| SafeHtml::trust(html.to_owned()));
    timed("speed, with ammonia", &sanitise);
    Ok(())
}

fn print_groups(groups: BTreeMap<String, Score>, name: &str) {
    let mut all = Score::default();
    for (group, score) in groups {
        score.print(&group);
        all.add(&score);
    }
    all.print(name);
}

fn read(source: &Source<'_>) -> ParsedFeed {
    parse::feed(source, &sanitise)
}

/// A plain sanitiser: what is compared with it is right whatever the project's own one keeps.
fn sanitise(html: &str, base: Option<&Url>) -> SafeHtml {
    let mut cleaner = ammonia::Builder::default();
    if let Some(base) = base {
        cleaner.url_relative(ammonia::UrlRelative::RewriteWithBase(base.clone()));
    }
    cleaner.link_rel(None);
    SafeHtml::trust(cleaner.clean(html).to_string())
}
