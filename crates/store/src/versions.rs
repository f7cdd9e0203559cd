//! Versions: what articles said before their publishers changed them.
//!
//! A reading is held against the one before it only where both are of one kind: by the same stages, from pages or
//! from the same feed, both whole or both beginnings. Else what differs may be our reading, not the article.

use std::collections::{HashMap, HashSet};

use news::{Annotations, Article, ArticleId, CaptureId, EntryId, FeedId, JobId, StoryId, Timestamp, Version};

use crate::{
    NewArticle, Result, Store, Task,
    codec::pack,
    database::{Row, Transaction, values},
    jobs, stories,
};

/// How many versions of an article are kept: the first, and the newest.
pub const KEPT_VERSIONS: usize = 50;
/// What a server answers of a page that it had for good.
const GONE: u16 = 410;

impl Store {
    /// The versions of an article, oldest first; none of one that never changed.
    pub fn versions(&self, article: ArticleId) -> Result<Vec<Version>> {
        self.read("list the versions of an article", |tx| list(tx, article))
    }

    /// The versions of the articles of a story that have changed, oldest first.
    pub fn histories(&self, story: StoryId) -> Result<HashMap<ArticleId, Vec<Version>>> {
        self.read("list the versions of a story", |tx| of_story(tx, story))
    }

    /// Says that the page of an entry is gone, as a capture shows. A page that is not found is gone when the capture
    /// before it says so too; until then it is to be looked at again at `confirm_at`. Ends the job.
    pub fn save_absence(
        &self,
        job: JobId,
        entry: EntryId,
        capture: CaptureId,
        confirm_at: Option<Timestamp>,
    ) -> Result<()> {
        self.write("save that a page is gone", |tx| {
            if !jobs::end(tx, job)? {
                return Ok(());
            }
            let sql = "select c.status, c.fetched_at, e.article_id from captures c join entries e on e.id = c.entry_id
                       where c.id = $1";
            let read = |row: &Row<'_>| Ok((row.get("status")?, row.get("fetched_at")?, row.get("article_id")?));
            let (status, fetched_at, article): (u16, _, Option<ArticleId>) = tx.one(sql, values![capture], read)?;
            let Some(article) = article else { return Ok(()) };
            if status != GONE && !was_missing(tx, entry, capture)? {
                let look = |at| jobs::enqueue(tx, Task::LookAgain { entry }, at);
                return confirm_at.map_or(Ok(()), look);
            }
            add(tx, article, Version::missing(status, capture, fetched_at))
        })
    }

    /// Ends a look at a page that has not changed or cannot be had now, and says when the next is due.
    pub fn end_look(&self, job: JobId, entry: EntryId, next_at: Option<Timestamp>) -> Result<()> {
        self.write("end the look at a page", |tx| {
            jobs::end(tx, job)?;
            next_at.map_or(Ok(()), |at| jobs::enqueue(tx, Task::LookAgain { entry }, at))
        })
    }
}

/// What becomes of a reading beside the one before it.
pub(crate) struct Kept {
    /// The capture from which on the article has the words that it has now.
    pub since: CaptureId,
    /// Whether the reading takes the place of the one before. One that has lost its text does not: the article is
    /// known by what it said.
    pub is_read: bool,
}

/// Keeps what an article said before, if a new reading says something else.
pub(crate) fn keep(tx: &Transaction<'_>, id: ArticleId, new: &NewArticle) -> Result<Kept> {
    let former = former(tx, id)?;
    let is_cut = new.article.is_teaser && !former.article.is_teaser;
    if former.stage_version == new.stage_version && is_cut {
        return Ok(Kept { since: former.since, is_read: false });
    }
    let is_of_one_kind = former.stage_version == new.stage_version
        && former.article.is_teaser == new.article.is_teaser
        && is_of_one_place(tx, former.capture, new.capture)?;
    if !is_of_one_kind {
        return Ok(Kept { since: new.capture, is_read: true });
    }
    let was = former.version(tx)?;
    let is = Version::of(&new.article, &new.annotations, new.capture, fetched_at(tx, new.capture)?);
    let (has_changed, is_read) = (is.differs_from(&was), !is.empties(&was));
    let newest = newest(tx, id)?;
    let is_back = newest.as_ref().is_some_and(|newest| is_away(newest, &was));
    if (has_changed || is_back) && newest.is_none_or(|newest| is.differs_from(&newest)) {
        add(tx, id, is)?;
    }
    Ok(Kept { since: if has_changed { new.capture } else { former.since }, is_read })
}

/// Notes that an article is there again as it was before its page was gone or emptied, if it was.
pub(crate) fn come_back(tx: &Transaction<'_>, id: ArticleId, new: &NewArticle) -> Result<()> {
    let Some(newest) = newest(tx, id)? else { return Ok(()) };
    let is = Version::of(&new.article, &new.annotations, new.capture, fetched_at(tx, new.capture)?);
    if is_away(&newest, &is) { add(tx, id, is) } else { Ok(()) }
}

/// Whether the page is gone in a version, or holds hardly anything of the article.
fn is_away(version: &Version, article: &Version) -> bool {
    version.missing.is_some() || version.empties(article)
}

/// Takes the lines out of all versions of an article that proved to be furniture. Versions that said nothing else that
/// is new are none.
pub(crate) fn tidy(tx: &Transaction<'_>, id: ArticleId, tidied: &Article) -> Result<()> {
    let cluttered = former(tx, id)?.article;
    let rest: HashSet<&str> = tidied.paragraphs().collect();
    let furniture: HashSet<&str> = cluttered.paragraphs().filter(|line| !rest.contains(line)).collect();
    let mut last: Option<Version> = None;
    for mut version in list(tx, id)? {
        let lines: Vec<&str> = version.text.split("\n\n").filter(|line| !furniture.contains(line)).collect();
        version.text = lines.join("\n\n");
        if last.as_ref().is_some_and(|last| !version.differs_from(last)) {
            tx.execute(
                "delete from versions where article_id = $1 and number = $2",
                values![id, version.number],
            )?;
            continue;
        }
        put(tx, id, &version)?;
        last = Some(version);
    }
    Ok(())
}

