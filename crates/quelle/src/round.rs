//! One round of work: fetch what is due, read what was fetched, leave out what publishers repeat, fold what was read,
//! trace what was folded.
//!
//! Each step saves what it does in the archive, where the next finds it, so that a round that is cut off at
//! any point goes on where it was. What has come is read while slower servers are waited for. Articles are
//! folded when all is read, in the order of their times, whichever server answered first: the same feeds give
//! the same stories.

mod fetching;
mod folding;
mod learning;
mod looking;
mod naming;
mod polling;
mod progress;
mod reading;

use std::{
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use anyhow::Context;
use encode::Encoder;
use entities::Register;
use fetch::schedule;
use jiff::{SignedDuration, Timestamp};
use provenance::Owners;
use store::{Job, Store, Subscription, Task, TaskKind};
use tokio::{
    sync::watch,
    task::{JoinError, JoinSet},
    time::timeout,
};

use crate::{archive, clock::Clock, web::Web};
pub use progress::{Bar, Progress};

/// How long a claimed job belongs to the one who claimed it.
const LEASE: SignedDuration = SignedDuration::from_mins(15);
/// How often a job is tried before it is given up.
const ATTEMPTS: u32 = 4;
/// How often a step looks for what the step before it has left.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// What does the rounds. Clones share one archive.
#[derive(Clone)]
pub struct Worker {
    store: Arc<Store>,
    web: Arc<Web>,
    index: Arc<Mutex<Option<fold::Index>>>,
    /// Held only while [`Self::index`] is.
    register: Arc<Mutex<Option<Register>>>,
    progress: Progress,
    clock: Clock,
    encoder: Option<Arc<Encoder>>,
    owners: Arc<Owners>,
    hears_hubs: bool,
    looks_again: bool,
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

/// All jobs of a kind.
struct Step {
    kind: TaskKind,
    at_once: usize,
    bar: Bar,
}

/// Why a job did not end well.
pub enum Failure {
    /// The archive cannot go on: the round stops.
    Archive(store::Error),
    /// It is not this job's turn yet: it is put back as it was.
    Early {
        /// When it may be.
        until: Timestamp,
    },
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
        Ok(Self {
            store,
            web,
            index: Arc::new(Mutex::new(None)),
            register: Arc::new(Mutex::new(None)),
            progress,
            clock: Clock::default(),
            encoder: None,
            owners: Arc::default(),
            hears_hubs: false,
            looks_again: false,
        })
    }

    /// The same, going by another clock.
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// The same, with the model that the reader brings, if any.
    pub fn with_encoder(self, encoder: Option<Arc<Encoder>>) -> Self {
        Self { encoder, ..self }
    }

    /// The same, knowing who owns which publishers.
    pub fn with_owners(self, owners: Arc<Owners>) -> Self {
        Self { owners, ..self }
    }

    /// The same, where hubs can bring what they push: feeds that they do are polled more seldom.
    pub fn hearing_hubs(self) -> Self {
        Self { hears_hubs: true, ..self }
    }

    /// The same, looking again at the pages of recent articles, or not.
    pub fn looking_again(self, looks_again: bool) -> Self {
        Self { looks_again, ..self }
    }

    /// The feeds that are due. One that was due earlier may be in its quiet hours by now.
    pub fn due(&self) -> store::Result<Vec<Subscription>> {
        let now = self.clock.now();
        let is_quiet = |feed: &Subscription| {
            feed.description.as_ref().is_some_and(|description| schedule::is_quiet(description, now))
        };
        Ok(self.store.due(now)?.into_iter().filter(|feed| !is_quiet(feed)).collect())
    }

    /// Polls these feeds, and does all work that waits.
    pub async fn round(&self, due: Vec<Subscription>) -> anyhow::Result<Summary> {
        let mut feeds = due.len();
        let (mut failed, ()) = tokio::try_join!(self.gather(due), self.look())?;
        let listed = archive::call(&self.store, Store::unpolled_sitemaps).await?;
        feeds += listed.len();
        failed += self.gather(listed).await?;
        // Folding computes and icons wait, so they do not hold each other up.
        let icons = self.icons();
        let (articles, ()) = tokio::try_join!(self.derive(), self.drain(&icons))?;
        Ok(Summary { feeds, failed, articles })
    }

    /// Reads, folds and traces what has been fetched, and asks the web for nothing; how many articles
    /// were folded. What is read is first rid of what its publisher repeats.
    pub async fn derive(&self) -> anyhow::Result<usize> {
        self.drain(&self.feeds()).await?;
        self.drain(&self.pages()).await?;
        self.learn().await?;
        let articles = self.fold().await?;
        self.trace().await?;
        Ok(articles)
    }

    /// Polls these feeds and reads what they bring and lead to, all at once; how many polls failed.
    async fn gather(&self, due: Vec<Subscription>) -> anyhow::Result<usize> {
        let (polled, polls) = watch::channel(());
        let (read, reads) = watch::channel(());
        let (fetched, fetches) = watch::channel(());
        let (failed, (), (), ()) = tokio::try_join!(
            closing(polled, self.poll(due)),
            closing(read, self.follow(polls, self.feeds())),
            closing(fetched, self.follow(reads, self.fetches())),
            self.follow(fetches, self.pages()),
        )?;
        Ok(failed)
    }

    /// Looks at the pages again that are due for it.
    async fn look(&self) -> anyhow::Result<()> {
        if self.looks_again { self.drain(&self.looks()).await } else { Ok(()) }
    }

    /// Does a step until the one that leaves it its jobs has closed its end, and once more.
    async fn follow(&self, mut before: watch::Receiver<()>, step: Step) -> anyhow::Result<()> {
        loop {
            let is_last = before.has_changed().is_err();
            self.drain(&step).await?;
            if is_last {
                return Ok(());
            }
            // Whether the wait ends by the clock or by the end of that step, it is time to look.
            let _ = timeout(LOOK_AGAIN, before.changed()).await;
        }
    }

    fn feeds(&self) -> Step {
        self.step(TaskKind::ReadFeed, "Reading feeds", readers())
    }

    fn fetches(&self) -> Step {
        self.step(TaskKind::FetchPage, "Fetching pages", PAGES_AT_ONCE)
    }

    fn looks(&self) -> Step {
        self.step(TaskKind::LookAgain, "Looking at pages again", PAGES_AT_ONCE)
    }

    fn pages(&self) -> Step {
        self.step(TaskKind::ReadPage, "Reading pages", readers())
    }

    fn icons(&self) -> Step {
        self.step(TaskKind::FetchIcon, "Fetching icons", PAGES_AT_ONCE)
    }

    fn step(&self, kind: TaskKind, label: &str, at_once: usize) -> Step {
        Step { kind, at_once, bar: self.progress.step(label) }
    }

    /// Does a job.
    async fn work(self, job: Job) -> Result<(), Failure> {
        match job.task {
            Task::ReadFeed { feed, capture } => self.read_feed(job.id, feed, capture).await,
            Task::FetchPage { entry } => self.fetch_page(&job, entry).await,
            Task::LookAgain { entry } => self.look_again(&job, entry).await,
            Task::ReadPage { entry, capture } => self.read_page(job.id, entry, capture).await,
            Task::FetchIcon { publisher } => self.fetch_icon(job.id, publisher).await,
        }
    }

    /// Does all jobs of a step that are due.
    async fn drain(&self, step: &Step) -> anyhow::Result<()> {
        let mut running = JoinSet::new();
        loop {
            let jobs = self.claim(step.kind, step.at_once - running.len()).await?;
            for job in jobs {
                // A task of its own: what goes wrong in one job must not end the others.
                let (id, done) = (job.id, tokio::spawn(self.clone().work(job)));
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
                Err(Failure::Early { until }) => {
                    archive::call(&self.store, move |store| store.postpone_job(id, until)).await?;
                }
                Err(Failure::Job { error, retry_at }) => {
                    tracing::warn!(job = id.0, %error, "a job failed");
                    archive::call(&self.store, move |store| store.fail_job(id, &error, retry_at)).await?;
                }
            }
            step.bar.inc(1);
        }
        Ok(())
    }

    async fn claim(&self, kind: TaskKind, limit: usize) -> anyhow::Result<Vec<Job>> {
        let (limit, now) = (u32::try_from(limit).unwrap_or(u32::MAX), self.clock.now());
        Ok(archive::call(&self.store, move |store| store.claim_jobs(kind, limit, now, LEASE)).await?)
    }
}

/// Does some work, and then tells the next step that it has ended.
async fn closing<T>(end: watch::Sender<()>, work: impl Future<Output = T>) -> T {
    let done = work.await;
    drop(end);
    done
}

/// How many pages and icons are wanted at once. Most of them wait for the turn of their host, which the fetcher
/// gives; few would let one host with many pages hold up the others.
const PAGES_AT_ONCE: usize = 1024;

/// How many captures are read at once: one of them always waits for the archive, which has one writer.
fn readers() -> usize {
    cores() + 1
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, Into::into)
}
