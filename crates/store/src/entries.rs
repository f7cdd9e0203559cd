//! Entries: what feeds say of articles, and what comes of it.

use std::collections::HashMap;

use news::{Capture, CaptureId, Entry, EntryId, Feed, FeedId, JobId, Timestamp};

use crate::{
    EntryReading, NextStep, Result, Store, StoredEntry, Task, articles,
    captures::{self, Purpose},
    codec::{pack, to_json},
    database::{Transaction, values},
    jobs, publishers,
};

impl Store {
    /// The entries of a feed that need not be read again unless they change, each by its id, with the
    /// `text::hash64` of its JSON.
    pub fn known_entries(&self, feed: FeedId) -> Result<HashMap<String, u64>> {
        self.read("list the entries of a feed", |tx| {
            let sql = "select key, hash from entries where feed_id = $1 and hash is not null";
            let known = tx.query(sql, values![feed], |row| {
                Ok((row.get("key")?, row.get::<i64>("hash")?.cast_unsigned()))
            })?;
            Ok(known.into_iter().collect())
        })
    }

    /// Saves what was read of a feed: its publisher, its entries, the articles that they hold and the jobs
    /// that they lead to. Ends the job; when it has ended before, nothing is left to do.
    pub fn save_feed(
        &self,
        job: JobId,
        feed: FeedId,
        meta: &Feed,
        entries: &[EntryReading],
        now: Timestamp,
    ) -> Result<()> {
        self.write("save the entries of a feed", |tx| {
            let Some(captured) = captured(tx, job)? else { return Ok(()) };
            publishers::save_feed(tx, feed, meta, now)?;
            for reading in entries {
                save(tx, feed, reading, captured, now)?;
            }
            jobs::end(tx, job).map(drop)
        })
    }

    /// An entry.
    pub fn entry(&self, id: EntryId) -> Result<Option<StoredEntry>> {
        self.read("find an entry", |tx| {
            tx.find(
                "select feed_id, entry, capture_id, first_seen_at from entries where id = $1",
                values![id],
                |row| {
                    Ok(StoredEntry {
                        id,
                        feed: row.get("feed_id")?,
                        entry: row.unpack("entry")?,
                        capture: row.get("capture_id")?,
                        first_seen_at: row.get("first_seen_at")?,
                    })
                },
            )
        })
    }

    /// Saves the page of an entry, with the job to read it. Ends the job; when it has ended before, nothing
    /// is left to do.
    pub fn save_page(&self, job: JobId, entry: EntryId, capture: &Capture) -> Result<()> {
        self.write("save a page", |tx| {
            if !jobs::end(tx, job)? {
                return Ok(());
            }
            let id = captures::insert(tx, Purpose::Page(entry), capture)?;
            jobs::enqueue(tx, Task::ReadPage { entry, capture: id }, capture.fetched_at)
        })
    }

    /// Says why an entry has no article. Ends the job.
    pub fn skip_entry(&self, job: JobId, entry: EntryId, reason: &str) -> Result<()> {
        self.write("skip an entry", |tx| {
            tx.execute("update entries set skipped = $2 where id = $1", values![entry, reason])?;
            jobs::end(tx, job).map(drop)
        })
    }
}

/// The feed's capture that a job reads, and when it was fetched; `None` when the job has ended.
fn captured(tx: &Transaction<'_>, job: JobId) -> Result<Option<(CaptureId, Timestamp)>> {
    let Some(Task::ReadFeed { capture, .. }) = jobs::task(tx, job)? else { return Ok(None) };
    tx.find("select fetched_at from captures where id = $1", values![capture], |row| {
        Ok((capture, row.get("fetched_at")?))
    })
}

/// Tells whether an entry has changed: the `text::hash64` of its JSON.
pub fn entry_hash(entry: &Entry) -> u64 {
    text::hash64(&to_json(entry))
}

fn save(
    tx: &Transaction<'_>,
    feed: FeedId,
    reading: &EntryReading,
    (capture, fetched_at): (CaptureId, Timestamp),
    now: Timestamp,
) -> Result<()> {
    let (id, is_changed) = upsert(tx, feed, &reading.entry, capture, now)?;
    match &reading.next {
        NextStep::Article(article) => articles::save(tx, id, article, now).map(drop),
        NextStep::FetchPage if is_changed && !has_page_since(tx, id, fetched_at)? => {
            jobs::enqueue(tx, Task::FetchPage { entry: id }, now)
        }
        NextStep::FetchPage | NextStep::Nothing => Ok(()),
    }
}

/// Gives the entry's number, and whether it says something new.
fn upsert(
    tx: &Transaction<'_>,
    feed: FeedId,
    entry: &Entry,
    capture: CaptureId,
    now: Timestamp,
) -> Result<(EntryId, bool)> {
    let hash = entry_hash(entry).cast_signed();
    let known = tx.find(
        "select id, hash from entries where feed_id = $1 and key = $2",
        values![feed, &entry.id],
        |row| Ok((row.get("id")?, row.get::<Option<i64>>("hash")?)),
    )?;
    if let Some((id, Some(known_hash))) = known
        && known_hash == hash
    {
        return Ok((id, false));
    }
    let packed = pack(entry);
    let id = tx.one(
        "insert into entries (feed_id, key, entry, capture_id, hash, first_seen_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (feed_id, key) do update set
             entry = excluded.entry, capture_id = excluded.capture_id, hash = excluded.hash
         returning id",
        values![feed, &entry.id, &packed, capture, hash, now],
        |row| row.get("id"),
    )?;
    Ok((id, true))
}

/// Whether an entry's page was captured after the feed that asks for it, as when old captures are read again.
fn has_page_since(tx: &Transaction<'_>, entry: EntryId, fetched_at: Timestamp) -> Result<bool> {
    let sql = "select id from captures where entry_id = $1 and fetched_at >= $2 limit 1";
    Ok(tx.find(sql, values![entry, fetched_at], |_| Ok(()))?.is_some())
}
