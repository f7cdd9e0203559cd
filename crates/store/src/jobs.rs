//! Jobs: the work that waits. A job is ended by the transaction that saves what it made.

use jiff::SignedDuration;
use news::{CaptureId, EntryId, FeedId, JobId, PublisherId, Timestamp};

use crate::{
    Job, Result, Store, Task, TaskKind,
    codec::named,
    database::{Column, Row, Transaction, Value, values},
};

/// A job that waits already is not added twice; one that was given up gets another chance.
const ONCE: &str = "on conflict (kind, subject, capture) do update
    set run_at = excluded.run_at, attempts = 0, is_failed = 0, error = null";

impl Store {
    /// Takes jobs that may run now, oldest first, and keeps them from others for the time of the lease.
    ///
    /// Taking counts as an attempt, so that a job that kills its worker is given up in the end too. The captures of
    /// one feed or entry are read one after the other: each changes what the one before made.
    pub fn claim_jobs(
        &self,
        kind: TaskKind,
        limit: u32,
        now: Timestamp,
        lease: SignedDuration,
    ) -> Result<Vec<Job>> {
        // Who waits longer than time lasts waits for ever.
        let claimed_until = now.checked_add(lease).unwrap_or(Timestamp::MAX);
        let mut claimed = self.write("take jobs from the queue", |tx| {
            // SQLite has one writer, so nobody else is at these rows.
            tx.query(
                "update jobs set claimed_until = $4, attempts = attempts + 1
                 where id in (
                     select waiting.id from jobs waiting
                     where waiting.kind = $1 and waiting.is_failed = 0 and waiting.run_at <= $2
                         and waiting.claimed_until <= $2
                         and not exists (
                             select 1 from jobs before
                             where before.kind = waiting.kind and before.subject = waiting.subject
                                 and before.is_failed = 0 and before.id < waiting.id)
                     order by waiting.run_at, waiting.id
                     limit $3)
                 returning id, kind, subject, capture, attempts, run_at",
                values![kind, now, limit, claimed_until],
                |row| Ok((row.get::<Timestamp>("run_at")?, job(row)?)),
            )
        })?;
        claimed.sort_by_key(|(run_at, job)| (*run_at, job.id));
        Ok(claimed.into_iter().map(|(_, job)| job).collect())
    }

    /// Frees all jobs that are taken: for the start of the one process that works, when nobody can hold them.
    /// Gives their number.
    pub fn release_claims(&self) -> Result<u64> {
        self.write("free the jobs of the queue", |tx| {
            Ok(tx.execute("update jobs set claimed_until = 0 where claimed_until > 0", &[])? as u64)
        })
    }

    /// Says that a job failed, and when to try again; with `None` it is given up, and kept to be looked at.
    pub fn fail_job(&self, id: JobId, error: &str, retry_at: Option<Timestamp>) -> Result<()> {
        self.write("put a job back", |tx| {
            tx.execute(
                "update jobs set error = $2, run_at = coalesce($3, run_at), is_failed = $4, claimed_until = 0
                 where id = $1",
                values![id, error, retry_at, retry_at.is_none()],
            )
            .map(drop)
        })
    }

    /// Puts a job back whose turn has not come: nothing was tried.
    pub fn postpone_job(&self, id: JobId, until: Timestamp) -> Result<()> {
        self.write("put a job back", |tx| {
            tx.execute(
                "update jobs set run_at = $2, attempts = attempts - 1, claimed_until = 0 where id = $1",
                values![id, until],
            )
            .map(drop)
        })
    }
}

/// Adds a job, [`ONCE`].
pub(crate) fn enqueue(tx: &Transaction<'_>, task: Task, run_at: Timestamp) -> Result<()> {
    let (kind, subject, capture) = parts(task);
    tx.execute(
        &format!("insert into jobs (kind, subject, capture, run_at) values ($1, $2, $3, $4) {ONCE}"),
        values![kind, subject, capture, run_at],
    )
    .map(drop)
}

/// What a job does; `None` when it has ended.
pub(crate) fn task(tx: &Transaction<'_>, id: JobId) -> Result<Option<Task>> {
    let sql = "select id, kind, subject, capture, attempts from jobs where id = $1";
    Ok(tx.find(sql, values![id], job)?.map(|job| job.task))
}

/// Ends a job. Gives whether it had not ended before.
pub(crate) fn end(tx: &Transaction<'_>, id: JobId) -> Result<bool> {
    Ok(tx.execute("delete from jobs where id = $1", values![id])? > 0)
}

/// Has every capture read again, in the order in which they came.
pub(crate) fn enqueue_all_readings(tx: &Transaction<'_>) -> Result<()> {
    for (kind, subject) in [(TaskKind::ReadFeed, "feed_id"), (TaskKind::ReadPage, "entry_id")] {
        let sql = format!(
            "insert into jobs (kind, subject, capture, run_at)
             select $1, {subject}, id, fetched_at from captures where {subject} is not null order by id {ONCE}"
        );
        tx.execute(&sql, values![kind])?;
    }
    Ok(())
}

fn parts(task: Task) -> (TaskKind, i64, i64) {
    match task {
        Task::ReadFeed { feed, capture } => (TaskKind::ReadFeed, feed.0, capture.0),
        Task::FetchPage { entry } => (TaskKind::FetchPage, entry.0, 0),
        Task::LookAgain { entry } => (TaskKind::LookAgain, entry.0, 0),
        Task::ReadPage { entry, capture } => (TaskKind::ReadPage, entry.0, capture.0),
        Task::FetchIcon { publisher } => (TaskKind::FetchIcon, publisher.0, 0),
    }
}

fn job(row: &Row<'_>) -> Result<Job> {
    let (subject, capture) = (row.get("subject")?, CaptureId(row.get("capture")?));
    let task = match row.get("kind")? {
        TaskKind::ReadFeed => Task::ReadFeed { feed: FeedId(subject), capture },
        TaskKind::FetchPage => Task::FetchPage { entry: EntryId(subject) },
        TaskKind::LookAgain => Task::LookAgain { entry: EntryId(subject) },
        TaskKind::ReadPage => Task::ReadPage { entry: EntryId(subject), capture },
        TaskKind::FetchIcon => Task::FetchIcon { publisher: PublisherId(subject) },
    };
    Ok(Job { id: row.get("id")?, task, attempts: row.get::<u32>("attempts")?.saturating_sub(1) })
}

impl From<TaskKind> for Value<'_> {
    fn from(kind: TaskKind) -> Self {
        Self::Text(kind_name(kind))
    }
}

impl TaskKind {
    const ALL: [Self; 5] =
        [Self::ReadFeed, Self::FetchPage, Self::LookAgain, Self::ReadPage, Self::FetchIcon];
}

impl Column for TaskKind {
    fn read(value: Value<'_>) -> Option<Self> {
        named(value, &TaskKind::ALL, kind_name)
    }
}

fn kind_name(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::ReadFeed => "read_feed",
        TaskKind::FetchPage => "fetch_page",
        TaskKind::LookAgain => "look_again",
        TaskKind::ReadPage => "read_page",
        TaskKind::FetchIcon => "fetch_icon",
    }
}
