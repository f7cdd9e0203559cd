//! The measures that the sets share, counted as `tools/score.py` of the data counts them.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use regex::Regex;

use super::score;

/// Pages whose text is worse than this are listed.
const BAD_F1: f64 = 0.85;
/// How many of the worst pages of a set are listed.
pub const WORST: usize = 12;

/// F1 over words, and over single characters of scripts without spaces.
pub fn token_f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (tokens(found), tokens(expected));
    let shared: usize =
        found.iter().map(|(token, count)| expected.get(token).copied().unwrap_or(0).min(*count)).sum();
    score::counts(shared, found.values().sum(), expected.values().sum()).f1()
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
    static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
        let unspaced = r"\x{3040}-\x{30ff}\x{3400}-\x{9fff}\x{ac00}-\x{d7af}\x{0e00}-\x{0e7f}\x{1000}-\x{109f}\x{1780}-\x{17ff}\x{0e80}-\x{0eff}";
        Regex::new(&format!(r"[{unspaced}]|[\p{{Alphabetic}}\p{{N}}]+")).expect("a valid pattern")
    });
    let mut counts = HashMap::new();
    for token in TOKEN.find_iter(&text.to_lowercase()) {
        *counts.entry(token.as_str().to_owned()).or_insert(0) += 1;
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

/// The pages that went worst.
#[derive(Default)]
pub struct Worst(Vec<(f64, String)>);

impl Worst {
    pub fn add(&mut self, score: f64, id: &str) {
        if score < BAD_F1 {
            self.0.push((score, id.to_owned()));
        }
    }

    pub fn print(mut self) {
        self.0.sort_by(|a, b| a.0.total_cmp(&b.0));
        let list: Vec<String> =
            self.0.iter().take(WORST).map(|(score, id)| format!("{id} {score:.2}")).collect();
        println!("                {} below {BAD_F1}: {}", self.0.len(), list.join(", "));
    }
}
