//! Reads the pages of the sets, and keeps the time.

use std::{
    fs::{self, File},
    io::Read as _,
    path::Path,
    sync::LazyLock,
    time::{Duration, Instant},
};

use anyhow::Context;
use extract::{Judge, Page, Read};
use flate2::read::GzDecoder;

use crate::train::reading::{FOLDS, fold_of, without};

/// Reads pages by judges that do not know them, and keeps the time.
#[derive(Default)]
pub struct Clock {
    times: Times,
    judges: Judges,
}

impl Clock {
    /// Reads a compressed page of a set.
    pub fn read(&mut self, set: &Path, page: &str, url: &str) -> anyhow::Result<Read> {
        let url = Some(url).filter(|url| !url.is_empty());
        self.read_by(set, page, url, url)
    }

    /// Reads one that judges know by its file, because those who taught them were not told its address.
    pub fn read_known_by_file(&mut self, set: &Path, page: &str, url: &str) -> anyhow::Result<Read> {
        self.read_by(set, page, Some(url).filter(|url| !url.is_empty()), None)
    }

    fn read_by(
        &mut self,
        set: &Path,
        page: &str,
        url: Option<&str>,
        known: Option<&str>,
    ) -> anyhow::Result<Read> {
        let body = self::page(set, page)?;
        let judge = self.judges.of(known, page);
        let page = Page { body: &body, content_type: Some("text/html"), url, ..Page::default() };
        let start = work_done();
        let read = extract::judged(&page, judge);
        self.times.add(work_done().saturating_sub(start));
        Ok(read)
    }

    pub fn print(self) {
        let Times(times) = &self.times;
        let [median, p99, longest] = [50, 99, 100].map(|percent| self.times.at(percent).as_millis());
        println!(
            "speed           {:.0} pages a second of one processor, median {median} ms, p99 {p99} ms, longest {longest} ms, {} pages",
            self.times.rate(),
            times.len()
        );
    }
}

/// The judges that never saw the hosts of each fold, where they were taught; else the one that ships.
pub struct Judges(Option<Vec<Judge>>);

impl Default for Judges {
    fn default() -> Self {
        let judges: Option<Vec<Judge>> = (0..FOLDS).map(without).collect();
        if judges.is_none() {
            eprintln!(
                "IN-SAMPLE: the judge that ships learned from these pages; `cargo xtask train reading` teaches others"
            );
        }
        Self(judges)
    }
}

impl Judges {
    /// The judge that does not know the host of this page, which lies in this file of its set.
    pub fn of(&self, url: Option<&str>, file: &str) -> &Judge {
        self.0.as_ref().map_or(Judge::shipped(), |judges| &judges[fold_of(url, file)])
    }
}

/// How long each of many pages took.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    pub fn add(&mut self, time: Duration) {
        let place = self.0.partition_point(|earlier| *earlier <= time);
        self.0.insert(place, time);
    }

    /// Pages a second.
    pub fn rate(&self) -> f64 {
        self.0.len() as f64 / self.0.iter().sum::<Duration>().as_secs_f64()
    }

    /// The time that this many of a hundred pages stay below; 100 asks for the longest.
    pub fn at(&self, percent: usize) -> Duration {
        let place = (self.0.len() * percent / 100).min(self.0.len().saturating_sub(1));
        self.0.get(place).copied().unwrap_or_default()
    }
}

/// The bytes of a compressed page of a set.
pub fn page(set: &Path, page: &str) -> anyhow::Result<Vec<u8>> {
    let path = set.join(page);
    let mut body = Vec::new();
    let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    GzDecoder::new(file).read_to_end(&mut body).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(body)
}

/// The processor time of this thread, where the system tells it, because other programs slow a
/// clock on the wall; else that clock.
pub fn work_done() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}
