//! One round of work: fetch what is due, read what was fetched, fold what was read, trace what was folded.
//!
//! The steps follow one another, and each ends what it does in the archive before the next begins, so
//! that a round that is cut off at any point goes on where it was. Articles are folded in the order of
//! their times, whichever server answered first: the same feeds give the same stories.

mod fetching;
mod folding;
mod progress;
mod reading;

use std::{
    future::Future,
    sync::{Arc, Mutex},
    thread,
};

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};
use store::{Job, Store, Subscription, TaskKind};
use tokio::task::{JoinError, JoinSet, spawn_blocking};

use crate::web::Web;
pub use progress::Progress;

/// How long a claimed job belongs to the one who claimed it.
const LEASE: SignedDuration = SignedDuration::from_mins(15);
/// How often a job is tried before it is given up.
const ATTEMPTS: u32 = 4;

/// What does the rounds. Clones share one archive.
#[derive(Clone)]
pub struct Worker {
    store: Arc<Store>,
    web: Arc<Web>,
    index: Arc<Mutex<Option<fold::Index>>>,
    progress: Progress,
}

/// What a round did.
#[derive(Clone, Copy, Debug, Default)]
pub struct Summary {
    /// Feeds asked for.
    pub feeds: usize,
    /// Feeds that did not answer well.
    pub failed: usize,
    /// Articles folded.
    pub articles: usize,
}

/// Why a job did not end well.
pub enum Failure {
    /// The archive cannot go on: the round stops.
    Archive(store::Error),
    /// This job cannot: others go on.
    Job {
        /// Why, as a sentence.
        error: String,
        /// When to try again; `None` to give up.
        retry_at: Option<Timestamp>,
    },
}

impl Failure {
    /// What the job was about is not in the archive any more.
    fn gone(what: &str) -> Self {
        Self::Job { error: format!("the {what} is not in the archive any more"), retry_at: None }
    }

    /// A fault of the program stopped the job.
    fn crash(crash: &JoinError) -> Self {
        Self::Job { error: format!("a fault of Quelle itself stopped this job: {crash}"), retry_at: None }
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::Archive(error)
    }
}

impl Worker {
    /// A worker on this archive. What a process before it had claimed and not done is free again.
    pub fn new(store: Arc<Store>, web: Arc<Web>, progress: Progress) -> anyhow::Result<Self> {
        store.release_claims().context("cannot take up the work")?;
        Ok(Self { store, web, index: Arc::new(Mutex::new(None)), progress })
    }

    /// Polls these feeds, and does all work that waits.
    pub async fn round(&self, due: Vec<Subscription>) -> anyhow::Result<Summary> {
        let feeds = due.len();
        let failed = self.poll(due).await?;
        self.read_feeds().await?;
        self.drain(TaskKind::FetchPage, "Fetching pages", PAGES_AT_ONCE, Self::fetch_page).await?;
        let articles = self.derive().await?;
        self.drain(TaskKind::FetchIcon, "Fetching icons", PAGES_AT_ONCE, Self::fetch_icon).await?;
        Ok(Summary { feeds, failed, articles })
    }

    /// Reads, folds and traces what has been fetched, and asks the web for nothing; how many articles
    /// were folded.
    pub async fn derive(&self) -> anyhow::Result<usize> {
        self.read_feeds().await?;
        self.drain(TaskKind::ReadPage, "Reading pages", cores(), Self::read_page).await?;
        let articles = self.fold().await?;
        self.trace().await?;
        Ok(articles)
    }

    async fn read_feeds(&self) -> anyhow::Result<()> {
        self.drain(TaskKind::ReadFeed, "Reading feeds", cores(), Self::read_feed).await
    }

    /// Does all jobs of a kind that are due, so many at once.
    async fn drain<F, D>(&self, kind: TaskKind, label: &str, at_once: usize, work: F) -> anyhow::Result<()>
    where
        F: Fn(Self, Job) -> D,
        D: Future<Output = Result<(), Failure>> + Send + 'static,
    {
        let bar = self.progress.step(label);
        let mut running = JoinSet::new();
        loop {
            let jobs = self.claim(kind, at_once - running.len()).await?;
            for job in jobs {
                // A task of its own: what goes wrong in one job must not end the others.
                let (id, done) = (job.id, tokio::spawn(work(self.clone(), job)));
                running.spawn(
                    async move { (id, done.await.unwrap_or_else(|crash| Err(Failure::crash(&crash)))) },
                );
            }
            let Some(ended) = running.join_next().await else { break };
            let (id, result) = ended.context("a job stopped unexpectedly")?;
            match result {
                Ok(()) => {}
                Err(Failure::Archive(error)) => {
                    return Err(error).context("the work stopped; it goes on at the next start");
                }
                Err(Failure::Job { error, retry_at }) => {
                    tracing::warn!(job = id.0, %error, "a job failed");
                    self.store(move |store| store.fail_job(id, &error, retry_at)).await?;
                }
            }
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }

    async fn claim(&self, kind: TaskKind, limit: usize) -> anyhow::Result<Vec<Job>> {
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        Ok(self.store(move |store| store.claim_jobs(kind, limit, Timestamp::now(), LEASE)).await?)
    }

    /// Calls the archive from a thread that may wait.
    async fn store<T: Send + 'static>(
        &self,
        call: impl FnOnce(&Store) -> store::Result<T> + Send + 'static,
    ) -> store::Result<T> {
        let store = Arc::clone(&self.store);
        blocking(move || call(&store)).await
    }
}

/// How many pages and icons are fetched at once; the fetcher's own limits hold besides.
const PAGES_AT_ONCE: usize = 64;

fn cores() -> usize {
    thread::available_parallelism().map_or(1, Into::into)
}

/// Runs work that computes or waits for the disk on a thread of its own.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The program is ending, and this task with it.
            Err(_) => std::future::pending().await,
        },
    }
}
