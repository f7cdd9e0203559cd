//! Entries: what feeds say of articles, and what comes of it.

use std::collections::{HashMap, HashSet};

use news::{Capture, CaptureId, Entry, EntryId, FeedId, JobId, Timestamp};

use crate::{
    EntryReading, FeedReading, NextStep, Result, Store, StoredEntry, Task, articles,
    captures::{self, Purpose},
    codec::{pack, to_json},
    database::{Transaction, values},
    feeds,
    identity::Marks,
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
    pub fn save_feed(&self, job: JobId, feed: FeedId, reading: &FeedReading, now: Timestamp) -> Result<()> {
        self.write("save the entries of a feed", |tx| {
            let Some((capture, fetched_at)) = captured(tx, job)? else { return Ok(()) };
            let is_first = !has_entries(tx, feed)?;
            publishers::save_feed(tx, feed, &reading.feed, now)?;
            let poll = Reading { feed, capture, fetched_at, is_first, present: &reading.present, now };
            for entry in &reading.entries {
                poll.save(tx, entry)?;
            }
            feeds::follow_index(tx, feed, &reading.sitemaps, now)?;
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

fn has_entries(tx: &Transaction<'_>, feed: FeedId) -> Result<bool> {
    let sql = "select id from entries where feed_id = $1 limit 1";
    Ok(tx.find(sql, values![feed], |_| Ok(()))?.is_some())
}

/// The reading of one capture of a feed.
struct Reading<'r> {
    feed: FeedId,
    capture: CaptureId,
    fetched_at: Timestamp,
    is_first: bool,
    present: &'r HashSet<String>,
    now: Timestamp,
}

impl Reading<'_> {
    fn save(&self, tx: &Transaction<'_>, reading: &EntryReading) -> Result<()> {
        let (id, is_changed) = self.upsert(tx, &reading.entry)?;
        match &reading.next {
            NextStep::Article(article) => articles::save(tx, id, article, self.now).map(drop),
            NextStep::FetchPage if is_changed && !has_page_since(tx, id, self.fetched_at)? => {
                jobs::enqueue(tx, Task::FetchPage { entry: id }, self.now)
            }
            NextStep::FetchPage | NextStep::Nothing => Ok(()),
        }
    }

    /// Gives the entry's number, and whether it says something new.
    fn upsert(&self, tx: &Transaction<'_>, entry: &Entry) -> Result<(EntryId, bool)> {
        let (hash, packed) = (entry_hash(entry).cast_signed(), pack(entry));
        let marks = Marks::of(entry);
        let id = match find(tx, self.feed, &entry.id)? {
            Some((id, Some(known))) if known == hash => return Ok((id, false)),
            Some((id, _)) => {
                if marks.contradict(tx, id)? {
                    self.begin_anew(tx, id)?;
                }
                id
            }
            None => match marks.find(tx, self.feed, self.present)? {
                Some(id) => id,
                None => self.insert(tx, entry, &packed)?,
            },
        };
        tx.execute(
            "update entries set key = $2, entry = $3, capture_id = $4, hash = $5, time = coalesce(time, $6)
             where id = $1",
            values![id, &entry.id, &packed, self.capture, hash, self.time_of(entry)],
        )?;
        marks.save(tx, self.feed, id)?;
        Ok((id, true))
    }

    fn insert(&self, tx: &Transaction<'_>, entry: &Entry, packed: &[u8]) -> Result<EntryId> {
        tx.one(
            "insert into entries (feed_id, key, entry, capture_id, first_seen_at) values ($1, $2, $3, $4, $5)
             returning id",
            values![self.feed, &entry.id, packed, self.capture, self.now],
            |row| row.get("id"),
        )
    }

    /// Its id was given to another entry: the article that came of the former one stays as it is.
    fn begin_anew(&self, tx: &Transaction<'_>, id: EntryId) -> Result<()> {
        let sql = "update entries set article_id = null, time = null, first_seen_at = $2 where id = $1";
        tx.execute(sql, values![id, self.now]).map(drop)
    }

    /// When an entry came out: by its own word, else when it was first seen, unless the whole feed was.
    fn time_of(&self, entry: &Entry) -> Option<Timestamp> {
        let told = entry.published_at.map(|time| time.min(self.now));
        told.or((!self.is_first).then_some(self.now))
    }
}

fn find(tx: &Transaction<'_>, feed: FeedId, key: &str) -> Result<Option<(EntryId, Option<i64>)>> {
    let sql = "select id, hash from entries where feed_id = $1 and key = $2";
    tx.find(sql, values![feed, key], |row| Ok((row.get("id")?, row.get("hash")?)))
}

/// Whether an entry's page was captured after the feed that asks for it, as when old captures are read again.
fn has_page_since(tx: &Transaction<'_>, entry: EntryId, fetched_at: Timestamp) -> Result<bool> {
    let sql = "select id from captures where entry_id = $1 and fetched_at >= $2 limit 1";
    Ok(tx.find(sql, values![entry, fetched_at], |_| Ok(()))?.is_some())
}
