//! `cargo xtask eval rivals`: how well and how fast others read the pages that Quelle reads, in one run on
//! one machine.
//!
//! Each reader works alone in a process of its own, so that its memory is its own, and answers one page
//! after the other. What counts is the processor time of reading; the first page is read once more
//! beforehand, because what a reader sets up once is no part of a page's time.

mod process;
mod reader;

pub use reader::{Reader, read_as};

use std::{path::Path, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde::{Deserialize, Serialize};

use self::process::Process;
use super::{
    clock::{Times, page},
    measure::Texts,
    sets,
};

/// The sets, with what a set is called in the table.
const SETS: [(&str, &str); 2] = [("fundus", "extraction_fundus/dev"), ("wcxb", "extraction_wcxb/dev")];

#[derive(Deserialize)]
struct Row {
    id: String,
    url: Option<String>,
    html: String,
    page_type: Option<String>,
    main_content: Option<String>,
    expected: Option<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    text: Option<String>,
}

impl Row {
    /// Pages of the sets are articles unless their type says otherwise.
    fn is_article(&self) -> bool {
        self.page_type.as_deref().is_none_or(|page_type| page_type == "article")
    }

    fn text(&self) -> &str {
        let marked = self.expected.as_ref().and_then(|expected| expected.text.as_deref());
        marked.or(self.main_content.as_deref()).unwrap_or("")
    }
}

/// A page to read: one line of JSON to a reader.
#[derive(Serialize, Deserialize)]
struct Question {
    /// The file in its set, by which Quelle finds the judge that does not know the page.
    file: String,
    url: Option<String>,
    html_base64: String,
}

/// What a reader made of it: one line of JSON back.
#[derive(Serialize, Deserialize)]
struct Answer {
    text: String,
    /// Whether the reader broke off with a panic or an exception.
    broke: bool,
    /// Processor time.
    seconds: f64,
}

/// All that one reader did.
struct Outcome {
    name: &'static str,
    texts: Vec<Texts>,
    times: Times,
    broken: usize,
    /// KiB; 0 where the system does not tell.
    peak: u64,
}

/// Reads the pages by everyone who is there, and prints a table.
pub fn run() -> anyhow::Result<()> {
    let mut outcomes = Vec::new();
    for (name, command) in process::all()? {
        outcomes.push(outcome(name, Process::start(command)?)?);
    }
    let sets: String = SETS.iter().map(|(name, _)| format!("{name:>8} F1  4-word")).collect();
    println!("reader                {sets}  pages/s  p50 ms  p99 ms  longest   MiB  broke  Quelle is faster");
    let ours = outcomes.first().map(|quelle| quelle.times.rate()).unwrap_or_default();
    outcomes.iter().for_each(|outcome| print(outcome, ours));
    Ok(())
}

fn outcome(name: &'static str, mut reader: Process) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome { name, texts: Vec::new(), times: Times::default(), broken: 0, peak: 0 };
    for (_, set) in SETS {
        let mut texts = Texts::default();
        if let Some(set) = sets::find(set) {
            read_set(&set, &mut reader, &mut texts, &mut outcome)?;
        }
        outcome.texts.push(texts);
    }
    outcome.peak = reader.finish()?;
    Ok(outcome)
}

fn read_set(
    set: &Path,
    reader: &mut Process,
    texts: &mut Texts,
    outcome: &mut Outcome,
) -> anyhow::Result<()> {
    let rows = sets::rows::<Row>(&set.join("expected.jsonl.gz"))?;
    for (number, row) in rows.into_iter().filter(Row::is_article).enumerate() {
        let html_base64 = BASE64.encode(page(set, &row.html)?);
        let question = Question { file: row.html.clone(), url: row.url.clone(), html_base64 };
        if number == 0 {
            reader.ask(&question)?;
        }
        let answer = reader.ask(&question)?;
        texts.add(&row.id, &answer.text, row.text());
        outcome.times.add(Duration::from_secs_f64(answer.seconds));
        outcome.broken += usize::from(answer.broke);
    }
    Ok(())
}

fn print(outcome: &Outcome, ours: f64) {
    let texts: String = outcome
        .texts
        .iter()
        .map(|texts| format!("{:>11.3}{:>8.3}", texts.token_f1(), texts.run_f1()))
        .collect();
    let [median, p99, longest] = [50, 99, 100].map(|percent| outcome.times.at(percent).as_secs_f64() * 1e3);
    println!(
        "{:22}{texts}{:>9.0}{median:>8.1}{p99:>8.1}{longest:>9.1}{:>6}{:>7}{:>16.1} ×",
        outcome.name,
        outcome.times.rate(),
        outcome.peak / 1024,
        outcome.broken,
        ours / outcome.times.rate()
    );
}
