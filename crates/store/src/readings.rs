//! What the articles of a story were read from: for those who want to see it all.

use std::collections::HashMap;

use news::{ArticleId, CaptureId, StoryId, Timestamp, Version};

use crate::{
    Result, Store, StoryRecord,
    database::{Transaction, values},
    stories, versions,
};

/// A whole story, and what its articles were read from.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadStory {
    /// The story.
    pub story: StoryRecord,
    /// Whether it has not changed since it was traced.
    pub is_traced: bool,
    /// How its articles were read, in the order of its members.
    pub readings: Vec<Reading>,
    /// The versions of those that have changed, oldest first.
    pub histories: HashMap<ArticleId, Vec<Version>>,
}

/// How an article was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The article.
    pub article: ArticleId,
    /// The capture that it was read from last.
    pub capture: CaptureId,
    /// All captures of its page, and those of feeds that it, a version of it or its entries were read from, with the times of their
    /// fetching; the oldest first.
    pub captures: Vec<(CaptureId, Timestamp)>,
    /// The version of the stages that read it.
    pub stage_version: u32,
    /// When they did.
    pub read_at: Timestamp,
}

impl Store {
    /// A whole story, and what its articles were read from, as they are at one moment; `None` when there is no such
    /// story, or it has ended.
    pub fn read_story(&self, id: StoryId) -> Result<Option<ReadStory>> {
        self.read("find what a story was read from", |tx| {
            let sql = "select is_traced from stories where id = $1 and merged_into is null";
            let Some(is_traced) = tx.find(sql, values![id], |row| row.get("is_traced"))? else {
                return Ok(None);
            };
            Ok(Some(ReadStory {
                story: stories::record(tx, id)?,
                is_traced,
                readings: readings(tx, id)?,
                histories: versions::of_story(tx, id)?,
            }))
        })
    }
}

fn readings(tx: &Transaction<'_>, story: StoryId) -> Result<Vec<Reading>> {
    let mut captures = captures(tx, story)?;
    let mut readings = tx.query(
        "select a.id, r.capture_id, r.stage_version, r.read_at
         from placements pl join articles a on a.id = pl.article_id join readings r on r.article_id = a.id
         where pl.story_id = $1
         order by a.time, a.address",
        values![story],
        |row| {
            Ok(Reading {
                article: row.get("id")?,
                capture: row.get("capture_id")?,
                captures: Vec::new(),
                stage_version: row.get("stage_version")?,
                read_at: row.get("read_at")?,
            })
        },
    )?;
    for reading in &mut readings {
        reading.captures = captures.remove(&reading.article).unwrap_or_default();
    }
    Ok(readings)
}

/// The captures of the articles of a story, by article. An article that several entries led to has the pages of all.
fn captures(tx: &Transaction<'_>, story: StoryId) -> Result<HashMap<ArticleId, Vec<(CaptureId, Timestamp)>>> {
    let rows = tx.query(
        "select found.article_id, c.id, c.fetched_at
         from (select r.article_id, r.capture_id
               from readings r join placements pl on pl.article_id = r.article_id where pl.story_id = $1
               union
               select e.article_id, e.capture_id
               from entries e join placements pl on pl.article_id = e.article_id where pl.story_id = $1
               union
               select v.article_id, v.capture_id
               from versions v join placements pl on pl.article_id = v.article_id where pl.story_id = $1
               union
               select e.article_id, page.id
               from captures page
               join entries e on e.id = page.entry_id
               join placements pl on pl.article_id = e.article_id where pl.story_id = $1) found
         join captures c on c.id = found.capture_id
         order by c.fetched_at, c.id",
        values![story],
        |row| Ok((row.get("article_id")?, (row.get("id")?, row.get("fetched_at")?))),
    )?;
    let mut captures: HashMap<ArticleId, Vec<_>> = HashMap::new();
    for (article, capture) in rows {
        captures.entry(article).or_default().push(capture);
    }
    Ok(captures)
}