/// Forgets all versions, so that they are made anew from the captures: what is read next has nothing before it.
pub(crate) fn forget(tx: &Transaction<'_>) -> Result<()> {
    tx.execute("delete from versions", &[])?;
    tx.execute("update readings set stage_version = 0, since_id = null", &[]).map(drop)
}

/// The versions of the articles of a story that have changed, oldest first.
pub(crate) fn of_story(tx: &Transaction<'_>, story: StoryId) -> Result<HashMap<ArticleId, Vec<Version>>> {
    let sql =
        "select v.article_id, v.version from versions v join placements pl on pl.article_id = v.article_id
               where pl.story_id = $1 order by v.article_id, v.number";
    let rows = tx.query(sql, values![story], |row| Ok((row.get("article_id")?, row.unpack("version")?)))?;
    let mut histories: HashMap<ArticleId, Vec<Version>> = HashMap::new();
    for (article, version) in rows {
        histories.entry(article).or_default().push(version);
    }
    Ok(histories)
}

/// Adds the newest version. Before the first change there is nothing to add to: what the article said until then is
/// the first.
fn add(tx: &Transaction<'_>, id: ArticleId, version: Version) -> Result<()> {
    let newest = newest(tx, id)?;
    if newest.as_ref().is_some_and(|newest| newest.missing.is_some() && version.missing.is_some()) {
        return Ok(());
    }
    let was = former(tx, id)?.version(tx)?;
    let before = match newest {
        Some(newest) if is_away(&newest, &was) => newest,
        // It is as it was read last, without what proved to be no part of it since.
        Some(Version { number, seen_at, capture, .. }) => Version { number, seen_at, capture, ..was },
        None => Version { number: 1, ..was },
    };
    put(tx, id, &before)?;
    put(tx, id, &Version { number: before.number + 1, ..version })?;
    drop_surplus(tx, id)?;
    let sql = "select story_id from placements where article_id = $1";
    let story = tx.find(sql, values![id], |row| row.get("story_id"))?;
    story.map_or(Ok(()), |story| stories::mark_untraced(tx, story))
}

/// Drops the oldest versions but the first, when there are too many.
fn drop_surplus(tx: &Transaction<'_>, id: ArticleId) -> Result<()> {
    let sql = "delete from versions where article_id = $1 and number > 1 and number not in (
                   select number from versions where article_id = $1 order by number desc limit $2)";
    tx.execute(sql, values![id, KEPT_VERSIONS as u64 - 1]).map(drop)
}

fn list(tx: &Transaction<'_>, id: ArticleId) -> Result<Vec<Version>> {
    let sql = "select version from versions where article_id = $1 order by number";
    tx.query(sql, values![id], |row| row.unpack("version"))
}

fn newest(tx: &Transaction<'_>, id: ArticleId) -> Result<Option<Version>> {
    let sql = "select version from versions where article_id = $1 order by number desc limit 1";
    tx.find(sql, values![id], |row| row.unpack("version"))
}

fn put(tx: &Transaction<'_>, id: ArticleId, version: &Version) -> Result<()> {
    tx.execute(
        "insert into versions (article_id, number, capture_id, version) values ($1, $2, $3, $4)
         on conflict (article_id, number) do update set version = excluded.version",
        values![id, version.number, version.capture, &pack(version)],
    )
    .map(drop)
}

/// An article as it was read last.
struct Former {
    article: Article,
    annotations: Annotations,
    capture: CaptureId,
    since: CaptureId,
    stage_version: u32,
}

impl Former {
    fn version(&self, tx: &Transaction<'_>) -> Result<Version> {
        Ok(Version::of(&self.article, &self.annotations, self.since, fetched_at(tx, self.since)?))
    }
}

fn former(tx: &Transaction<'_>, id: ArticleId) -> Result<Former> {
    let sql =
        "select article, annotations, capture_id, coalesce(since_id, capture_id) as since, stage_version
               from readings where article_id = $1";
    tx.one(sql, values![id], |row| {
        Ok(Former {
            article: row.unpack("article")?,
            annotations: row.unpack("annotations")?,
            capture: row.get("capture_id")?,
            since: row.get("since")?,
            stage_version: row.get("stage_version")?,
        })
    })
}

fn fetched_at(tx: &Transaction<'_>, capture: CaptureId) -> Result<Timestamp> {
    tx.one("select fetched_at from captures where id = $1", values![capture], |row| row.get("fetched_at"))
}

/// Whether both captures are pages, or both of one feed.
fn is_of_one_place(tx: &Transaction<'_>, one: CaptureId, other: CaptureId) -> Result<bool> {
    let feed = |capture| {
        let sql = "select feed_id from captures where id = $1";
        tx.one(sql, values![capture], |row| row.get::<Option<FeedId>>("feed_id"))
    };
    Ok(feed(one)? == feed(other)?)
}

/// Whether the page of an entry was gone the time before.
fn was_missing(tx: &Transaction<'_>, entry: EntryId, capture: CaptureId) -> Result<bool> {
    let sql = "select status from captures where entry_id = $1 and id < $2 order by id desc limit 1";
    let before = tx.find(sql, values![entry, capture], |row| row.get::<u16>("status"))?;
    Ok(before.is_some_and(|status| !(200..300).contains(&status)))
}
