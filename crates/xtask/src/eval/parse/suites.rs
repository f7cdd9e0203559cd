//! The suites of other parsers and our own, as feeds with what is expected of them.

use std::{collections::BTreeMap, fs};

use anyhow::Context;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::{checks, checks::Check, sets};
use crate::tidy::root;

/// Where feeds of suites that do not say it themselves are taken to come from.
const ADDRESS: &str = "http://example.com/feed";

/// A feed, and what is expected of it.
pub struct Sample {
    pub id: String,
    /// Its suite, and the part of it.
    pub group: String,
    pub document: Document,
    pub checks: Vec<Check>,
    /// Whether it is a feed beyond doubt.
    pub is_valid: bool,
}

/// What a parser is given.
pub struct Document {
    pub body: Vec<u8>,
    pub content_type: Option<String>,
    pub url: String,
}

/// A row of a suite.
#[derive(Deserialize)]
struct Row {
    id: String,
    #[serde(default)]
    group: String,
    headers: Option<BTreeMap<String, String>>,
    checks: Option<Vec<Check>>,
    expected: Option<Value>,
    #[serde(default)]
    must_be_valid: bool,
    xml_b64: String,
}

/// The feeds of one of the suites `feedparser`, `gofeed`, `feedvalidator` and `newsboat_smoke`.
pub fn suite(name: &str) -> anyhow::Result<Vec<Sample>> {
    let Some(path) = sets::find(&format!("feed_parsing/dev/{name}.jsonl.gz")) else { return Ok(Vec::new()) };
    sets::rows::<Row>(&path)?.into_iter().map(|row| sample(name, row)).collect()
}

fn sample(suite: &str, row: Row) -> anyhow::Result<Sample> {
    let header = |name: &str| {
        let headers = row.headers.iter().flatten();
        headers.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone())
    };
    // The server that feedparser's tests run against.
    let own = if suite == "feedparser" { "http://127.0.0.1:8097/tests/" } else { ADDRESS };
    let own = Url::parse(own).context("an address")?;
    let url = header("content-location").and_then(|url| own.join(&url).ok()).unwrap_or(own);
    Ok(Sample {
        document: Document {
            body: STANDARD.decode(&row.xml_b64).with_context(|| format!("{} is not base64", row.id))?,
            content_type: header("content-type"),
            url: url.into(),
        },
        group: format!("{suite} {}", row.group).trim_end().to_owned(),
        checks: row
            .checks
            .unwrap_or_else(|| row.expected.as_ref().map(checks::of_gofeed).unwrap_or_default()),
        is_valid: row.must_be_valid,
        id: row.id,
    })
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

/// The feeds of our own that are broken.
pub fn robust() -> anyhow::Result<Vec<Sample>> {
    let Some(folder) = sets::find("feeds/robust") else { return Ok(Vec::new()) };
    let cases: Vec<Broken> = serde_json::from_str(&fs::read_to_string(folder.join("cases.json"))?)?;
    let sample = |case: Broken| {
        let title = Check::new("eq", &["feed".into(), "title".into()], json!(case.feed_title));
        let count = case.entries.map(|entries| Check::new("len_eq", &["entries".into()], json!(entries)));
        let first = case
            .entry0_title
            .map(|title| Check::new("eq", &["entries".into(), 0.into(), "title".into()], json!(title)));
        Ok(Sample {
            document: Document {
                body: fs::read(folder.join(&case.file))?,
                content_type: case.content_type,
                url: "http://ex.org/feed".to_owned(),
            },
            id: case.file,
            group: "robust".to_owned(),
            checks: [Some(title), count, first].into_iter().flatten().collect(),
            is_valid: true,
        })
    };
    cases.into_iter().map(sample).collect()
}

/// The feeds of the demonstration, which are as long as feeds of newspapers are.
pub fn demo() -> anyhow::Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for file in fs::read_dir(root().join("demo/feeds")).context("cannot list the demonstration's feeds")? {
        let path = file?.path();
        samples.push(Sample {
            id: path.display().to_string(),
            group: "demo".to_owned(),
            document: Document { body: fs::read(&path)?, content_type: None, url: ADDRESS.to_owned() },
            checks: Vec::new(),
            is_valid: true,
        });
    }
    Ok(samples)
}
