//! The measures that the sets share, counted as `tools/score.py` of the data counts them.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use regex::Regex;

use super::score;

/// How many words make a run.
const RUN: usize = 4;
/// Pages whose text is worse than this are counted as badly read.
const BADLY_READ: f64 = 0.8;
/// How many of the words that a page misses or has too many are named.
const NAMED: usize = 4;
/// Pages whose text is worse than this are listed.
const BAD_F1: f64 = 0.85;
/// How many of the worst pages of a set are listed.
pub const WORST: usize = 12;
/// How many of the worst of all pages are told with why.
const TEN: usize = 10;

/// F1 over words, and over single characters of scripts without spaces.
pub fn token_f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (tokens(found), tokens(expected));
    let shared: usize =
        found.iter().map(|(token, count)| expected.get(token).copied().unwrap_or(0).min(*count)).sum();
    score::counts(shared, found.values().sum(), expected.values().sum()).f1()
}

/// What two texts share of their runs of four words, and what only one of them has, as shares of all their runs.
#[derive(Clone, Copy, Default)]
pub struct Runs {
    shared: f64,
    extra: f64,
    missing: f64,
}

impl Runs {
    pub fn of(found: &str, expected: &str) -> Self {
        let (found, expected) = (runs(found), runs(expected));
        let count =
            |counts: &HashMap<Vec<String>, usize>, run: &Vec<String>| counts.get(run).copied().unwrap_or(0);
        let mut sums = Self::default();
        for run in found.keys().chain(expected.keys().filter(|run| !found.contains_key(*run))) {
            let (found, expected) = (count(&found, run), count(&expected, run));
            sums.shared += found.min(expected) as f64;
            sums.extra += found.saturating_sub(expected) as f64;
            sums.missing += expected.saturating_sub(found) as f64;
        }
        let all = (sums.shared + sums.extra + sums.missing).max(1.0);
        Self { shared: sums.shared / all, extra: sums.extra / all, missing: sums.missing / all }
    }

    /// F1 over pages, each of which counts the same.
    fn f1(self) -> f64 {
        2.0 * self.shared / (2.0 * self.shared + self.extra + self.missing)
    }
}

fn runs(text: &str) -> HashMap<Vec<String>, usize> {
    static WORD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[\p{Alphabetic}\p{N}_]+").expect("a valid pattern"));
    let words: Vec<String> = WORD.find_iter(text).map(|word| word.as_str().to_owned()).collect();
    let mut counts = HashMap::new();
    for run in words.windows(RUN.min(words.len()).max(1)) {
        *counts.entry(run.to_vec()).or_insert(0) += 1;
    }
    counts
}

/// F1 over names, without case.
pub fn set_f1(found: &[String], expected: &[String]) -> f64 {
    let set =
        |names: &[String]| names.iter().map(|name| squeezed(name).to_lowercase()).collect::<HashSet<_>>();
    let (found, expected) = (set(found), set(expected));
    score::counts(found.intersection(&expected).count(), found.len(), expected.len()).f1()
}

/// 1 when both say the same but for white space, else 0.
pub fn exact(found: Option<&str>, expected: &str) -> f64 {
    f64::from(squeezed(found.unwrap_or("")) == squeezed(expected))
}

pub fn squeezed(text: &str) -> String {
    text::squeeze_space(text)
}

pub fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn tokens(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for token in score::tokens(text) {
        *counts.entry(token).or_insert(0) += 1;
    }
    counts
}

#[derive(Default)]
pub struct Mean {
    sum: f64,
    pub count: usize,
}

impl Mean {
    pub fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }

    pub fn value(&self) -> f64 {
        self.sum / self.count.max(1) as f64
    }
}

impl std::fmt::Display for Mean {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.3}", self.value())
    }
}

/// How well the texts of a set were read.
#[derive(Default)]
pub struct Texts {
    f1: Mean,
    runs: Runs,
    badly_read: usize,
    worst: Worst,
}

impl Texts {
    /// Counts a page, and gives its token F1.
    pub fn add(&mut self, id: &str, found: &str, expected: &str) -> f64 {
        let score = token_f1(found, expected);
        let runs = Runs::of(found, expected);
        self.f1.add(score);
        self.runs.shared += runs.shared;
        self.runs.extra += runs.extra;
        self.runs.missing += runs.missing;
        self.badly_read += usize::from(score < BADLY_READ);
        self.worst.add_with(score, id, || hint(found, expected));
        score
    }

    /// The mean of the pages' F1 over words.
    pub fn token_f1(&self) -> f64 {
        self.f1.value()
    }

    /// F1 over runs of four words.
    pub fn run_f1(&self) -> f64 {
        self.runs.f1()
    }

    /// Prints the worst pages, and gives them to those of other sets.
    pub fn finish(self, all: &mut Worst) {
        self.worst.print();
        all.0.extend(self.worst.0);
    }
}

impl std::fmt::Display for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let badly_read = share(self.badly_read, self.f1.count);
        write!(
            f,
            "token F1 {:.3}  four-word F1 {:.3}  below {BADLY_READ} {badly_read:.3}",
            self.token_f1(),
            self.run_f1()
        )
    }
}

/// What a text has too little and too much of: the shares of its words, and those that are off most.
fn hint(found: &str, expected: &str) -> String {
    let (found, expected) = (tokens(found), tokens(expected));
    let beyond = |these: &HashMap<String, usize>, those: &HashMap<String, usize>| {
        let over = these.iter().map(|(token, count)| {
            (count.saturating_sub(those.get(token).copied().unwrap_or(0)), token.clone())
        });
        let mut over: Vec<(usize, String)> = over.filter(|(count, _)| *count > 0).collect();
        over.sort_by(|a, b| b.cmp(a));
        let sum: usize = over.iter().map(|(count, _)| count).sum();
        let named: Vec<String> = over.into_iter().take(NAMED).map(|(_, token)| token).collect();
        (sum, named.join(" "))
    };
    let (missing, lost) = beyond(&expected, &found);
    let (extra, gained) = beyond(&found, &expected);
    let percent = |count: usize| 100 * count / expected.values().sum::<usize>().max(1);
    format!("{} % missing ({lost}), {} % too much ({gained})", percent(missing), percent(extra))
}

/// The pages that went worst, each with why.
#[derive(Default)]
pub struct Worst(Vec<(f64, String, String)>);

impl Worst {
    pub fn add(&mut self, score: f64, id: &str) {
        self.add_with(score, id, String::new);
    }

    fn add_with(&mut self, score: f64, id: &str, hint: impl FnOnce() -> String) {
        if score < BAD_F1 {
            self.0.push((score, id.to_owned(), hint()));
            self.0.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
    }

    pub fn print(&self) {
        let list: Vec<String> =
            self.0.iter().take(WORST).map(|(score, id, _)| format!("{id} {score:.2}")).collect();
        println!("                {} below {BAD_F1}: {}", self.0.len(), list.join(", "));
    }

    /// Prints the worst of all, one line each.
    pub fn print_reasons(mut self) {
        self.0.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (score, id, hint) in self.0.iter().take(TEN) {
            println!("worst           {score:.2} {id}: {hint}");
        }
    }
}
