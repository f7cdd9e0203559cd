//! Python's feedparser, asked through a script of ours.

use std::{
    io::Write,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use news::ParsedFeed;
use serde::Deserialize;
use serde_json::json;

use super::{Document, Readings};

const SCRIPT: &str = include_str!("feedparser.py");

/// The last line of what the script prints.
#[derive(Deserialize)]
struct Summary {
    version: String,
    seconds: f64,
}

/// What feedparser makes of the documents; `None`, after saying so, when Python does not have it.
pub fn readings(documents: &[&Document], rounds: usize) -> anyhow::Result<Option<Readings>> {
    let has_it = Command::new("python3").args(["-c", "import feedparser"]).stderr(Stdio::null()).status();
    if !has_it.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: python3 has no module feedparser (pip install feedparser)");
        return Ok(None);
    }
    let input: String = documents.iter().map(|document| format!("{}\n", row(document))).collect();
    let rounds = rounds.to_string();
    let mut python = Command::new("python3")
        .args(["-c", SCRIPT, &rounds])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start python3")?;
    let mut stdin = python.stdin.take().context("python3 has no standard input")?;
    let writing = thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = python.wait_with_output().context("python3 did not end")?;
    writing
        .join()
        .map_err(|_| anyhow::anyhow!("cannot write to python3"))?
        .context("cannot write to python3")?;
    ensure!(output.status.success(), "feedparser's script failed");
    let output = String::from_utf8(output.stdout).context("the script's output is not UTF-8")?;
    let mut lines: Vec<&str> = output.lines().collect();
    let summary: Summary = serde_json::from_str(lines.pop().context("the script printed nothing")?)?;
    let parsed =
        |line: &&str| serde_json::from_str::<Option<ParsedFeed>>(line).with_context(|| (*line).to_owned());
    Ok(Some(Readings {
        name: format!("feedparser {}", summary.version),
        feeds: lines.iter().map(parsed).collect::<anyhow::Result<_>>()?,
        elapsed: Duration::from_secs_f64(summary.seconds),
    }))
}

fn row(document: &Document) -> serde_json::Value {
    let body = STANDARD.encode(&document.body);
    json!({ "body": body, "content_type": document.content_type, "url": document.url })
}
