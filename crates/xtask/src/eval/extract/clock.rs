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

pub struct Clock {
    times: Vec<Duration>,
    /// The judges that never saw the hosts of each fold, where they were taught.
    judges: Option<Vec<Judge>>,
}

impl Default for Clock {
    fn default() -> Self {
        let judges: Option<Vec<Judge>> = (0..FOLDS).map(without).collect();
        if judges.is_none() {
            println!(
                "IN-SAMPLE: the judge that ships learned from these pages; `cargo xtask train reading` teaches others"
            );
        }
        Self { times: Vec::new(), judges }
    }
}

impl Clock {
    /// Reads a compressed page of a set.
    pub fn read(&mut self, set: &Path, page: &str, url: &str) -> anyhow::Result<Read> {
        let body = self::page(set, page)?;
        let known = Some(url).filter(|url| !url.is_empty());
        let judge = self.judges.as_ref().map_or(Judge::shipped(), |judges| &judges[fold_of(known, page)]);
        let page = Page { body: &body, content_type: Some("text/html"), url: known, ..Page::default() };
        let start = work_done();
        let read = extract::judged(&page, judge);
        self.times.push(work_done().saturating_sub(start));
        Ok(read)
    }

    pub fn print(mut self) {
        self.times.sort();
        let total: Duration = self.times.iter().sum();
        let at = |share: usize| {
            self.times.get(self.times.len() * share / 100).copied().unwrap_or_default().as_millis()
        };
        let (median, p99) = (at(50), at(99));
        let rate = self.times.len() as f64 / total.as_secs_f64();
        let longest = self.times.last().copied().unwrap_or_default().as_millis();
        println!(
            "speed           {rate:.0} pages a second of one processor, median {median} ms, p99 {p99} ms, longest {longest} ms, {} pages",
            self.times.len()
        );
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
