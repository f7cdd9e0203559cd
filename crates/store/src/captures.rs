//! Captures: what the web answered, kept as it came. Nothing here alters one.
//!
//! Bodies are compressed, and one that came twice is kept once.

use news::{Capture, CaptureId, EntryId, FeedId};
use sha2::{Digest as _, Sha256};

use crate::{
    Result, Store,
    codec::{compress, decompress, to_json},
    database::{Row, Transaction, values},
};

impl Store {
    /// A capture, byte for byte.
    pub fn capture(&self, id: CaptureId) -> Result<Option<Capture>> {
        self.read("find a capture", |tx| {
            tx.find(
                "select c.url, c.final_url, c.status, c.content_type, c.headers, c.fetched_at, b.body
                 from captures c join bodies b on b.sha256 = c.sha256
                 where c.id = $1",
                values![id],
                capture,
            )
        })
    }

    /// The last capture of the page of an entry.
    pub fn last_page(&self, entry: EntryId) -> Result<Option<Capture>> {
        self.read("find the last capture of a page", |tx| {
            tx.find(
                "select c.url, c.final_url, c.status, c.content_type, c.headers, c.fetched_at, b.body
                 from captures c join bodies b on b.sha256 = c.sha256
                 where c.entry_id = $1
                 order by c.id desc
                 limit 1",
                values![entry],
                capture,
            )
        })
    }
}

/// What a capture was fetched for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    /// To read the entries of a feed.
    Feed(FeedId),
    /// To read the page of an entry.
    Page(EntryId),
}

/// Adds a capture.
pub(crate) fn insert(tx: &Transaction<'_>, purpose: Purpose, capture: &Capture) -> Result<CaptureId> {
    let sha256 = digest(&capture.body);
    let body = compress(&capture.body);
    tx.execute(
        "insert into bodies (sha256, body) values ($1, $2) on conflict (sha256) do nothing",
        values![&sha256, &body],
    )?;
    let (feed, entry) = match purpose {
        Purpose::Feed(feed) => (Some(feed), None),
        Purpose::Page(entry) => (None, Some(entry)),
    };
    let headers = to_json(&capture.headers);
    tx.one(
        "insert into captures
             (feed_id, entry_id, url, final_url, status, content_type, headers, fetched_at, sha256)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         returning id",
        values![
            feed,
            entry,
            &capture.url,
            &capture.final_url,
            capture.status,
            capture.content_type.as_ref(),
            &headers,
            capture.fetched_at,
            &sha256
        ],
        |row| row.get("id"),
    )
}

/// A capture that is there, by what tells its body apart.
pub(crate) struct Last {
    /// Its number.
    pub id: CaptureId,
    /// The digest of its body.
    pub sha256: Vec<u8>,
}

/// The last capture of a feed.
pub(crate) fn last_of_feed(tx: &Transaction<'_>, feed: FeedId) -> Result<Option<Last>> {
    let sql = "select id, sha256 from captures where feed_id = $1 order by id desc limit 1";
    tx.find(sql, values![feed], |row| Ok(Last { id: row.get("id")?, sha256: row.get("sha256")? }))
}

/// Tells bodies apart.
pub(crate) fn digest(body: &[u8]) -> Vec<u8> {
    Sha256::digest(body).to_vec()
}

fn capture(row: &Row<'_>) -> Result<Capture> {
    Ok(Capture {
        url: row.get("url")?,
        final_url: row.get("final_url")?,
        status: row.get("status")?,
        content_type: row.get("content_type")?,
        headers: row.json("headers")?,
        fetched_at: row.get("fetched_at")?,
        body: decompress("body", &row.get::<Vec<u8>>("body")?)?,
    })
}
