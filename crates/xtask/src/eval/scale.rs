//! `cargo xtask eval scale`: how fast, and in how much memory, very many articles are folded, and whether
//! copies are still found among them; beside it MinHash-LSH.

mod minhash;
mod recall;
mod stream;

use std::{fs, time::Duration};

use anyhow::Context;
use cpu_time::ThreadTime;
use fold::{Index, PASSAGE_WINDOW, Views};
use jiff::SignedDuration;
use news::{Placement, Relation};

use self::{
    recall::Recall,
    stream::{A_DAY, Sources},
};
use super::sets;

/// After so many articles, a line is printed.
const CHECKPOINTS: [u64; 7] = [1_000, 10_000, 100_000, 300_000, 600_000, 800_000, 1_000_000];
/// Python takes part in so many articles.
const MINHASH_ARTICLES: u64 = 100_000;

/// Folds this many articles, and prints what it costs.
pub fn run(articles: u64) -> anyhow::Result<()> {
    let Some(sources) = Sources::read()? else { return Ok(()) };
    // What is loaded once is no article's.
    Views::of(&sources.digest(0));
    let mut run = Run { before: resident()?, ..Run::default() };
    println!(
        "{:>9} {:>10} {:>10} {:>9} {:>9} {:>8} {:>8} {:>8} {:>7} {:>10}",
        "articles",
        "remembered",
        "CPU s",
        "a CPU s",
        "views ms",
        "p50 ms",
        "p99 ms",
        "max ms",
        "MB",
        "KB each"
    );
    let mut seconds_of_minhash_articles = 0.0;
    for number in 0..articles {
        run.place(&sources, number);
        let count = number + 1;
        if CHECKPOINTS.contains(&count) || count == articles {
            run.print(count)?;
        }
        if count <= MINHASH_ARTICLES {
            seconds_of_minhash_articles = run.seconds();
        }
    }
    run.leave_behind(&sources, articles)?;
    minhash::run(&sources, articles.min(MINHASH_ARTICLES), seconds_of_minhash_articles)
}

/// An index that is filled, and what it costs.
#[derive(Default)]
struct Run {
    index: Index,
    /// Processor time of looking at articles.
    views: Duration,
    /// Processor time of placing them.
    placing: Duration,
    /// Microseconds of placing, an article.
    places: Vec<u32>,
    recall: Recall,
    /// Bytes in memory before the first article.
    before: f64,
}

impl Run {
    fn place(&mut self, sources: &Sources, number: u64) {
        let digest = sources.digest(number);
        let start = ThreadTime::now();
        let views = Views::of(&digest);
        self.views += start.elapsed();
        let start = ThreadTime::now();
        let placement = self.index.place_viewed(&digest, &views, digest.time());
        let taken = start.elapsed();
        self.placing += taken;
        self.places.push(u32::try_from(taken.as_micros()).unwrap_or(u32::MAX));
        self.judge(sources, number, &placement);
    }

    fn judge(&mut self, sources: &Sources, number: u64, placement: &Placement) {
        let is_copy = matches!(placement.relation, Relation::Copy | Relation::Rewrite);
        let of = placement.of.filter(|_| is_copy).and_then(|of| u64::try_from(of.0).ok());
        self.recall.count(number, of.is_some_and(|of| stream::are_relatives(number, of)));
        self.recall.false_pairs += usize::from(of.is_some_and(|of| minhash::is_false(sources, number, of)));
    }

    /// Seconds of processor time, so far.
    fn seconds(&self) -> f64 {
        (self.views + self.placing).as_secs_f64()
    }

    fn print(&self, count: u64) -> anyhow::Result<()> {
        let mut places = self.places.clone();
        places.sort_unstable();
        let [median, p99, longest] = [50, 99, 100]
            .map(|percent| f64::from(places[(places.len() * percent / 100).min(places.len() - 1)]) / 1e3);
        let remembered = count.min(window()) as f64;
        let bytes = resident()? - self.before;
        println!(
            "{count:>9} {remembered:>10} {:>10.1} {:>9.0} {:>9.2} {median:>8.2} {p99:>8.2} {longest:>8.1} {:>7.0} {:>10.2}  {}",
            self.seconds(),
            count as f64 / self.seconds(),
            self.views.as_secs_f64() * 1e3 / count as f64,
            bytes / 1e6,
            bytes / 1e3 / remembered,
            self.recall,
        );
        Ok(())
    }

    /// Moves the window past all articles, and prints what they leave behind.
    fn leave_behind(mut self, sources: &Sources, articles: u64) -> anyhow::Result<()> {
        let mut last = sources.digest(articles);
        let later = last.time() + PASSAGE_WINDOW + SignedDuration::from_hours(24);
        (last.first_seen_at, last.article.published_at) = (later, Some(later));
        self.index.place(&last, later);
        let bytes = resident()? - self.before;
        println!(
            "after the window: {:.0} MB, {:.2} KB an article",
            bytes / 1e6,
            bytes / 1e3 / articles as f64
        );
        Ok(())
    }
}

/// How many articles the window holds.
fn window() -> u64 {
    A_DAY * PASSAGE_WINDOW.as_hours().unsigned_abs() / 24
}

/// The bytes of this program in memory.
fn resident() -> anyhow::Result<f64> {
    let status = fs::read_to_string("/proc/self/status").context("this system does not tell its memory")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse().context("VmRSS is no number")?;
    Ok(kib * 1024.0)
}
